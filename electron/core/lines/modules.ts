import type { LineKind } from '@shared/contract/views.ts'
import { demoLine } from './demo/index.ts'
import { httpLine } from './http/index.ts'
import type { LineModule } from './line.ts'

/** Every kind of line there is. Adding one: its folder, its name in `lineKind`, and this list. */
export const lineModules: Record<LineKind, LineModule> = {
  demo: demoLine as LineModule,
  http: httpLine as LineModule,
}
