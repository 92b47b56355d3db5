/**
 * What every call across the contract answers. Nothing throws across a process boundary: a refusal
 * is a value with a code from a closed set and a sentence a receptionist can act on.
 */
export const ERROR_CODES = [
  'badArgument',
  'unknownCall',
  'notFound',
  'notOpen',
  'notSignedIn',
  'blocked',
  'conflict',
  'lineOff',
  'tooLate',
  'wrongKey',
  'keyMissing',
  'damaged',
  'newer',
  'locked',
  'diskFull',
  'readOnly',
  'internal',
] as const

export type ErrorCode = (typeof ERROR_CODES)[number]

export type Failure = { code: ErrorCode; message: string }

export type Result<T> = { ok: true; value: T } | { ok: false; error: Failure }

/** Builds a refusal. `message` is shown as it is: what happened, what it means, what to do. */
export function refuse(code: ErrorCode, message: string): { ok: false; error: Failure } {
  return { ok: false, error: { code, message } }
}

export function ok<T>(value: T): { ok: true; value: T } {
  return { ok: true, value }
}
