import type { LineKindView } from '@shared/contract/views.ts'
import { asteriskLine } from './asterisk/index.ts'
import { demoLine } from './demo/index.ts'
import { fieldsOf } from './field.ts'
import { gatewayLine } from './gateway/index.ts'
import { httpLine } from './http/index.ts'
import type { LineModule } from './line.ts'
import { sipLine } from './sip/index.ts'
import { twilioLine } from './twilio/index.ts'

/** Every kind of line there is, as Settings offers them. Adding one: its folder and this list. */
const lineModules: readonly LineModule[] = [
  sipLine as unknown as LineModule,
  asteriskLine as unknown as LineModule,
  twilioLine as unknown as LineModule,
  gatewayLine as unknown as LineModule,
  httpLine as unknown as LineModule,
  demoLine as unknown as LineModule,
]

const byKind = new Map(lineModules.map((module) => [module.kind, module]))

/** The module of a kind, or null for one that a later version wrote. */
export function moduleOf(kind: string): LineModule | null {
  return byKind.get(kind) ?? null
}

/** The kinds that can be added, with their forms. */
export function lineKinds(): LineKindView[] {
  return lineModules.filter(({ hidden }) => !hidden).map(({ kind, title, about, guide, settings, hook }) => ({ kind, title, about, guide, fields: fieldsOf(settings), hook: hook ?? null }))
}
