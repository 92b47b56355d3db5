import { createHash, createHmac, timingSafeEqual } from 'node:crypto'

export function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}

/**
 * The path for reports about one text. It carries a proof instead of the line's token, which Rapport does not keep: who
 * reads it in a gateway's log can report about this text and nothing else.
 * @param key the line's own, kept in its memory
 */
export function reportPath(key: string, textId: string): string {
  return `/v1/report/${Buffer.from(textId).toString('base64url')}/${proofOf(key, textId)}`
}

/** The text a report path is about, or null where its proof is wrong. */
export function textOfReport(key: string, path: string): string | null {
  const [, name, proof] = /^\/v1\/report\/([\w-]{1,400})\/([\w-]{22})$/.exec(path) ?? []
  if (name === undefined || proof === undefined) return null
  const textId = Buffer.from(name, 'base64url').toString()
  return timingSafeEqual(Buffer.from(proof), Buffer.from(proofOf(key, textId))) ? textId : null
}

function proofOf(key: string, textId: string): string {
  return createHmac('sha256', key).update(textId).digest('base64url').slice(0, 22)
}
