import type { Argument, CallName, Value } from '@shared/contract/index.ts'
import type { ErrorCode, Result } from '@shared/contract/result.ts'
import type { ConversationView } from '@shared/contract/views.ts'
import { conversationView } from '../conversations/views.ts'
import type { Core } from '../core.ts'
import { eventsOf } from '../lines/facts.ts'
import type { LineFact } from '../lines/line.ts'
import { createServer, type Server } from '../server.ts'
import type { Session } from '../session.ts'

export const LINE = 'main'

/** A fact without its id, which names it for good. */
type Told = LineFact extends infer F ? (F extends LineFact ? Omit<F, 'id'> & { id?: string } : never) : never

export type Desk = {
  server: Server
  /** One call as a window makes it. */
  ask: <N extends CallName>(name: N, argument: Argument<N>) => Promise<Result<Value<N>>>
  /** The same where it must succeed. */
  done: <N extends CallName>(name: N, argument: Argument<N>) => Promise<Value<N>>
  /** The same where it must be refused. */
  refused: <N extends CallName>(name: N, argument: Argument<N>) => Promise<ErrorCode>
  /** What a phone system tells. */
  tell: (fact: Told) => void
  conversation: (id: string) => ConversationView
}

/** A desk at an open practice: calls go through the whole server, facts through the reading every line shares. */
export function deskAt(core: Core): Desk {
  const server = createServer(() => sessionOf(core))
  const ask: Desk['ask'] = async (name, argument) => (await server.call(name, argument, 1)) as never
  let told = 0
  return {
    server,
    ask,
    async done(name, argument) {
      const reply = await ask(name, argument)
      if (!reply.ok) throw new Error(`${name}: ${reply.error.code} ${reply.error.message}`)
      return reply.value
    },
    async refused(name, argument) {
      const reply = await ask(name, argument)
      if (reply.ok) throw new Error(`${name} was not refused`)
      return reply.error.code
    },
    tell(fact) {
      told += 1
      core.record(eventsOf(core.db, LINE, { id: `f${told}`, ...fact } as LineFact, core.now()) ?? [])
    },
    conversation: (id) => conversationView(core.db, id, core.now()) ?? raise(`no conversation ${id}`),
  }
}

/** A session that has just this practice open. */
export function sessionOf(core: Core | null): Session {
  const state = { state: 'firstStart', folder: '/nowhere' } as const
  return { state: () => state, core: () => core, open: async () => state, close: async () => undefined }
}

function raise(message: string): never {
  throw new Error(message)
}
