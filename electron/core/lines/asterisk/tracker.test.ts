import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { LineFact } from '../line.ts'
import { heldCalls } from './kept.ts'
import { rebuild } from './rebuild.ts'
import { blocksOf, inbound } from './testing/scene.ts'
import { createTracker, type Tracker } from './tracker.ts'
import { createTrunks } from './trunks.ts'

const CONTEXTS = ['from-trunk', 'from-pstn']

function tracker(remembered: string | null = null, dialPrefix = ''): Tracker {
  const made = createTracker({ trunks: createTrunks(CONTEXTS, remembered), dialPrefix })
  made.state.connection = 1
  return made
}

function heard(it: Tracker, events: readonly string[], at = 1000): LineFact[] {
  return blocksOf(events.join('')).flatMap((block) => it.take(block, at))
}

/** What the facts of one call come to, by the rule of `callStateOf`: an answer outweighs a voicemail, which outweighs missed. */
function outcome(facts: readonly LineFact[], callId: string): string {
  const its = facts.filter((fact) => 'callId' in fact && fact.callId === callId)
  const has = (type: LineFact['type']): boolean => its.some((fact) => fact.type === type)
  const missed = its.find((fact) => fact.type === 'missed')
  if (!has('ringing')) return 'nothing'
  if (has('answered')) return has('ended') ? 'ended' : 'connected'
  return has('voicemail') ? 'voicemail' : missed ? `missed: ${missed.why ?? ''}` : 'ringing'
}

const ENDS = {
  talked: { parts: (call: ReturnType<typeof inbound>) => [...call.answered(), ...call.hungUpTalking()], is: 'ended' },
  talking: { parts: (call: ReturnType<typeof inbound>) => call.answered(), is: 'connected' },
  timedOut: { parts: (call: ReturnType<typeof inbound>) => call.timedOut(), is: 'missed: Nobody answered.' },
  gaveUp: { parts: (call: ReturnType<typeof inbound>) => call.gaveUp(), is: 'missed: The caller hung up before anybody answered.' },
  busy: { parts: (call: ReturnType<typeof inbound>) => call.turnedAwayBusy(), is: 'missed: The phones were busy.' },
  voicemail: { parts: (call: ReturnType<typeof inbound>) => call.leftMessage(), is: 'voicemail' },
} as const

/** Events about different phones come from different threads of Asterisk: neighbours among them change places. Those of one channel never do. */
function swapped(events: string[], now: () => boolean): string[] {
  const about = (event: string): string => /DestUniqueid: (\S+)/.exec(event)?.[1] ?? /Uniqueid: (\S+)/.exec(event)?.[1] ?? ''
  const isTrunk = (event: string): boolean => event.includes(`Linkedid: ${about(event)}`)
  for (let at = 1; at + 1 < events.length; at += 1) {
    const [one = '', two = ''] = events.slice(at, at + 2)
    if (about(one) !== about(two) && !isTrunk(one) && !isTrunk(two) && now()) events.splice(at, 2, two, one)
  }
  return events
}

const calls = fc.array(fc.constantFrom(...(Object.keys(ENDS) as (keyof typeof ENDS)[])), { minLength: 1, maxLength: 6 })

