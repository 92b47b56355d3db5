import type { LineFact } from '../line.ts'
import { answer, endUnseen, newCall, renumber, ring, type Call } from './call.ts'
import { extensionOf, given, givenName, isChannel, isInner, isOutsideNumber, isZombie, readDuration } from './channels.ts'
import { withoutPrefix } from './dialling.ts'
import type { Block } from './reader.ts'
import { callId, finish, forget } from './state.ts'
import type { Tracker } from './tracker.ts'

/** A channel as `CoreShowChannels` lists it. `since`: ms UTC, to the second. */
type Row = { uniqueid: string; linkedid: string; channel: string; context: string; exten: string; number: string; name: string; connected: string; state: string; application: string; since: number }

/**
 * After a reconnect: the calls that are up now, with their true start, and the end of those that are not any more. Calls
 * told of since this connection was made are left as they are: the list may be older than they.
 * @param lostAt ms UTC, when the calls known before were last known to be up
 */
export function rebuild({ state, trunks, dialPrefix }: Tracker, list: readonly Block[], now: number, lostAt: number): LineFact[] {
  const groups = new Map<string, Row[]>()
  for (const row of list.map((block) => rowOf(block, now))) {
    if (!isChannel(row.channel) || row.uniqueid === '' || row.linkedid === '') continue
    const group = groups.get(row.linkedid)
    if (group) group.push(row)
    else groups.set(row.linkedid, [row])
  }
  const listed = new Set<Call>()
  const facts: LineFact[] = []
  for (const [linkedid, rows] of groups) {
    if (state.over.has(linkedid)) continue
    const known = state.calls.get(linkedid) ?? rows.map((row) => state.channels.get(row.uniqueid)?.call).find((call) => call?.direction)
    if (!known && isRemains(linkedid, rows)) continue
    if (known?.trunk) followTrunk(known.trunk, rows, (row) => !isCalled(row) && !isInner(row.channel) && trunks.isTrunk(row.channel, ''))
    const call = known ?? begun(linkedid, rows)
    listed.add(call)
    if (known?.direction && !rows.some((row) => row.uniqueid === known.trunk?.uniqueid) && known.trunk !== null && known.seen < state.connection) {
      // What is left of it is between phones: the outside leg is gone.
      facts.push(...finish(state, known, endUnseen(known, lostAt)))
      continue
    }
    facts.push(...catchUp(call, linkedid, rows))
  }
  for (const call of new Set(state.calls.values())) {
    if (listed.has(call) || call.seen === state.connection) continue
    if (call.direction === null) forget(state, call)
    else facts.push(...finish(state, call, endUnseen(call, lostAt)))
  }
  return facts

  function begun(linkedid: string, rows: readonly Row[]): Call {
    const byAge = rows.toSorted((a, b) => a.since - b.since)
    // Where another channel took the place of the first, it is one that nobody called.
    const first = rows.find((row) => row.uniqueid === linkedid) ?? byAge.find((row) => !isCalled(row) && !isInner(row.channel)) ?? byAge[0]
    const opener = { uniqueid: first?.uniqueid ?? linkedid, channel: first?.channel ?? '', exten: first?.exten ?? '', number: given(first?.number ?? ''), name: givenName(first?.name ?? ''), down: false }
    // Whether a phone was called and rang before, nobody knows: what did not happen is not claimed.
    return { ...newCall({ id: callId(state.system, linkedid), linkedid, openedAt: first?.since ?? now, opener, seen: 0 }), dialled: true, reached: true }
  }

  function catchUp(call: Call, linkedid: string, rows: readonly Row[]): LineFact[] {
    const lastUnanswered = call.ringingAt !== null && call.answeredAt === null ? lostAt : 0
    // Told of on this connection already, it may have channels that are newer than the list.
    const kept = call.seen === state.connection ? [...call.channels] : []
    call.seen = state.connection
    if (!call.linkedids.includes(linkedid)) call.linkedids.push(linkedid)
    state.calls.set(linkedid, call)
    call.channels = new Set([...kept, ...rows.map((row) => row.uniqueid)])
    for (const row of rows) state.channels.set(row.uniqueid, { name: row.channel, call, bridge: state.channels.get(row.uniqueid)?.bridge ?? null })
    if (call.direction === null) direct(call, rows)
    const outside = rows.find((row) => row.uniqueid === call.trunk?.uniqueid)
    const facts: LineFact[] = []
    if (call.direction === 'in' && outside) {
      // Known again after a restart of Rapport, it was told with its number before.
      if (call.number !== null && call.answeredAt === null && isOutsideNumber(outside.number)) facts.push(...renumber(call, outside.number, givenName(outside.name), now))
      call.number ??= given(outside.number)
      call.callerName ??= givenName(outside.name)
      if (outside.application === 'voicemail') call.voicemail = true
      if (outside.application === 'queue') call.queued = true
    }
    if (call.direction === 'in') facts.push(...ringsOrTalks(call, rows, lastUnanswered))
    if (call.direction === 'out') facts.push(...dialsOrTalks(call, rows, lastUnanswered))
    return facts
  }

  /** Which way a call goes that began unseen: the context of a channel is by now where the dialplan has got to. */
  function direct(call: Call, rows: readonly Row[]): void {
    const opener = rows.find((row) => row.uniqueid === call.opener.uniqueid)
    const outside = rows.filter((row) => !isInner(row.channel) && trunks.isTrunk(row.channel, isCalled(row) || row === opener ? row.context : ''))
    const phone = rows.find((row) => row !== opener && !isInner(row.channel) && extensionOf(row.channel, '') !== null)
    const comesIn = opener !== undefined && !isCalled(opener) && (outside.includes(opener) || (phone !== undefined && trunks.looksOutside(opener.channel, opener.number, phone.channel)))
    const trunk = comesIn ? opener : (outside.find(isCalled) ?? (opener ? undefined : outside[0]))
    if (!trunk) return
    call.direction = comesIn || !isCalled(trunk) ? 'in' : 'out'
    call.trunk = call.direction === 'in' ? { uniqueid: trunk.uniqueid, channel: trunk.channel } : null
    if (call.direction === 'out') call.number = withoutPrefix([call.opener.exten, trunk.number, opener?.connected ?? ''].find(isOutsideNumber) ?? '', dialPrefix) || given(trunk.number)
  }

  function ringsOrTalks(call: Call, rows: readonly Row[], lastUnanswered: number): LineFact[] {
    const phones = rows.filter((row) => row.uniqueid !== call.trunk?.uniqueid && !isInner(row.channel))
    const first = Math.min(...phones.map((row) => row.since))
    if (phones.length > 0) call.dialled = true
    for (const row of phones) if (row.state !== '6') call.legs.add(row.uniqueid)
    const up = phones.filter((row) => row.state === '6').toSorted((a, b) => a.since - b.since)[0]
    const rings = phones.some((row) => row.state === '5') || up !== undefined
    if (rings) call.reached = true
    const facts = rings ? ring(call, Math.max(call.openedAt, first)) : []
    if (!up) return facts
    const who = trunks.isTrunk(up.channel, up.context) ? { staff: null, phone: 'a phone outside' } : { staff: extensionOf(up.channel, up.number), phone: givenName(up.name) ?? extensionOf(up.channel, up.number) }
    // When it was picked up is not told: not before the phone was rung, nor while it was known to ring.
    return [...facts, ...answer(call, Math.min(now, Math.max(up.since, call.ringingAt ?? 0, lastUnanswered)), who)]
  }

  function dialsOrTalks(call: Call, rows: readonly Row[], lastUnanswered: number): LineFact[] {
    const outside = rows.find((row) => row.uniqueid === call.trunk?.uniqueid) ?? rows.find((row) => row.uniqueid !== call.opener.uniqueid && !isInner(row.channel) && trunks.isTrunk(row.channel, row.context))
    if (!outside) return []
    const facts = ring(call, Math.max(call.openedAt, outside.since))
    call.legs.add(outside.uniqueid)
    if (outside.state !== '6') return facts
    call.trunk = { uniqueid: outside.uniqueid, channel: outside.channel }
    const staff = extensionOf(call.opener.channel, call.opener.number ?? '')
    return [...facts, ...answer(call, Math.min(now, Math.max(outside.since, call.ringingAt ?? 0, lastUnanswered)), { staff, phone: staff })]
  }
}

