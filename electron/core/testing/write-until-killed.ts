// Records calls one after the other and from a given number on, prints the number of each once it is acknowledged, until it is killed.
import { openPractice } from '../practice-file.ts'
import { eventsOf } from '../lines/facts.ts'

const [file = '', key = '', first = '0'] = process.argv.slice(2)
const { core } = await openPractice({ file, key: Buffer.from(key, 'hex'), which: 'practice', now: Date.now, announce: () => undefined })
for (let call = Number(first); ; call += 1) {
  const at = core.now()
  core.record([
    ...(eventsOf(core.db, 'main', { id: `${call}:a`, at, type: 'ringing', callId: `${call}`, direction: 'in', number: `+1555${String(1_000_000 + (call % 50))}` }, at) ?? []),
    ...(eventsOf(core.db, 'main', { id: `${call}:b`, at: at + 1, type: 'missed', callId: `${call}` }, at) ?? []),
  ])
  process.stdout.write(`${call}\n`)
}
