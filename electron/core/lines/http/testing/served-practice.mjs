// A practice with a line that listens in a process of its own, for the test that kills it. Node runs the sources as they are;
// only the `@shared/` of tsconfig.json has to be resolved for it.
import { registerHooks } from 'node:module'

const shared = new URL('../../../../../shared/', import.meta.url)
registerHooks({
  resolve: (name, context, next) => next(name.startsWith('@shared/') ? new URL(name.slice('@shared/'.length), shared).href : name, context),
})
const { openPractice } = await import('../../../practice-file.ts')
const { hashToken } = await import('../../commands.ts')
const { allLines } = await import('../../queries.ts')

const [file, key, token, kind] = process.argv.slice(2)
const { core } = await openPractice({ file, key: Buffer.from(key, 'hex'), which: 'practice', now: Date.now, announce: () => undefined })
const settings = { port: 0, tokenHash: hashToken(token) }
core.record([{ kind: 'line.saved', body: { lineId: 'line', kind, name: 'Main line', enabled: true, settings }, at: Date.now(), actor: 'desk' }])
await core.lines.restart('line')
process.stdout.write(`${core.lines.view(allLines(core.db)[0]).status.address}\n`)
