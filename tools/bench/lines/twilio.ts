import { randomBytes } from 'node:crypto'
import { createServer, type ServerResponse } from 'node:http'
import { SECOND } from '@shared/time.ts'
import { now } from '../app.ts'
import { deferred, listening, type Peer, type PeerKind } from './peer.ts'

/**
 * Twilio's Messages and Calls, as far as a line that polls them reads. What counts is the time from the answer that first
 * holds something, not the wait for the line's next look, which its setting decides.
 */

const OURS = '+15550100000'
const ACCOUNT = `AC${'0'.repeat(32)}`
const PAGE = 100

type Entry = { sid: string; left: ReturnType<typeof deferred<number>> | null; at: number; fields: Record<string, unknown> }

async function openTwilio(): Promise<Peer> {
  const texts: Entry[] = []
  const calls: Entry[] = []
  const signedIn = deferred()
  const looked = { texts: false, calls: false }

  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '', 'http://127.0.0.1')
    const [, resource = '', sid] = /^\/2010-04-01\/Accounts\/AC0+(?:\/(\w+))(?:\/(\w+))?\.json$/.exec(url.pathname) ?? []
    const list = resource === 'Messages' ? texts : resource === 'Calls' ? calls : null
    if (sid !== undefined) {
      const entry = list?.find((it) => it.sid === sid)
      return give(response, entry ? 200 : 404, entry?.fields ?? { code: 20404 }, entry ? [entry] : [])
    }
    if (!list) return give(response, 200, { status: 'active', incoming_phone_numbers: [], next_page_uri: null }, [])
    const status = url.searchParams.get('Status')
    const since = Date.parse(url.searchParams.get('DateSent>') ?? url.searchParams.get('StartTime>') ?? '')
    const wanted = url.searchParams.has('ParentCallSid') ? [] : list.filter(({ fields, at }) => (status === null || fields['status'] === status) && !(at < since))
    const page = Number(url.searchParams.get('Page') ?? 0)
    // Newest first, as Twilio does.
    const shown = wanted.toReversed().slice(page * PAGE, (page + 1) * PAGE)
    url.searchParams.set('Page', String(page + 1))
    const next = wanted.length > (page + 1) * PAGE ? `${url.pathname}${url.search}` : null
    looked.texts ||= list === texts
    looked.calls ||= list === calls
    give(response, 200, { [list === texts ? 'messages' : 'calls']: shown.map(({ fields }) => fields), next_page_uri: next }, shown)
    // A call that rings is looked for last.
    if (looked.texts && looked.calls && status === 'ringing') signedIn.resolve()
  })
  function give(response: ServerResponse, status: number, body: unknown, entries: readonly Entry[]): void {
    const text = JSON.stringify(body)
    const leftAt = now()
    response.writeHead(status, { 'content-type': 'application/json' }).end(text)
    for (const entry of entries) {
      entry.left?.resolve(leftAt)
      entry.left = null
    }
  }
  const port = await listening(server)

  /** @returns when it first left */
  function add(list: Entry[], prefix: string, from: string, fields: Record<string, unknown>): Entry & { gone: Promise<number> } {
    const sid = `${prefix}${randomBytes(16).toString('hex')}`
    const at = new Date()
    const date = at.toUTCString().replace('GMT', '+0000')
    const left = deferred<number>()
    const entry: Entry = { sid, left, at: at.getTime(), fields: { sid, direction: 'inbound', from, to: OURS, date_created: date, date_updated: date, date_sent: date, start_time: date, end_time: null, ...fields } }
    list.push(entry)
    return { ...entry, gone: left.promise }
  }
  const ringing = new Map<string, Entry>()

  return {
    settings: { baseUrl: `http://127.0.0.1:${port}`, accountSid: ACCOUNT, keySecret: 'x', numbers: OURS, pollSeconds: 5 },
    connected: signedIn.promise,
    ring(number, id) {
      const call = add(calls, 'CA', number, { status: 'ringing', parent_call_sid: null, caller_name: null, duration: '0' })
      ringing.set(id, call)
      return call.gone
    },
    finish(_number, id) {
      const call = ringing.get(id)
      // Canceled is known to be over at once; who picked up would be asked for leg by leg.
      if (call) Object.assign(call.fields, { status: 'canceled', end_time: new Date(Date.now() - SECOND).toUTCString().replace('GMT', '+0000') })
      return Promise.resolve()
    },
    flood(numbers, id) {
      // What was seen in the rounds before would only be listed again.
      texts.length = 0
      const added = numbers.map((number, index) => add(texts, 'SM', number, { status: 'received', body: `Can I come at 3 instead? ${id}-${index}`, num_media: '0', error_code: null }))
      return Promise.race(added.map(({ gone }) => gone))
    },
    async close() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

export const twilioPeer: PeerKind = { kind: 'twilio', way: 'poll', shows: 'call', rings: 15, lazy: true, open: openTwilio }
