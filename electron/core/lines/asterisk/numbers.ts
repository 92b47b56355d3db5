import type { LineFact } from '../line.ts'
import { renumber } from './call.ts'
import { given, givenName, isOutsideNumber } from './channels.ts'
import type { Block } from './reader.ts'
import { callOf, type State } from './state.ts'

/** Who is calling, where that becomes known, or other, after the call began. */
type Known = { state: State }

export function callerId({ state }: Known, event: Block, at: number): LineFact[] {
  const call = callOf(state, event)
  if (call?.direction !== 'in' || call.answeredAt !== null || event.get('Uniqueid') !== call.trunk?.uniqueid) return []
  const number = given(event.get('CallerIDNum'))
  if (/prohib/i.test(event.get('CID-CallingPres'))) {
    if (call.ringingAt === null) call.number = null
    return []
  }
  call.callerName = givenName(event.get('CallerIDName')) ?? call.callerName
  return number !== null && isOutsideNumber(number) ? renumber(call, number, givenName(event.get('CallerIDName')), at) : []
}

/** The number that a ringing phone shows, where none was known before. */
export function connectedLine({ state }: Known, event: Block, at: number): LineFact[] {
  const call = callOf(state, event)
  const number = event.get('ConnectedLineNum')
  if (call?.direction !== 'in' || call.answeredAt !== null || event.get('Uniqueid') === call.trunk?.uniqueid) return []
  return (call.number === null || !/\d/.test(call.number)) && isOutsideNumber(number) ? renumber(call, number, givenName(event.get('ConnectedLineName')), at) : []
}
