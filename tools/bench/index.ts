// npm run bench: every figure of the app beside its floor, measured in the same run; see docs/bench.md.
import { closeSync, constants, copyFileSync, fsyncSync, mkdirSync, openSync, rmSync, writeFileSync } from 'node:fs'
import { cpus, totalmem } from 'node:os'
import { join } from 'node:path'
import { measureBundle } from './bundle.ts'
import { table, type Figures } from './figures.ts'
import { practiceFile, scaled, type Practice } from './generate.ts'
import { PEERS } from './lines/connected.ts'
import { measureLineEvents } from './lines/events.ts'
import { measureIdle } from './lines/idle.ts'
import { measureLinePaint } from './lines/paint.ts'
import { measureImports } from './imports.ts'
import { measureLookingBack } from './looking-back.ts'
import { measureLookup } from './lookup.ts'
import { measureRecord } from './record.ts'
import { measureSend, measureTemplate, measureTextBack } from './replies.ts'
import { measureSearch } from './search.ts'
import { measureRing, measureStart } from './windows.ts'

const out = join(import.meta.dirname, '..', '..', 'out')
const folder = join(out, 'bench')
const running = join(folder, 'running')
const say = (line: string): void => void process.stdout.write(`${line}\n`)

/** What keeps a line from being measured keeps it from all of its figures, and is said once. */
const said = new Set<string>()
const sayOnce = (line: string): void => void (said.has(line) || say((said.add(line), line)))

/** A copy to work on, kept as the app keeps its practice. */
function copyOf({ file, key, sizes }: Practice): Practice {
  rmSync(running, { recursive: true, force: true })
  mkdirSync(running, { recursive: true })
  const copy = join(running, 'practice.db')
  copyFileSync(file, copy, constants.COPYFILE_FICLONE)
  copyFileSync(`${file}.keycheck`, `${copy}.keycheck`)
  // Else a gigabyte on its way to the disk would be measured with the first figures.
  const written = openSync(copy, 'r+')
  fsyncSync(written)
  closeSync(written)
  writeFileSync(join(running, 'rapport.key'), `${key.toString('hex')}\n`, { mode: 0o600 })
  return { file: copy, key, sizes }
}

/** Only for work on the bench itself: a part of the practice, which says nothing about the goals. */
const scale = Number(process.env['RAPPORT_BENCH_SCALE'] ?? 1)
const sizes = scaled(scale)
/** What takes minutes by itself, whatever the size of the practice, is cut short too. */
const share = scale >= 1 ? 1 : 0.1
say(`A practice of ${sizes.patients.toLocaleString('en')} patients and ${sizes.contacts.toLocaleString('en')} calls and texts, on ${cpus().length} cores`)
const practice = copyOf(practiceFile(folder, sizes, say))

try {
  say('(a) caller id to card …')
  const lookup = measureLookup(practice)
  say('(d) search as you type …')
  const search = measureSearch(practice)
  const searchOf100 = measureSearch(practice, 100)
  say('(o) looking back and (p) History …')
  const lookingBack = measureLookingBack(practice)
  say('(c) recording …')
  const record = await measureRecord(practice, running)
  say('(b) ring to paint …')
  const ringToPaint = await measureRing(practice, running)
  say('(e) start and (f) memory …')
  const { start, memory } = await measureStart(running)
  say('(g) bundle …')
  const bundle = await measureBundle(join(out, 'renderer'))

  say('(l) text-back, (m) template to paint and (n) sending …')
  const textBack = measureTextBack(practice)
  const template = await measureTemplate(running)
  const send = await measureSend(practice, join(running, 'floor-send.db'))

  say('(k) a whole practice brought over …')
  const imports = await measureImports(Math.min(1, scale))

  // Last, since what the lines bring in makes the practice another one.
  say('(h) each line, from packet to paint …')
  const paint = await measureLinePaint(practice, running, share, sayOnce)
  say('(i) each line, events per second …')
  const events = await measureLineEvents(practice, running, share, sayOnce)
  say('(j) idle with every line connected …')
  const { idle, lines } = await measureIdle(practice, running, share, sayOnce)

  const figures: Figures = { lookup: lookup.figure, ringToPaint, record: record.figure, search, start, memory, bundle, textBack, template, send, ...lookingBack, ...imports, ...paint, ...events, idle }
  const also = { lookupSingleStatement: lookup.also.singleStatement, recordInBatches: record.also.inBatches, searchOf100: { value: searchOf100.value, floor: searchOf100.floor, p99: searchOf100.p99 } }
  const measuredOn = { at: new Date().toISOString(), cores: cpus().length, memory: totalmem(), runtime: process.env['RAPPORT_RUNTIME_KIND'] ?? null, lines, ...sizes }
  writeFileSync(join(out, 'bench.json'), `${JSON.stringify({ figures, also, measuredOn }, null, 2)}\n`)
  say(`\n${table(figures)}\n`)
  say(`Also: the lookup's first statement alone ${also.lookupSingleStatement} ms; ${also.recordInBatches} events/s in batches of 99; search for 100 rows ${also.searchOf100.value} ms (floor ${also.searchOf100.floor} ms). Idle with ${lines} of ${PEERS.length} lines connected.`)
  say('Written to out/bench.json; what each figure means stands in docs/bench.md.')
} finally {
  rmSync(running, { recursive: true, force: true })
}
