import { MINUTE, SECOND } from '@shared/time.ts'
import { log } from '../../log.ts'
import type { Book } from './book.ts'
import { keyOfCall } from './book.ts'
import { numberOf } from './caller.ts'
import { readDialogInfo, type Dialog } from './dialog-info.ts'
import { header, rawHeaders, type SipRequest } from './message.ts'
import { readNameAddress, readParams } from './values.ts'
import type { Identity } from './registration.ts'
import { ANSWER_WITHIN } from './registration.ts'
import type { Answer, Requests } from './requests.ts'

const FIRST_WAIT = 5 * SECOND
const LONGEST_WAIT = 5 * MINUTE
const ASK_FOR = 600

/** A call at a watched extension, as it was last told. */
type Seen = { legId: string; state: Dialog['state'] }

export type Watch = {
  /** Watches over this connection until `signal` aborts. */
  over: (way: { requests: Requests; identity: Identity; contact: () => string; signal: AbortSignal }) => void
  /** Takes a NOTIFY; false where it is about nothing watched here. */
  notify: (request: SipRequest) => boolean
}

type Wanted = { extensions: readonly string[]; book: Book; newToken: () => string }

/**
 * Watches extensions by the dialog event package (RFC 4235): who rings, who answered, when it was over. What is known
 * of them outlives a connection, so that the next one's first report ends what ended meanwhile.
 */
export function createWatch({ extensions, book, newToken }: Wanted): Watch {
  const seen = new Map<string, Map<string, Seen>>(extensions.map((extension) => [extension, new Map()]))
  const subscriptions = new Map<string, { extension: string; tag: string; version: number; ended: (reason: string, wait: number | null) => void }>()

  function tell(extension: string, dialog: Dialog, isFirst: boolean): void {
    const known = seen.get(extension) ?? new Map<string, Seen>()
    const before = known.get(dialog.id) ?? null
    if (dialog.state === 'terminated') {
      if (before) book.over(before.legId, NOT_ANSWERED)
      known.delete(dialog.id)
      return
    }
    if (dialog.state === 'other') return
    let now = before
    if (now === null) {
      // Already talked in when first seen, and no word of when it began: it can only be told wrong.
      if (dialog.state === 'confirmed' && dialog.direction !== 'out' && (isFirst || dialog.remote === null) && dialog.callId === null) return
      // Some report an extension in use and not with whom.
      if (dialog.remote === null && dialog.callId === null && dialog.direction === null) return
      // A call going out is told once it is known to whom.
      if (dialog.direction === 'out' && dialog.remote === null) return
      now = { legId: `watch:${extension}:${newToken()}`, state: 'early' }
      known.set(dialog.id, now)
      book.rings({
        id: now.legId,
        callId: dialog.callId,
        phone: extension,
        direction: dialog.direction ?? 'in',
        number: dialog.remote ? numberOf(dialog.remote.uri) : null,
        name: dialog.remote?.name ?? null,
        key: keyOfCall('dialog', dialog.callId ?? newToken()),
      })
    }
    if (dialog.state === 'confirmed' && now.state !== 'confirmed') book.answered(now.legId, dialog.direction === 'out' ? null : extension)
    now.state = dialog.state
  }

  function watchOne(extension: string, { requests, identity, contact, signal }: Parameters<Watch['over']>[0]): void {
    const callId = newToken()
    const tag = newToken()
    const uri = `sip:${extension}@${identity.domain}`
    let to = `<${uri}>`
    let target = uri
    let routes: string[] = []
    let count = 0
    let failures = 0
    let timer: NodeJS.Timeout | null = null
    const again = (wait: number): void => {
      if (timer) clearTimeout(timer)
      if (!signal.aborted) timer = setTimeout(() => void subscribe(ASK_FOR), wait)
    }
    const fail = (reason: string, wait: number | null): void => {
      subscriptions.delete(callId)
      failures += 1
      log.warn('sip.watch', { reason })
      if (timer) clearTimeout(timer)
      const pause = wait ?? Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** Math.min(failures - 1, 8))
      if (!signal.aborted) timer = setTimeout(() => (signal.removeEventListener('abort', stop), watchOne(extension, { requests, identity, contact, signal })), pause)
    }
    const stop = (): void => {
      if (timer) clearTimeout(timer)
      subscriptions.delete(callId)
      void subscribe(0)
    }
    const subscribe = async (expires: number): Promise<void> => {
      const answer = await ask(requests, { uri: target, from: `<sip:${identity.extension}@${identity.domain}>;tag=${tag}`, to, callId, cseq: () => (count += 1), routes, contact: contact(), expires })
      if (signal.aborted || expires === 0) return
      const response = answer.type === 'final' ? answer.response : null
      if (!response || response.status >= 300) return fail(response ? String(response.status) : answer.type, response?.status === 481 ? 0 : null)
      failures = 0
      to = header(response, 'to') ?? to
      target = readNameAddress(rawHeaders(response, 'contact')[0] ?? '').uri || target
      routes = rawHeaders(response, 'record-route').toReversed()
      const granted = Number(header(response, 'expires') ?? ASK_FOR)
      again(Math.max(SECOND, ((granted > 0 ? Math.min(granted, ASK_FOR) : ASK_FOR) * SECOND) / 2))
    }
    subscriptions.set(callId, { extension, tag, version: -1, ended: fail })
    signal.addEventListener('abort', stop, { once: true })
    void subscribe(ASK_FOR)
  }

  return {
    over(way) {
      for (const extension of extensions) watchOne(extension, way)
    },
    notify(request) {
      const subscription = subscriptions.get(header(request, 'call-id') ?? '')
      if (!subscription || readNameAddress(header(request, 'to') ?? '').params.get('tag') !== subscription.tag) return false
      if (request.body.length > 0) {
        const info = readDialogInfo(request.body.toString('utf8'))
        // Overtaken on the way by a later one.
        if (info.version < subscription.version) return true
        const isFirst = subscription.version < 0
        subscription.version = info.version
        if (info.full) {
          for (const [id, { legId }] of seen.get(subscription.extension) ?? []) {
            if (info.dialogs.some((dialog) => dialog.id === id)) continue
            book.over(legId, NOT_ANSWERED)
            seen.get(subscription.extension)?.delete(id)
          }
        }
        for (const dialog of info.dialogs) tell(subscription.extension, dialog, isFirst)
      }
      const state = header(request, 'subscription-state') ?? ''
      if (/^\s*terminated/i.test(state)) {
        const params = readParams(state)
        const reason = params.get('reason') ?? ''
        subscription.ended(`terminated ${reason}`, reason === 'deactivated' || reason === 'timeout' ? SECOND : Number(params.get('retry-after') ?? 0) * SECOND || null)
      }
      return true
    },
  }
}

const NOT_ANSWERED = { elsewhere: false, why: 'Nobody answered.' }

type Subscribe = { uri: string; from: string; to: string; callId: string; cseq: () => number; routes: readonly string[]; contact: string; expires: number }

function ask(requests: Requests, { routes, contact, expires, ...rest }: Subscribe): Promise<Answer> {
  return requests.ask({
    method: 'SUBSCRIBE',
    ...rest,
    headers: [
      ...routes.map((route) => ['route', route] as const),
      ['event', 'dialog'],
      ['accept', 'application/dialog-info+xml'],
      ['contact', contact],
      ['expires', String(expires)],
    ],
    timeout: ANSWER_WITHIN,
  })
}
