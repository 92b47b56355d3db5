import type { LineModule } from '../line.ts'
import { createSender } from './send.ts'
import { startServer } from './server.ts'
import { httpSettings, type HttpSettings } from './settings.ts'

/** The way in for any phone or text system on this PC, and for tests; see docs/lines/http.md. */
export const httpLine: LineModule<HttpSettings> = {
  kind: 'http',
  title: 'HTTP and CTI',
  about: 'Any phone or text system that can post to this PC: its own events, or the generic CTI push of many phone systems.',
  guide: 'docs/lines/http.md',
  hears: 'phones',
  hook: { path: '/v1/events' },
  settings: httpSettings,
  canText: ({ sendUrl }) => sendUrl !== '',
  async start({ port, tokenHash, signingSecret, sendUrl, sendToken, sendMedia, mediaKilobytes }, sink, signal) {
    const server = await startServer({ port, tokenHash, signingSecret, receiveAll: sink.receiveAll, now: sink.now })
    sink.live({ address: server.address, untold: ['calls', 'texts'] })
    // Asleep, this PC took nothing in; what was not sent again since is not known.
    sink.onWake(({ asleepSince }) => {
      if (asleepSince === null) return
      sink.away('This PC was asleep.', asleepSince)
      sink.live({ untold: ['calls', 'texts'] })
    })
    const done = new Promise<void>((resolve) => {
      signal.addEventListener('abort', () => resolve(server.stop()), { once: true })
    })
    return { ...(sendUrl !== '' && { sendText: createSender({ url: sendUrl, token: sendToken }) }), ...(sendUrl !== '' && sendMedia && { mediaLimit: mediaKilobytes * 1000 }), done }
  },
  async health({ port, tokenHash }) {
    if (tokenHash === '') return [{ step: 'signedIn', ok: false, says: 'There is no access token yet. Make one, and give it to your phone system.' }]
    const answer = await fetch(`http://127.0.0.1:${port}/v1/health`, { signal: AbortSignal.timeout(5000) }).catch(() => null)
    if (answer?.status !== 401) return [{ step: 'reached', ok: false, says: `Nothing listens on port ${port}. Switch the line on.` }]
    return [
      { step: 'reached', ok: true, says: `Rapport listens on 127.0.0.1:${port}.` },
      { step: 'signedIn', ok: true, says: 'An access token was made; only who has it is let in.' },
    ]
  },
}