describe('a call tracker', () => {
  test('keeps the calls apart and each outcome right, however their events are mixed, repeated and late', () => {
    fc.assert(
      fc.property(calls, fc.array(fc.nat(), { minLength: 400, maxLength: 400 }), (ends, dice) => {
        let roll = 0
        const next = (below: number): number => (dice[(roll += 1) % dice.length] ?? 0) % below
        const queues = ends.map((end, n) => {
          const call = inbound(n + 1)
          return swapped([...call.opened(), ...call.ringing(), ...ENDS[end].parts(call)], () => next(3) === 0)
        })
        const mixed: string[] = []
        while (queues.some((queue) => queue.length > 0)) {
          const queue = queues[next(queues.length)]
          const event = queue?.shift()
          if (event === undefined) continue
          mixed.push(event)
          // The same event again, at once or after others: Asterisk repeats DialEnd, and any of them costs nothing.
          if (next(4) === 0) mixed.splice(mixed.length - next(Math.min(3, mixed.length)), 0, event)
          if (next(5) === 0) queues[next(queues.length)]?.push(mixed[next(mixed.length)] ?? '')
        }
        const facts = heard(tracker(), mixed)
        for (const [n, end] of ends.entries()) expect(outcome(facts, inbound(n + 1).linkedid)).toBe(ENDS[end].is)
        expect(new Set(facts.map((fact) => 'callId' in fact && fact.callId)).size).toBe(ends.length)
        expect(new Set(facts.map((fact) => fact.id)).size).toBe(facts.length)
      }),
      { numRuns: 200 },
    )
  })

  test('forgets a call once it is over', () => {
    const it = tracker()
    for (let n = 1; n <= 300; n += 1) {
      const call = inbound(n)
      heard(it, [...call.opened(), ...call.ringing(), ...call.answered(), ...call.hungUpTalking()])
    }
    expect(it.state.calls.size).toBe(0)
    expect(it.state.channels.size).toBe(0)
  })

  test('holds at most ten thousand calls', () => {
    const it = tracker()
    for (let n = 1; n <= 10_050; n += 1) heard(it, inbound(n).opened())
    expect(it.state.calls.size).toBe(10_000)
  })

  test('keeps nothing under names longer than any of Asterisk’s', () => {
    const it = tracker()
    const long = 'x'.repeat(60_000)
    for (let n = 1; n <= 200; n += 1) {
      const call = inbound(n)
      const names = [(event: string) => event.replaceAll('PJSIP/', `PJSIP/${long}`), (event: string) => event.replaceAll(/(\w*id): /g, `$1: ${long}`), (event: string) => event.replaceAll('Context: ', `Context: ${long}`)]
      heard(it, [...call.opened(), ...call.ringing()].map(names[n % 3] as (event: string) => string))
    }
    heard(it, [`Event: MessageWaiting\r\nMailbox: ${long}\r\nNew: 1\r\n\r\n`, `Event: Hangup\r\nUniqueid: ${long}\r\n\r\n`])
    expect(Object.values(it.state).flatMap((kept: unknown) => (kept instanceof Map ? [kept.size] : []))).toEqual([0, 0, 0, 0, 0, 0, 0])
    expect(it.trunks.learnt().length).toBeLessThan(1000)
  })

  test('puts the run of the phone system before its ids, so that the same Linkedid after a restart is another call', () => {
    const it = tracker()
    it.state.system = '20261122100332'
    const call = inbound(1)
    const facts = heard(it, [...call.opened(), ...call.ringing()])
    expect(facts.map(({ id }) => id)).toEqual([`20261122100332-${call.linkedid}:ringing`])
  })

  test('tells nothing of a call between two phones, and nothing of channels that are none', () => {
    const call = inbound(1)
    const between = [...call.opened(), ...call.ringing(), ...call.answered(), ...call.hungUpTalking()].map((event) => event.replaceAll('from-trunk', 'from-internal').replaceAll('PJSIP/trunk', 'PJSIP/103').replaceAll(call.number, '103'))
    expect(heard(tracker(), between)).toEqual([])
    const strange = call.opened().map((event) => event.replaceAll('PJSIP/trunk', 'trunk'))
    expect(heard(tracker(), [...strange, ...call.ringing(), ...call.timedOut()])).toEqual([])
    const message = call.opened().map((event) => event.replaceAll('PJSIP/trunk', 'Message/ast_msg_queue'))
    expect(heard(tracker(), [...message, ...call.ringing(), ...call.timedOut()])).toEqual([])
  })

  test('takes no answer of an inner channel for one: a menu or mailbox behind it picked up, and nobody of the practice', () => {
    const call = inbound(1)
    const behind = [...call.opened(), ...call.ringing(), ...call.answered(), ...call.hungUpTalking()].map((event) => event.replaceAll(/PJSIP\/(10\d)-(\w+)/g, 'Local/$1@from-queue-$2;1'))
    expect(outcome(heard(tracker(), behind), call.linkedid)).toMatch(/^missed/)
  })

  test('does not take a phone that is hung up for the caller who hangs up', () => {
    const call = inbound(1)
    const phone = `Event: HangupRequest\r\nChannel: PJSIP/101-0000000b\r\nUniqueid: ${call.linkedid.replace('.10', '.11')}\r\nLinkedid: ${call.linkedid}\r\n\r\n`
    expect(outcome(heard(tracker(), [...call.opened(), ...call.ringing(), phone, ...call.timedOut()]), call.linkedid)).toBe('missed: Nobody answered.')
  })

  test('does not end a call by what is left of a channel whose call goes on in another', () => {
    const it = tracker()
    const call = inbound(1)
    const zombie = `Event: Hangup\r\nChannel: PJSIP/trunk-0000000a<ZOMBIE>\r\nUniqueid: ${call.linkedid}\r\nLinkedid: ${call.linkedid}\r\n\r\n`
    expect(outcome(heard(it, [...call.opened(), ...call.ringing(), ...call.answered(), zombie]), call.linkedid)).toBe('connected')
    expect(heard(it, call.hungUpTalking()).map(({ type }) => type)).toEqual(['ended'])
  })

  test('keeps to what the phones said where the caller gives up after their last try was over', () => {
    const call = inbound(1)
    const busy = call.turnedAwayBusy().map((event) => event.replaceAll('Cause: 17', 'Cause: 16'))
    expect(outcome(heard(tracker(), [...call.opened(), ...call.ringing(), ...busy]), call.linkedid)).toBe('missed: The phones were busy.')
  })

  test('takes it from the queue who took a call out of it, where nothing else says so', () => {
    const call = inbound(1)
    const about = `Channel: PJSIP/trunk-0000000a\r\nUniqueid: ${call.linkedid}\r\nLinkedid: ${call.linkedid}\r\n`
    const queue = [`Event: QueueCallerJoin\r\n${about}Queue: front\r\n\r\n`, `Event: AgentConnect\r\n${about}Queue: front\r\nInterface: PJSIP/102\r\nMemberName: Ana\r\n\r\n`]
    expect(heard(tracker(), [...call.opened(), ...queue])).toContainEqual(expect.objectContaining({ type: 'answered', staff: '102', phone: 'Ana' }))
  })

  test.each(['<unknown>', 'unknown', '', '""', '<null>'])('takes %j for no number and no name', (none) => {
    const call = inbound(1)
    const nameless = [...call.opened(), ...call.ringing()].map((event) => event.replaceAll(/(CallerIDNum|CallerIDName|ConnectedLineNum): (?:MARIA SILVA|\+1\d+)/g, `$1: ${none}`))
    expect(heard(tracker(), nameless)).toEqual([expect.objectContaining({ type: 'ringing', number: null, callerName: null })])
  })

  describe('knows of a message on the answering machine', () => {
    const call = inbound(1)
    const about = (event: string, more: string): string => `Event: ${event}\r\nChannel: PJSIP/trunk-0000000a\r\nUniqueid: ${call.linkedid}\r\nLinkedid: ${call.linkedid}\r\n${more}\r\n\r\n`
    const rung = [...call.opened(), ...call.ringing()]

    test.each([
      ['the answering machine', about('VarSet', 'Variable: VMSTATUS\r\nValue: SUCCESS')],
      ['an event of the dialplan', about('UserEvent', 'UserEvent: VoicemailLeft')],
      ['the mailbox', about('MessageWaiting', 'Mailbox: 101@default\r\nNew: 1')],
    ])('from %s, before the call ends and after', (_who, told) => {
      expect(outcome(heard(tracker(), [...rung, told, ...call.timedOut()]), call.linkedid)).toBe('voicemail')
      expect(outcome(heard(tracker(), [...rung, ...call.timedOut(), told]), call.linkedid)).toBe('voicemail')
    })

    test('and of none where the caller went on to the phones', () => {
      const back = [about('Newexten', 'Application: VoiceMail'), about('Newexten', 'Application: Dial')]
      expect(outcome(heard(tracker(), [...rung, ...back, ...call.timedOut()]), call.linkedid)).toBe('missed: Nobody answered.')
    })
  })

  test('forgets a number that the caller withholds before a phone rings', () => {
    const call = inbound(1)
    const withheld = `Event: NewCallerid\r\nChannel: PJSIP/trunk-0000000a\r\nUniqueid: ${call.linkedid}\r\nLinkedid: ${call.linkedid}\r\nCallerIDNum: ${call.number}\r\nCID-CallingPres: 35 (Presentation Prohibited, Not Screened)\r\n\r\n`
    expect(heard(tracker(), [...call.opened(), withheld, ...call.ringing()])).toEqual([expect.objectContaining({ type: 'ringing', number: null })])
  })

  test('learns a trunk from its calls, and with it a context that the settings do not name', () => {
    const it = tracker()
    const first = inbound(1)
    heard(it, [...first.opened(), ...first.ringing(), ...first.timedOut()])
    const next = inbound(2)
    const elsewhere = [...next.opened(), ...next.ringing(), ...next.timedOut()].map((event) => event.replaceAll('Context: from-trunk', 'Context: from-carrier'))
    expect(outcome(heard(it, elsewhere), next.linkedid)).toBe('missed: Nobody answered.')
    expect(JSON.parse(it.trunks.learnt())).toEqual({ trunks: ['trunk'], contexts: ['from-carrier'] })

    const after = tracker(it.trunks.learnt())
    const other = inbound(3)
    const anyPeer = [...other.opened(), ...other.ringing(), ...other.timedOut()].map((event) => event.replaceAll('Context: from-trunk', 'Context: from-carrier').replaceAll('PJSIP/trunk', 'PJSIP/another'))
    expect(outcome(heard(after, anyPeer), other.linkedid)).toBe('missed: Nobody answered.')
  })

  test('does not take the context of the phones for one of trunks, and takes it back where it did', () => {
    const fromPhone = inbound(1).opened().map((event) => event.replaceAll('from-trunk', 'from-internal').replaceAll('PJSIP/trunk', 'PJSIP/103'))
    const fromTrunk = inbound(3).opened().map((event) => event.replaceAll('Context: from-trunk', 'Context: from-internal'))
    const it = tracker()
    heard(it, [...fromPhone, ...inbound(2).opened(), ...fromTrunk])
    expect(JSON.parse(it.trunks.learnt())).toEqual({ trunks: ['trunk'], contexts: [] })

    const wrong = tracker(JSON.stringify({ trunks: [], contexts: ['from-internal'] }))
    expect(heard(wrong, [...fromPhone, ...inbound(1).ringing()])).toEqual([])
    expect(JSON.parse(wrong.trunks.learnt())).toEqual({ trunks: [], contexts: [] })
  })
})