/** A channel that was made to call somebody. */
function isCalled(row: Row): boolean {
  return row.application === 'appdial' || row.application === 'appqueue'
}

/** One channel that was called by another which is gone: it is being hung up too, and which way the call went it does not tell. */
function isRemains(linkedid: string, rows: readonly Row[]): boolean {
  const ends = rows.filter((row) => !isInner(row.channel))
  return ends.length < 2 && ends.every(isCalled) && !rows.some((row) => row.uniqueid === linkedid)
}

/**
 * Another channel may have taken the place of the one outside, and its name with it ("masquerade").
 * @param mayBe whether a row may be it, where after a restart of Rapport the name is not known
 */
function followTrunk(trunk: { uniqueid: string; channel: string }, rows: readonly Row[], mayBe: (row: Row) => boolean): void {
  if (rows.some((row) => row.uniqueid === trunk.uniqueid && !isZombie(row.channel) && (trunk.channel === '' || row.channel === trunk.channel))) return
  const heir = rows.find((row) => (trunk.channel === '' ? mayBe(row) : row.channel === trunk.channel))
  if (heir) trunk.uniqueid = heir.uniqueid
}

function rowOf(block: Block, now: number): Row {
  const age = readDuration(block.get('Duration')) ?? 0
  return {
    uniqueid: block.get('Uniqueid'),
    linkedid: block.get('Linkedid'),
    channel: block.get('Channel'),
    context: block.get('Context'),
    exten: block.get('Exten'),
    number: block.get('CallerIDNum'),
    name: block.get('CallerIDName'),
    connected: block.get('ConnectedLineNum'),
    state: block.get('ChannelState'),
    application: block.get('Application').toLowerCase(),
    since: now - age,
  }
}
