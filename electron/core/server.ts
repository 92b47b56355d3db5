import { contract, type Announcement, type AnnouncementName, type CallName, type ToWindow } from '@shared/contract/index.ts'
import { ok, refuse, type Result } from '@shared/contract/result.ts'
import { conversationHandlers } from './conversations/commands.ts'
import { deskHandlers } from './desk.ts'
import { PracticeError } from './errors.ts'
import { Refusal, type Handler, type Handlers } from './handlers.ts'
import { insightHandlers } from './insights/commands.ts'
import { asFileFailure } from './journal/database.ts'
import { historyHandlers } from './history/commands.ts'
import { lineHandlers } from './lines/commands.ts'
import { log } from './log.ts'
import { peopleHandlers } from './people/commands.ts'
import { saidHandlers } from './said/commands.ts'
import { cardHandlers } from './people/card/commands.ts'
import { duplicateHandlers } from './people/duplicates/commands.ts'
import { importHandlers } from './people/import/commands.ts'
import { followUpRuleHandlers } from './people/follow-ups/commands.ts'
import { mergeHandlers } from './people/merge-commands.ts'
import { sourceHandlers } from './people/sources/commands.ts'
import { fhirHandlers } from './people/sources/fhir/commands.ts'
import { practiceHandlers } from './practice/commands.ts'
import { staffAtDesk } from './practice/queries.ts'
import { consentHandlers } from './replies/consent-commands.ts'
import { replyHandlers } from './replies/commands.ts'
import { templateHandlers } from './replies/templates.ts'
import type { Session } from './session.ts'

/** Calls that need no open file are answered by the session itself. */
type FileCall = Exclude<CallName, 'app.state' | 'app.open'>

/** The type makes a call without a handler a compile error. */
const handlers: Handlers<FileCall> = {
  ...deskHandlers,
  ...conversationHandlers,
  ...replyHandlers,
  ...templateHandlers,
  ...consentHandlers,
  ...peopleHandlers,
  ...saidHandlers,
  ...insightHandlers,
  ...historyHandlers,
  ...cardHandlers,
  ...followUpRuleHandlers,
  ...mergeHandlers,
  ...duplicateHandlers,
  ...importHandlers,
  ...fhirHandlers,
  ...practiceHandlers,
  ...lineHandlers,
  ...sourceHandlers,
}

/** A port to one window: Electron's MessagePortMain, or a double in tests. */
export type Port = {
  postMessage: (message: ToWindow) => void
  on: (event: 'message', listener: (event: { data: unknown }) => void) => unknown
  start: () => void
}

export type Server = {
  /** Serves a window until its port closes. */
  attach: (port: Port & { on: (event: 'close', listener: () => void) => unknown }, window: number) => void
  announce: <N extends AnnouncementName>(name: N, body: Announcement<N>) => void
  /**
   * One call, parsed and answered; never throws. What needs no waiting is answered at once: a window must get the answer of a
   * read before the change sets of what came after it, or it would take old rows for new ones.
   */
  call: (name: string, argument: unknown, window: number) => Result<unknown> | Promise<Result<unknown>>
}

export function createServer(session: () => Session): Server {
  const ports = new Set<Port>()

  function call(name: string, argument: unknown, window: number): Result<unknown> | Promise<Result<unknown>> {
    if (!Object.hasOwn(contract, name)) return refuse('unknownCall', 'This window asked for something Rapport does not know. Restart Rapport.')
    const known = name as CallName
    const parsed = contract[known].argument.safeParse(argument)
    if (!parsed.success) {
      // Only the field's name: deeper in, a path may hold a key the desk wrote.
      log.warn('call.badArgument', { name, at: parsed.error.issues.map((issue) => String(issue.path[0] ?? '')).join(' ') })
      return refuse('badArgument', 'Something in this form is not right. Check it and try again.')
    }
    try {
      const value = work(known, parsed.data, window)
      return value instanceof Promise ? value.then(ok, (error: unknown) => refusalOf(name, error)) : ok(value)
    } catch (error) {
      return refusalOf(name, error)
    }
  }

  function work(name: CallName, argument: unknown, window: number): unknown {
    if (name === 'app.state') return session().state()
    if (name === 'app.open') return session().open((argument as { which: 'demo' | 'practice' }).which)
    const core = session().core()
    if (!core) throw new Refusal('notOpen', 'No practice file is open.')
    const staffId = staffAtDesk(core.db, core.desk)
    const handler = handlers[name] as Handler<FileCall>
    return handler(core, argument as never, { window, staffId, actor: staffId ?? 'desk' })
  }

  return {
    call,
    attach(port, window) {
      ports.add(port)
      port.on('close', () => {
        ports.delete(port)
        const core = session().core()
        core?.writing.set(window, null, null)
        core?.walking.take(window, null, [])
      })
      port.on('message', ({ data }) => {
        if (!isRequest(data)) return log.warn('port.badMessage', { window })
        const post = (reply: Result<unknown>): void => send(port, { call: data.call, reply })
        const reply = call(data.name, data.argument, window)
        if (reply instanceof Promise) void reply.then(post)
        else post(reply)
      })
      port.start()
    },
    announce(name, body) {
      for (const port of ports) send(port, { announce: name, body })
    },
  }
}

/** A port that broke keeps no other window from hearing. */
function send(port: Port, message: ToWindow): void {
  try {
    port.postMessage(message)
  } catch (error) {
    log.warn('port.broken', { error })
  }
}

function isRequest(data: unknown): data is { call: number; name: string; argument: unknown } {
  return typeof data === 'object' && data !== null && 'call' in data && typeof data.call === 'number' && 'name' in data && typeof data.name === 'string'
}

function refusalOf(name: string, error: unknown): Result<never> {
  if (error instanceof Refusal) return refuse(error.code, error.message)
  if (error instanceof PracticeError) return refuse('conflict', error.message)
  const failure = asFileFailure(error)
  if (failure) return refuse(failure.code, failure.message)
  log.warn('call.failed', { name, error })
  return refuse('internal', 'That did not work and nothing was changed. Try again; if it stays so, restart Rapport.')
}
