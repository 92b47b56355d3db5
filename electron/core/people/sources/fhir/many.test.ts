import { closeSync, createReadStream, openSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { MINUTE } from '@shared/time.ts'
import { temporaryFolder, temporaryPractice } from '../../../testing/practice.ts'
import { ana as atDesk } from '../../import/testing.ts'
import { fhirHandlers } from './commands.ts'
import { bulkFile } from './testing.ts'

const PEOPLE = 100_000
const MEGABYTE = 1024 * 1024

/** A bulk export of so many people, on disk: those of the public one again and again, with ids of their own. */
function manyPatients(people: number): { file: string; size: number } {
  const lines = bulkFile('bulk-100/Patient.000.ndjson').toString().trim().split('\n')
  const living = lines.filter((line) => !line.includes('deceasedDateTime')).map((line) => ({ line, id: /"id":"([^"]+)"/.exec(line)?.[1] ?? '' }))
  const file = join(temporaryFolder(), 'Patient.ndjson')
  const open = openSync(file, 'w')
  let size = 0
  for (let made = 0; made < people; made += living.length) {
    const round = String(made / living.length).padStart(12, '0')
    size += writeSync(open, living.slice(0, people - made).map(({ line, id }) => `${line.replaceAll(id, `${id.slice(0, -12)}${round}`)}\n`).join(''))
  }
  closeSync(open)
  return { file, size }
}

/** The longest this thread worked between two turns of the event loop, ms of its processor time. */
function watchTurns(): { stop: () => number } {
  let [going, longest] = [true, 0]
  const spent = (): number => {
    const { user, system } = process.threadCpuUsage()
    return (user + system) / 1000
  }
  const watch = async (): Promise<void> => {
    for (let before = spent(); going; ) {
      await nextTurn()
      const now = spent()
      longest = Math.max(longest, now - before)
      before = now
    }
  }
  void watch()
  return {
    stop() {
      going = false
      return longest
    },
  }
}

it(`${PEOPLE.toLocaleString('en')} people stream in from a file with little memory and without holding the core; stopping leaves nothing`, async () => {
  const { core } = await temporaryPractice()
  const { file, size } = manyPatients(PEOPLE)
  expect(size).toBeGreaterThan(250 * MEGABYTE)
  const feed = async (readId: string, until = Infinity): Promise<number> => {
    let [records, fed] = [0, 0]
    for await (const bytes of createReadStream(file, { highWaterMark: MEGABYTE }) as AsyncIterable<Buffer<ArrayBuffer>>) {
      records = (await fhirHandlers['imports.feed'](core, { readId, fileName: 'Patient.ndjson', bytes, last: (fed += bytes.length) === size }, atDesk)).records
      if (records >= until) return records
    }
    return records
  }

  const stopped = await feed('stopped', 500)
  expect(stopped).toBeLessThan(2000)
  await fhirHandlers['imports.stopReading'](core, { readId: 'stopped' }, atDesk)
  await expect(Promise.resolve(fhirHandlers['imports.fed'](core, { readId: 'stopped', name: 'x' }, atDesk))).rejects.toThrow('no longer in memory')

  const before = process.memoryUsage().rss
  const turns = watchTurns()
  expect(await feed('all')).toBe(PEOPLE)
  const staged = await fhirHandlers['imports.fed'](core, { readId: 'all', name: 'Patient.ndjson' }, atDesk)
  const longest = turns.stop()
  const grown = (process.memoryUsage().rss - before) / MEGABYTE
  expect(staged.rows).toBe(PEOPLE)
  expect(grown).toBeLessThan(300)
  expect(longest).toBeLessThan(50)
}, 4 * MINUTE)
