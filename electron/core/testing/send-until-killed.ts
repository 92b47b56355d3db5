// Opens a practice whose texts go to a text system at this address and queues four more, of which two leave a little later; until it is
// killed. Without a number it only says what became of all of them. For replies/killed.test.ts.
import { textsInFlight, textsWaitingToLeave } from '../conversations/texts.ts'
import type { NewEvent } from '@shared/events/index.ts'
import { openPractice } from '../practice-file.ts'

const [file = '', key = '', sendUrl = '', run = ''] = process.argv.slice(2)
const { core } = await openPractice({ file, key: Buffer.from(key, 'hex'), which: 'practice', now: Date.now, announce: () => undefined })
const at = core.now()
if (core.lastSeq() === 0) {
  core.record([{ kind: 'line.saved', body: { lineId: 'main', kind: 'http', name: 'Main', enabled: true, settings: { port: 0, sendUrl } }, at, actor: 'desk' }])
  await core.lines.restart('main')
}
if (run !== '') {
  const number = Number(run)
  const delays = { held: 0, answered: 0, soon: number % 9, later: number % 31 }
  core.record(
    Object.entries(delays).map(([name, delay], index): NewEvent => {
      const textId = `${run}-${name}`
      return { kind: 'text.queued', body: { textId, conversationId: `+1555${String(2_000_000 + number * 10 + index)}`, body: `Hello ${textId}`, templateId: null, templateName: null, language: null, automatic: false, leavesAt: core.now() + delay }, at, actor: 'desk' }
    }),
  )
} else {
  const settled = setInterval(() => {
    if (textsInFlight(core.db).length + textsWaitingToLeave(core.db).length > 0) return
    clearInterval(settled)
    const rows = core.db.prepare('SELECT t.id, t.state, c.waiting_since AS waits FROM texts t JOIN conversations c ON c.id = t.conversation_id').all()
    process.stdout.write(`${JSON.stringify(rows)}\n`)
  }, 20)
}
