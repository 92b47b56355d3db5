import type { LineFact } from '../line.ts'
import { answer, ring, type Call } from './call.ts'
import { extensionOf, givenName, isOutsideNumber, isPhoneLeg } from './channels.ts'
import { comesIn } from './opening.ts'
import type { Block } from './reader.ts'
import { callOf, join, type State } from './state.ts'
import type { Trunks } from './trunks.ts'

/** Phones and trunks being called: which way a call goes, when it rings, and who took it. */
type Known = { state: State; trunks: Trunks; /** What phones dial before an outside number, such as "9". */ dialPrefix: string }

export function phoneRings(call: Call, at: number): LineFact[] {
  call.reached = true
  return ring(call, at)
}

export function dialBegins({ state, trunks, dialPrefix }: Known, event: Block, at: number): LineFact[] {
  const call = callOf(state, event) ?? callOf(state, event, 'Dest')
  const to = event.get('DestChannel')
  const uniqueid = event.get('DestUniqueid')
  // Without a caller's channel it is Asterisk itself that calls a phone, to connect it when it is picked up.
  if (!call || !isPhoneLeg(to) || uniqueid === '' || state.gone.has(uniqueid)) return []
  if (!call.channels.has(uniqueid)) join(state, call, uniqueid, to)
  if (event.get('Channel') === '' || !call.channels.has(uniqueid)) return []
  const caller = event.get('Uniqueid') === call.opener.uniqueid ? event.get('CallerIDNum') : (call.opener.number ?? '')
  if (call.direction === null && trunks.looksOutside(call.opener.channel, caller, to) && !call.opener.down) comesIn(call, event)
  if (call.direction === 'in') {
    if (!trunks.isTrunk(to, event.get('DestContext'))) trunks.isPhone(to)
    call.dialled = true
    call.legs.add(uniqueid)
    return []
  }
  const number = dialledNumber(call, event, dialPrefix)
  if (call.direction === null && trunks.dialled(to, event.get('DestContext'), number)) {
    call.direction = 'out'
    call.number = number === '' ? null : number
  }
  if (call.direction !== 'out') return []
  call.dialled = true
  call.legs.add(uniqueid)
  return ring(call, at)
}

/** What the phone dialled: the extension it asked for, or what was sent to the trunk. */
function dialledNumber(call: Call, event: Block, dialPrefix: string): string {
  const said = [call.opener.exten, event.get('Exten'), event.get('DestCallerIDNum'), /\+?\d{3,20}/.exec(event.get('DialString'))?.[0] ?? '']
  const number = said.find((text) => isOutsideNumber(text)) ?? said.find((text) => /^\d{3,6}$/.test(text)) ?? ''
  return withoutPrefix(number, dialPrefix)
}

/** An outside number without what phones dial before it. */
export function withoutPrefix(number: string, dialPrefix: string): string {
  return dialPrefix !== '' && number.startsWith(dialPrefix) && isOutsideNumber(number.slice(dialPrefix.length)) ? number.slice(dialPrefix.length) : number
}

export function dialState({ state }: Known, event: Block, at: number): LineFact[] {
  const call = callOf(state, event) ?? callOf(state, event, 'Dest')
  const rings = ['RINGING', 'PROGRESS'].includes(event.get('DialStatus').toUpperCase())
  return call?.direction === 'in' && rings && isPhoneLeg(event.get('DestChannel')) ? phoneRings(call, at) : []
}

export function dialEnds({ state, trunks }: Known, event: Block, at: number): LineFact[] {
  const call = callOf(state, event) ?? callOf(state, event, 'Dest')
  const to = event.get('DestChannel')
  if (!call?.direction || !isPhoneLeg(to)) return []
  const uniqueid = event.get('DestUniqueid')
  const status = event.get('DialStatus').toUpperCase()
  if (status === 'ANSWER') {
    if (call.direction === 'in') return answer(call, at, whoIs(trunks, to, event.get('DestContext'), event.get('DestCallerIDNum'), event.get('DestCallerIDName')))
    // A phone that Asterisk rang first, to dial for it, has answered nobody yet.
    if (!call.legs.has(uniqueid) || call.answeredAt !== null) return []
    call.trunk = { uniqueid, channel: to }
    return answer(call, at, whoIs(trunks, call.opener.channel, '', call.opener.number ?? '', ''))
  }
  call.legs.delete(uniqueid)
  // Cancelled: another phone took it, or the caller gave up. That says nothing of its own.
  if (status !== 'CANCEL' && status !== '') call.lastStatus = status
  return []
}

/** Who sits behind a channel: the extension, and how the phone calls itself. */
export function whoIs(trunks: Trunks, channel: string, context: string, number: string, name: string): { staff: string | null; phone: string | null } {
  if (trunks.isTrunk(channel, context)) return { staff: null, phone: 'a phone outside' }
  const staff = extensionOf(channel, number)
  return { staff, phone: givenName(name) ?? staff }
}
