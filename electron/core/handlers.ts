import type { CallName, ParsedArgument, Value } from '@shared/contract/index.ts'
import type { ErrorCode } from '@shared/contract/result.ts'
import type { Core } from './core.ts'

/** Who is asking: the window's port, and the staff member its desk works as. */
export type Caller = { window: number; actor: string; staffId: string | null }

export type Handler<N extends CallName> = (core: Core, argument: ParsedArgument<N>, caller: Caller) => Value<N> | Promise<Value<N>>

/** A subject's share of the contract. */
export type Handlers<N extends CallName> = { [P in N]: Handler<P> }

/** A call that is refused for a reason the desk can act on; it becomes `{ ok: false }` at the boundary. */
export class Refusal extends Error {
  readonly code: ErrorCode

  constructor(code: ErrorCode, message: string) {
    super(message)
    this.code = code
  }
}
