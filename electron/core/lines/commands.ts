import { createHash, randomBytes } from 'node:crypto'
import { Refusal, type Handlers } from '../handlers.ts'
import { lineModules } from './modules.ts'
import { lineById } from './queries.ts'

export const lineHandlers: Handlers<'lines.save' | 'lines.newToken'> = {
  async 'lines.save'(core, { lineId, kind, name, enabled, settings }, caller) {
    const before = lineId ? lineById(core.db, lineId) : null
    if (lineId && !before) throw new Refusal('notFound', 'That line is no longer here.')
    const module = lineModules[before?.kind ?? kind]
    // A secret left out, or given as it is shown (whether it is set), stays as it is.
    const kept = Object.fromEntries(Object.entries(settings).filter(([field, value]) => !(module.secrets.includes(field) && typeof value === 'boolean')))
    const merged = { ...before?.settings, ...kept }
    const checked = module.settings.safeParse(merged)
    if (!checked.success) {
      throw new Refusal('badArgument', checked.error.issues[0]?.message ?? 'Something in these settings is not right.')
    }
    const id = lineId ?? core.newId()
    core.record([{ kind: 'line.saved', body: { lineId: id, kind: before?.kind ?? kind, name, enabled, settings: merged }, at: core.now(), actor: caller.actor }])
    await core.lines.restart(id)
    return { lineId: id }
  },
  async 'lines.newToken'(core, { lineId }, caller) {
    const line = lineById(core.db, lineId)
    if (!line) throw new Refusal('notFound', 'That line is no longer here.')
    if (!lineModules[line.kind].secrets.includes('tokenHash')) throw new Refusal('badArgument', 'This kind of line needs no token.')
    const token = randomBytes(24).toString('base64url')
    const settings = { ...line.settings, tokenHash: hashToken(token) }
    core.record([{ kind: 'line.saved', body: { lineId, kind: line.kind, name: line.name, enabled: line.enabled, settings }, at: core.now(), actor: caller.actor }])
    await core.lines.restart(lineId)
    return { token }
  },
}

/** Only the hash is kept: a token is shown once and cannot be read back. */
export function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('hex')
}
