import { randomBytes } from 'node:crypto'
import type { LineModule, Sink } from '../line.ts'
import { gatewayHealth } from './health.ts'
import { reportPath } from './ids.ts'
import { createSender } from './send.ts'
import { HOOK, startServer } from './server.ts'
import { dialectOf, gatewaySettings, type GatewaySettings } from './settings.ts'

/** Texts through Kannel, a phone as gateway, or any system that takes them over HTTP; see docs/lines/gateway.md. */
export const gatewayLine: LineModule<GatewaySettings> = {
  kind: 'gateway',
  title: 'Kannel and text gateways',
  about: 'Texts through your own gateway: Kannel, an Android phone with its SIM card, or any text system that takes them over HTTP.',
  guide: 'docs/lines/gateway.md',
  hears: 'phones',
  hook: { path: HOOK },
  settings: gatewaySettings,
  canText: ({ url }) => url !== '',
  async start(settings, sink, signal) {
    const dialect = dialectOf(settings)
    const reportKey = reportKeyOf(sink)
    const underWay = new Set<Promise<unknown>>()
    const server = await startServer({
      sink,
      dialect,
      port: settings.port,
      tokenHash: settings.tokenHash,
      reportKey,
      async settled() {
        await Promise.allSettled(underWay)
        // The outbox records what came of them before this.
        await new Promise((resolve) => setImmediate(resolve))
      },
    })
    sink.live({ address: server.address, untold: ['texts'] })
    // Asleep, this PC took nothing in; a gateway tries again, but not for ever.
    sink.onWake(({ asleepSince }) => {
      if (asleepSince === null) return
      sink.away('This PC was asleep.', asleepSince)
      sink.live({ untold: ['texts'] })
    })
    const send = createSender({ dialect, account: settings, reportUrl: (textId) => `${server.address}${reportPath(reportKey, textId)}` })
    const done = new Promise<void>((resolve) => {
      signal.addEventListener('abort', () => resolve(server.stop()), { once: true })
    })
    if (settings.url === '') return { done }
    return {
      sendText(text) {
        const sending = send(text).finally(() => underWay.delete(sending))
        underWay.add(sending)
        return sending
      },
      done,
    }
  },
  health: gatewayHealth,
}

/** Kept between runs, so that a report that comes days later still fits; a new access token does not change it. */
function reportKeyOf({ memory }: Pick<Sink, 'memory'>): string {
  const known = memory.get('reportKey')
  if (known !== null) return known
  const key = randomBytes(32).toString('base64url')
  memory.set('reportKey', key)
  return key
}
