import type { Identifier, Reference } from 'fhir/r4'
import { many, one, text, type Loose } from './loose.ts'

/** Names by which a resource may be spoken of: `Patient/7`, `urn:uuid:…` within a Bundle, `Patient?system|value`. */
export type Pointer = { keys: string[]; display: string }

/**
 * Reads a reference, whichever form it has: relative, absolute (the server's part is left off), to a version, within a Bundle,
 * conditional or by identifier. References into the resource itself are not followed.
 * @param type what it points at, where the reference does not say
 * Source: FHIR R4, references.html; bundle.html (conditional references in a transaction).
 */
export function readReference(value: unknown, type: string): Pointer {
  const reference = one<Reference>(value)
  if (!reference) return { keys: [], display: '' }
  const identifier = one<Identifier>(reference.identifier)
  const keys = [keyOf(text(reference.reference)), ...(identifier ? [identifierKey(text(reference.type) || type, identifier)] : [])]
  return { keys: keys.filter((key) => key !== ''), display: text(reference.display) }
}

/** The one form of a reference that compares; empty for what leads nowhere. */
export function keyOf(reference: string): string {
  if (/^urn:(?:uuid|oid):/i.test(reference)) return reference.toLowerCase()
  const conditional = /^(?:.*\/)?([A-Za-z]{2,40})\?identifier=(.{1,300})$/.exec(reference)
  if (conditional) return `${conditional[1]}?${decoded(conditional[2] ?? '')}`
  const plain = /(?:^|\/)([A-Z][A-Za-z]{1,40})\/([A-Za-z0-9.-]{1,64})(?:\/_history\/[A-Za-z0-9.-]{1,64})?$/.exec(reference)
  return plain ? `${plain[1]}/${plain[2]}` : ''
}

export function identifierKey(type: string, identifier: Loose<Identifier>): string {
  const value = text(identifier.value)
  return value === '' ? '' : `${type}?${text(identifier.system)}|${value}`
}

/** Every name of a resource. `fullUrl` is what its Bundle calls it. */
export function keysOf(type: string, resource: { readonly id?: unknown; readonly identifier?: unknown }, fullUrl: string, identifiers = many<Identifier>(resource.identifier)): string[] {
  return [resourceKey(type, resource.id), keyOf(fullUrl), ...identifiers.map((one) => identifierKey(type, one))].filter((key) => key !== '')
}

/** `Patient/7`; empty for an id the standard does not allow. */
export function resourceKey(type: string, id: unknown): string {
  return typeof id === 'string' ? keyOf(`${type}/${id}`) : ''
}

function decoded(value: string): string {
  try {
    return decodeURIComponent(value)
  } catch {
    return value
  }
}
