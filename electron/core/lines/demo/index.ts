import { z } from 'zod'
import type { LineModule } from '../line.ts'
export const demoLine: LineModule<Record<string, never>> = { kind: 'demo', settings: z.object({}), secrets: [], start: async () => ({ stop: async () => undefined }) }
