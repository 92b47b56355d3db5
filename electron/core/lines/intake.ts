import { SECOND } from '@shared/time.ts'
import type { NewEvent } from '@shared/events/index.ts'
import type { Core } from '../core.ts'
import { log } from '../log.ts'
import { eventsOf } from './facts.ts'
import type { LineFact, LineModule, Received } from './line.ts'

/** Facts recorded in one transaction: some 20 ms of work, after which everything else has its turn. */
const BATCH = 100
/** After the journal could not be written (a full disk, most likely). */
const TRY_AGAIN = 5 * SECOND
/** More than this waiting to be written means that something is very wrong; each is about a kilobyte. */
const MOST_WAITING = 100_000

/** Thrown inside the transaction, so that nothing of its batch stays. */
class UnknownText extends Error {
  readonly fact: LineFact

  constructor(fact: LineFact) {
    super()
    this.fact = fact
  }
}

export type Intake = {
  receiveAll: (facts: readonly LineFact[]) => Received[]
  take: (facts: readonly LineFact[]) => void
  /** Fulfils when everything taken so far is recorded, or cannot be: the line has stopped and the disk refuses. */
  drain: () => Promise<void>
}

type Wanted = { lineId: string; hears: LineModule['hears']; /** Something new came over the line; when it was, as its provider says. */ heard: (at: number) => void }

/** Where one line's facts become events: at once for a provider that waits for an answer, soon and in batches for one that does not. */
export function createIntake(core: Core, { lineId, hears, heard }: Wanted): Intake {
  const waiting: LineFact[] = []
  let timer: NodeJS.Immediate | NodeJS.Timeout | null = null
  let isFlooded = false
  /** How often in a row nothing could be written. */
  let refused = 0

  function receiveAll(facts: readonly LineFact[]): Received[] {
    // One after the other: what a fact means may depend on the one before it (STOP, then START).
    function* inOrder(): Generator<NewEvent> {
      for (const fact of facts) {
        const events = eventsOf(core.db, lineId, fact, core.now(), hears)
        if (!events) throw new UnknownText(fact)
        yield* events
      }
    }
    try {
      const recorded = new Set(core.record(inOrder()).events.map((event) => event.sourceKey))
      // What was known already is no sign of life: a line that polls reads the same again after each start.
      // `delete` says whether it was there: a fact told twice in one batch counts once.
      const isNew = facts.map((fact) => recorded.delete(`${lineId}:${fact.id}`))
      const news = facts.filter((_, index) => isNew[index])
      if (news.length > 0) heard(Math.max(...news.map(({ at }) => at)))
      return isNew.map((one) => (one ? 'recorded' : 'known'))
    } catch (error) {
      if (!(error instanceof UnknownText)) throw error
      return facts.map((fact) => (fact === error.fact ? 'unknownText' : 'notRecorded'))
    }
  }

  /** One batch. A fact that cannot be kept costs one line in the log and never the ones beside it. */
  function flush(): void {
    timer = null
    // Closed: whoever still waits for it waits in vain.
    if (!core.db.open) return settleDrains()
    const batch = waiting.splice(0, BATCH)
    try {
      if (receiveAll(batch).includes('notRecorded')) throw new Error('a report about a text that is not ours')
    } catch {
      for (const [index, fact] of batch.entries()) {
        try {
          receiveAll([fact])
        } catch (error) {
          if (isOfTheFact(error)) {
            log.warn('line.fact', { lineId, type: fact.type, error })
            continue
          }
          log.warn('line.notSaved', { lineId, error })
          waiting.unshift(...batch.slice(index))
          refused += 1
          // Stopping does not wait for a disk that stays full.
          if (refused >= 2) settleDrains()
          timer = setTimeout(flush, TRY_AGAIN)
          return
        }
      }
    }
    refused = 0
    if (waiting.length > 0) timer = setImmediate(flush)
    else {
      isFlooded = false
      settleDrains()
    }
  }

  const drains: (() => void)[] = []
  function settleDrains(): void {
    for (const settle of drains.splice(0)) settle()
  }

  return {
    receiveAll,
    take(facts) {
      if (waiting.length + facts.length > MOST_WAITING) {
        // Once: a flood is no reason to fill the disk with words about it.
        if (!isFlooded) log.warn('line.flooded', { lineId, waiting: waiting.length })
        isFlooded = true
        return
      }
      waiting.push(...facts)
      if (waiting.length > 0) timer ??= setImmediate(flush)
    },
    drain() {
      if (waiting.length === 0) return Promise.resolve()
      return new Promise((resolve) => void drains.push(resolve))
    },
  }
}

/** Whether the fact itself is at fault, so that trying again would not help: anything but the disk. */
function isOfTheFact(error: unknown): boolean {
  return !(typeof error === 'object' && error !== null && 'code' in error && /^SQLITE_(FULL|IOERR|BUSY|READONLY|LOCKED|CANTOPEN)/.test(String(error.code)))
}