describe('after a reconnect', () => {
  test('a call still ringing keeps its id and its true start', () => {
    const it = tracker()
    const call = inbound(1)
    const before = heard(it, [...call.opened(), ...call.ringing()], 100_000)
    it.state.connection = 2
    expect(rebuild(it, blocksOf(listing(call.listed('ringing', 20))), 120_000, 110_000)).toEqual([])
    const restarted = tracker()
    restarted.state.connection = 2
    expect(rebuild(restarted, blocksOf(listing(call.listed('ringing', 20))), 120_000, 0).map(({ id, at }) => [id, at])).toEqual([[before[0]?.id, 100_000]])
  })

  test('a call that was picked up meanwhile is connected, one that is gone has ended, each told once', () => {
    const it = tracker()
    const [picked, gone, unanswered] = [inbound(1), inbound(2), inbound(3)]
    heard(it, [...picked.opened(), ...picked.ringing(), ...gone.opened(), ...gone.ringing(), ...gone.answered(), ...unanswered.opened(), ...unanswered.ringing()], 100_000)
    it.state.connection = 2
    const facts = rebuild(it, blocksOf(listing(picked.listed('talking', 20))), 120_000, 110_000)
    expect(facts).toEqual([
      expect.objectContaining({ type: 'answered', callId: picked.linkedid, at: 110_000, staff: '102', phone: 'Desk two' }),
      expect.objectContaining({ type: 'ended', callId: gone.linkedid, at: 110_000 }),
      expect.objectContaining({ type: 'missed', callId: unanswered.linkedid, why: 'It ended while the connection to the phone system was lost.' }),
    ])
    expect(heldCalls(it).map(({ id }) => id)).toEqual([picked.linkedid])
    it.state.connection = 3
    expect(rebuild(it, blocksOf(listing(picked.listed('talking', 30))), 130_000, 125_000)).toEqual([])
  })

  test('a call that began after the connection was made is not ended by a list that is older', () => {
    const it = tracker()
    it.state.connection = 2
    const call = inbound(1)
    heard(it, [...call.opened(), ...call.ringing()])
    expect(rebuild(it, [], 2000, 0)).toEqual([])
    expect(heard(it, call.timedOut()).map(({ type }) => type)).toEqual(['missed'])
  })

  test('a call whose context has moved on in the dialplan is known by its trunk', () => {
    const it = tracker(JSON.stringify({ trunks: ['trunk'], contexts: [] }))
    it.state.connection = 2
    const rows = inbound(1).listed('ringing', 8).map((row) => row.replaceAll('from-trunk', 'macro-dial-one'))
    expect(rebuild(it, blocksOf(listing(rows)), 120_000, 0)).toEqual([expect.objectContaining({ type: 'ringing', direction: 'in', number: inbound(1).number, at: 112_000 })])
  })
})

function listing(rows: readonly string[]): string {
  return rows.map((row) => `Event: CoreShowChannel\r\n${row}\r\n\r\n`).join('')
}
