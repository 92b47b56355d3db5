import { z } from 'zod'
import { field, secret } from '../field.ts'
import type { LineModule, RunningLine, Sink } from '../line.ts'

type Settings = { note: string; password: string }
type Behaviour = { start: (sink: Sink, signal: AbortSignal) => Promise<Partial<RunningLine>> | Partial<RunningLine>; health?: LineModule<Settings>['health'] }

/** A kind of line that does what a test says. It stops when it is told to, unless `done` is given. */
export function kindThat(kind: string, { start, health }: Behaviour): LineModule {
  const module: LineModule<Settings> = {
    kind,
    title: kind,
    about: '',
    guide: '',
    hears: 'phones',
    settings: z.object({
      note: field(z.string().default(''), { label: 'Note', control: 'text' }),
      password: field(secret('The password'), { label: 'Password', control: 'secret' }),
    }),
    canText: () => true,
    async start(_settings, sink, signal) {
      const done = new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }))
      return { done, ...(await start(sink, signal)) }
    },
    ...(health && { health }),
  }
  return module as unknown as LineModule
}
