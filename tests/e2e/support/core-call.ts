import type { Page } from '@playwright/test'
import type { Argument, CallName, Value } from '@shared/contract/index.ts'
import type { Result } from '@shared/contract/result.ts'

type TestWindow = typeof globalThis & { testPort?: MessagePort; testCalls?: number }

/**
 * Speaks to the core from the page as any script there could: over the window's own port, with a name and an argument
 * that nobody checked on this side.
 */
export async function rawCall(page: Page, name: string, argument: unknown): Promise<Result<unknown>> {
  return page.evaluate(
    async ([called, given]) => {
      const self = window as unknown as TestWindow
      if (!self.testPort) {
        await new Promise<void>((arrived) => {
          // The page's own client listens too and uses the same port; numbers far from its own keep the two apart.
          window.addEventListener('message', ({ data, ports }: MessageEvent<{ type?: string }>) => {
            if (data.type !== 'core-port' || !ports[0]) return
            self.testPort = ports[0]
            arrived()
          })
          window.rapport.connect()
        })
      }
      const port = self.testPort
      const call = (self.testCalls = (self.testCalls ?? 1_000_000_000) + 1)
      return new Promise<Result<unknown>>((reply) => {
        const listen = ({ data }: MessageEvent<{ call?: number; reply: Result<unknown> }>): void => {
          if (data.call !== call) return
          port?.removeEventListener('message', listen)
          reply(data.reply)
        }
        port?.addEventListener('message', listen)
        port?.postMessage({ call, name: called, argument: given })
      })
    },
    [name, argument] as const,
  )
}

/** A call of the contract that must succeed: for bringing about what a test is not about. */
export async function coreCall<N extends CallName>(page: Page, name: N, argument: Argument<N>): Promise<Value<N>> {
  const reply = await rawCall(page, name, argument)
  if (!reply.ok) throw new Error(`${name} was refused: ${reply.error.code}, ${reply.error.message}`)
  return reply.value as Value<N>
}
