import type { Incoming } from './incoming.ts'
import type { GiveWay } from './slices.ts'

/** A record of a source. `cells` are those of its line, where the source is a list: the report of problems gives them back. */
export type SourceRecord = Incoming & { cells?: readonly string[] }

/** Where an import's records come from: a list, FHIR files, a FHIR server. Read once for the dry run and once more to write. */
export type Source = {
  /** As past imports and differences name it: the file's name, or the server's. */
  name: string
  /** The column names and the separator of a list. */
  list?: { headers: readonly string[]; delimiter: string }
  /**
   * The records from the first on, in small batches, as often as it is asked. A batch is decided and written in one go,
   * and the desk gets its turn between two of them.
   * @param giveWay to be awaited between small steps of longer work
   */
  batches: (giveWay: GiveWay) => AsyncIterable<readonly SourceRecord[]>
  /** How many records there are, as far as it is known; for the progress. */
  total: number
}

/** Records in a batch: few enough that what they write holds the core for no longer than a blink. */
export const BATCH = 120
