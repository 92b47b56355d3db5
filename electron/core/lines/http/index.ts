import { z } from 'zod'
import type { LineModule } from '../line.ts'
export const httpLine: LineModule<Record<string, unknown>> = { kind: 'http', settings: z.record(z.string(), z.unknown()), secrets: ['outgoingToken', 'tokenHash'], start: async () => ({ stop: async () => undefined }) }
