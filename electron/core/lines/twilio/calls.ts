import { DAY, SECOND } from '@shared/time.ts'
import type { LineFact, Sink } from '../line.ts'
import { factsOf, isInbound, needsLegs, needsRecordings } from './call-facts.ts'
import { TwilioError, type Client, type Query } from './client.ts'
import { asFilter, readList } from './list.ts'
import { createMark } from './mark.ts'
import { Recent } from './recent.ts'
import type { TwilioSettings } from './settings.ts'
import { readCall, readCalls, readRecordings, type Call, type Recording } from './wire.ts'

const BATCH = 100
/** Calls under way at once that are remembered over a restart. */
const MOST_OPEN = 200
const OPEN = 'openCalls'

type Wanted = { client: Client; sink: Sink; settings: Pick<TwilioSettings, 'numbers'> }

/**
 * Reads the calls that came in: those that began since the last look, those that ring now (a ringing call may have no
 * start time yet, so a span of time does not find it), and those seen before that had not ended.
 */
export function createCallReader({ client, sink, settings: { numbers } }: Wanted): { read: (deep: boolean) => Promise<void> } {
  const mark = createMark('calls', sink.memory, client.serverNow)
  const told = new Recent()
  const finished = new Recent()
  const open = new Set(readOpen(sink.memory.get(OPEN)))
  const targets = numbers.length > 0 ? numbers : [undefined]

  async function list(query: Query, from?: number): Promise<Call[]> {
    const all: Call[] = []
    for (const to of targets) all.push(...(await readList(client, { path: '/Calls.json', query: { To: to, ...query }, read: readCalls, at: timeOf, ...(from !== undefined && { from }) })))
    return all
  }

  async function one(sid: string): Promise<Call | null> {
    try {
      return readCall(await client.get(`/Calls/${sid}.json`))
    } catch (error) {
      // Deleted at Twilio: how it ended is not to be had any more.
      if (error instanceof TwilioError && error.status === 404) return null
      throw error
    }
  }

  async function recordingsOf(sid: string): Promise<Recording[]> {
    try {
      return await readList(client, { path: `/Calls/${sid}/Recordings.json`, query: {}, read: readRecordings, at: () => null })
    } catch (error) {
      // A restricted key need not reach them: then a voicemail cannot be told from an answer.
      if (error instanceof TwilioError && (error.status === 401 || error.status === 403 || error.status === 404)) return []
      throw error
    }
  }

  async function take(calls: readonly Call[]): Promise<void> {
    const wanted = new Map(calls.filter((call) => isInbound(call) && !finished.has(call.sid) && (timeOf(call) ?? Infinity) >= mark.floor()).map((call) => [call.sid, call]))
    const done: Call[] = []
    let facts: LineFact[] = []
    const record = (): void => {
      if (facts.length > 0) sink.receiveAll(facts)
      for (const { id } of facts) told.add(id)
      for (const { sid } of done) {
        finished.add(sid)
        open.delete(sid)
      }
      facts = []
      done.length = 0
      keepOpen()
    }
    for (const call of [...wanted.values()].toSorted((a, b) => (timeOf(a) ?? 0) - (timeOf(b) ?? 0))) {
      const legs = needsLegs(call) ? await readList(client, { path: '/Calls.json', query: { ParentCallSid: call.sid }, read: readCalls, at: timeOf }) : []
      const recordings = needsRecordings(call, legs) ? await recordingsOf(call.sid) : []
      const known = factsOf(call, { legs, recordings, now: client.serverNow() })
      facts.push(...known.facts.filter(({ id }) => !told.has(id)))
      // No call lasts longer at Twilio: it lost the end of this one.
      const lost = client.serverNow() - (timeOf(call) ?? Infinity) > DAY
      if (known.final || lost) done.push(call)
      else open.add(call.sid)
      if (facts.length >= BATCH) record()
    }
    record()
    await new Promise(setImmediate)
  }

  function keepOpen(): void {
    const kept = JSON.stringify([...open].slice(-MOST_OPEN))
    if (kept !== (sink.memory.get(OPEN) ?? '[]')) sink.memory.set(OPEN, kept)
  }

  return {
    async read(deep) {
      for (const { from, until } of mark.windows(deep)) {
        const asked = client.serverNow()
        const began = await list({ 'StartTime>': asFilter(from), ...(until !== null && { 'StartTime<': asFilter(until) }) }, from)
        if (until !== null) {
          await take(began)
          mark.moveTo(until)
          continue
        }
        const live = await list({ Status: 'ringing' })
        if (deep) live.push(...(await list({ Status: 'queued' })), ...(await list({ Status: 'in-progress' })))
        const found = new Map([...live, ...began].map((call) => [call.sid, call]))
        for (const sid of open) {
          if (found.has(sid)) continue
          const call = await one(sid)
          if (call) found.set(sid, call)
          else open.delete(sid)
        }
        await take([...found.values()])
        // A clock that was wrong before the answers came must not put the mark ahead.
        mark.moveTo(Math.min(asked, client.serverNow()) - SECOND)
      }
    },
  }
}

function timeOf({ start_time, date_created }: Call): number | null {
  return start_time ?? date_created
}

function readOpen(kept: string | null): string[] {
  try {
    const list: unknown = JSON.parse(kept ?? '[]')
    return Array.isArray(list) ? list.filter((sid): sid is string => typeof sid === 'string' && /^CA[0-9a-fA-F]{32}$/.test(sid)) : []
  } catch {
    return []
  }
}
