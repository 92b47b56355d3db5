/** What a sender is told: a status and a JSON body that never repeats what was sent; null is an empty one. */
export type Answer = { status: number; body: Record<string, unknown> | null; headers?: Record<string, string> }

/** A request that is not taken in. `error` is for programs, the message for whoever connects the phone system. */
export class Refused extends Error {
  readonly answer: Answer

  constructor(status: number, error: string, message: string, more: { at?: string; retry?: boolean; headers?: Record<string, string> } = {}) {
    super(message)
    const { headers, ...fields } = more
    this.answer = { status, body: { error, ...fields, message }, ...(headers && { headers }) }
  }
}
