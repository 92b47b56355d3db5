import { createHash, randomBytes } from 'node:crypto'
import { conversationIdOf, parseAddress, type CountryCode } from '@shared/rules/address.ts'
import { bytesOf, mediaById } from '../conversations/media.ts'
import { conversationById } from '../conversations/views.ts'
import type { Core } from '../core.ts'
import { Refusal, type Handlers } from '../handlers.ts'
import { practiceOf } from '../practice/queries.ts'
import { queueText } from '../replies/commands.ts'
import { secretsOf } from './field.ts'
import { moduleOf } from './modules.ts'
import { lineById, type LineRecord } from './queries.ts'

type Name = 'lines.save' | 'lines.newToken' | 'lines.test' | 'lines.sendTest' | 'lines.gapsSeen' | 'texts.media'

export const lineHandlers: Handlers<Name> = {
  async 'lines.save'(core, { lineId, kind, name, enabled, settings }, caller) {
    const before = lineId ? known(core, lineId) : null
    const module = moduleOf(before?.kind ?? kind)
    if (!module) throw new Refusal('badArgument', 'This version of Rapport does not know this kind of line.')
    const secrets = secretsOf(module.settings)
    // A secret left out, or given as it is shown (whether it is set), stays as it is.
    const kept = Object.fromEntries(Object.entries(settings).filter(([field, value]) => !(secrets.includes(field) && typeof value === 'boolean')))
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
    const line = known(core, lineId)
    if (!moduleOf(line.kind)?.hook) throw new Refusal('badArgument', 'This kind of line needs no token.')
    const token = randomBytes(24).toString('base64url')
    const settings = { ...line.settings, tokenHash: hashToken(token) }
    core.record([{ kind: 'line.saved', body: { lineId, kind: line.kind, name: line.name, enabled: line.enabled, settings }, at: core.now(), actor: caller.actor }])
    await core.lines.restart(lineId)
    return { token }
  },
  async 'lines.test'(core, { lineId }) {
    const line = known(core, lineId)
    const steps = await core.lines.test(line)
    if (steps.some(({ ok }) => !ok)) return { steps }
    const { lastEventAt } = core.lines.view(line).status
    const heard = lastEventAt === null ? { ok: false, says: 'Nothing has come over it yet. Call or text the practice now: this turns by itself.' } : { ok: true, says: 'Something has come over it.' }
    return { steps: [...steps, { step: 'heard', ...heard }] }
  },
  'lines.sendTest'(core, { lineId, number }, caller) {
    const line = known(core, lineId)
    const { country, name } = practiceOf(core.db)
    const address = parseAddress(number, country as CountryCode)
    if (address.kind !== 'phone') throw new Refusal('badArgument', 'That is not a phone number that can be texted.')
    const conversationId = conversationIdOf(address, lineId)
    const by = { at: core.now(), actor: caller.actor }
    if (!conversationById(core.db, conversationId)) core.record([{ kind: 'conversation.begun', body: { conversationId, display: address.display, textable: true }, ...by }])
    const { textId } = queueText(core, { conversationId, body: `${name || 'Rapport'}: this is a test of our text line.`, templateId: null, language: null, lineId: line.id }, caller)
    return { textId, conversationId }
  },
  'lines.gapsSeen'(core, { gapIds }, caller) {
    core.record([{ kind: 'line.gapsSeen', body: { gapIds }, at: core.now(), actor: caller.actor }])
    return {}
  },
  'texts.media'(core, { mediaId }) {
    const media = mediaById(core.db, mediaId)
    const bytes = bytesOf(core.db, mediaId)
    if (!media || !bytes) throw new Refusal('notFound', 'This picture is not here.')
    return { contentType: media.contentType, bytes }
  },
}

function known(core: Core, lineId: string): LineRecord {
  const line = lineById(core.db, lineId)
  if (!line) throw new Refusal('notFound', 'That line is no longer here.')
  return line
}

/** Only the hash is kept: a token is shown once and cannot be read back. */
export function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('hex')
}
