import { setTimeout as wait } from 'node:timers/promises'
import { dayKey } from '@shared/rules/local-time.ts'
import type { CountryCode } from 'libphonenumber-js'
import type { Core } from '../../../core.ts'
import { Refusal } from '../../../handlers.ts'
import { practiceOf } from '../../../practice/queries.ts'
import { inSlices, type GiveWay } from '../../import/slices.ts'
import type { Source } from '../../import/source.ts'
import { readServerAddress, readToken } from './address.ts'
import { Collected } from './collected.ts'
import { stopped } from './http.ts'
import { readerOf, refuseEmpty, type Reader } from './read.ts'
import { readServer } from './server.ts'
import { fhirSource } from './source.ts'

/** One window reads at a time, seldom two; what was begun before and left is forgotten. */
const AT_MOST = 2
/** Progress is told at most this often, ms. */
const TELL_EVERY = 200

type Reading = { collected: Collected; giveWay: GiveWay; stop: AbortController; file: { name: string; reader: Reader } | null; /** One piece after the other. */ last: Promise<unknown> }

/** What is being read from FHIR files or a server, until it is staged. In memory only; the token is never kept. */
export type FhirReadings = {
  /** Reads the next bytes of a file; the first ones of a `readId` begin it. Returns how many resources were read so far. */
  feed: (core: Core, piece: { readId: string; fileName: string; bytes: Uint8Array; last: boolean }) => Promise<number>
  /** Ends the reading of files. */
  finish: (readId: string, name: string) => Promise<Source>
  server: (core: Core, wanted: { readId: string; address: string; token: string }) => Promise<Source>
  stop: (readId: string) => void
  clear: () => void
}

export function createFhirReadings(): FhirReadings {
  const readings = new Map<string, Reading>()

  function begin(core: Core, readId: string): Reading {
    const { country, timeZone } = practiceOf(core.db)
    const now = core.now()
    const stop = new AbortController()
    const slices = inSlices()
    const giveWay: GiveWay = () => {
      if (stop.signal.aborted) throw stopped()
      return slices()
    }
    const collected = new Collected({ country: country as CountryCode, timeZone, now, today: dayKey(now, timeZone) })
    const reading: Reading = { collected, giveWay, stop, file: null, last: Promise.resolve() }
    readings.set(readId, reading)
    for (const oldest of readings.keys()) if (readings.size > AT_MOST) forget(oldest)
    return reading
  }

  function forget(readId: string): void {
    const reading = readings.get(readId)
    reading?.stop.abort()
    reading?.file?.reader.close()
    readings.delete(readId)
  }

  /** What is refused is over: the next try begins anew. */
  async function orForget<T>(readId: string, work: Promise<T>): Promise<T> {
    try {
      return await work
    } catch (error) {
      forget(readId)
      throw error
    }
  }

  async function feed(reading: Reading, fileName: string, bytes: Uint8Array, last: boolean): Promise<number> {
    if (reading.file?.name !== fileName) reading.file = { name: fileName, reader: readerOf(fileName, reading.collected, reading.giveWay) }
    const { reader } = reading.file
    await reader.push(bytes)
    if (last) {
      await reader.end()
      reading.file = null
    }
    return reading.collected.read
  }

  return {
    feed(core, { readId, fileName, bytes, last }) {
      const reading = readings.get(readId) ?? begin(core, readId)
      const turn = reading.last.then(() => feed(reading, fileName, bytes, last))
      reading.last = turn.catch(() => undefined)
      return orForget(readId, turn)
    },
    async finish(readId, name) {
      const reading = readings.get(readId)
      if (!reading) throw new Refusal('notFound', 'What was read is no longer in memory. Choose the files again; nothing was imported.')
      const { collected, giveWay } = reading
      await reading.last
      return orForget(readId, Promise.resolve().then(() => refuseEmpty(collected, name)).then(() => fhirSource(name, collected, giveWay))).finally(() => readings.delete(readId))
    },
    async server(core, { readId, address, token }) {
      const asking = { base: readServerAddress(address), token: readToken(token) }
      const { collected, giveWay, stop } = begin(core, readId)
      let told = -Infinity
      const progress = (): void => {
        const now = performance.now()
        if (now - told < TELL_EVERY) return
        told = now
        core.announce('importReading', { readId, records: collected.read })
      }
      const { signal } = stop
      const read = readServer({ ...asking, signal, now: core.now, wait: (milliseconds) => wait(milliseconds, undefined, { signal }) }, collected, giveWay, progress)
      return orForget(readId, read.then(() => fhirSource(asking.base.host, collected, giveWay))).finally(() => readings.delete(readId))
    },
    stop: forget,
    clear() {
      for (const readId of readings.keys()) forget(readId)
    },
  }
}
