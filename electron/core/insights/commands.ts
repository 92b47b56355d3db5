import { DAY } from '@shared/time.ts'
import { Refusal, type Handlers } from '../handlers.ts'
import { listOf } from './list.ts'
import { insightsOf, type Span } from './of.ts'

/** A month and the hour of a change of clocks: more at once would hold up the phone. */
const LONGEST = 32 * DAY

export const insightHandlers: Handlers<'insights.of' | 'insights.listOf'> = {
  'insights.of': (core, span) => insightsOf(core.db, checked(span), core.now()),
  'insights.listOf': (core, { figure, limit, offset, ...span }) => listOf(core.db, figure, checked(span), limit, offset, core.now()),
}

function checked(span: Span): Span {
  if (span.to < span.from || span.to - span.from > LONGEST) throw new Refusal('badArgument', 'Look back at a month at most.')
  return span
}
