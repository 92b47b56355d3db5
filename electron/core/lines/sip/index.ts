import type { LineModule } from '../line.ts'
import { keepConnected } from '../reconnect.ts'
import { createAgent } from './agent.ts'
import { checkSip } from './health.ts'
import { sipSettings, type SipSettings } from './settings.ts'

/** Rings beside the desk phones as an extension of the practice's phone system; see docs/lines/sip.md. */
export const sipLine: LineModule<SipSettings> = {
  kind: 'sip',
  title: 'SIP extension',
  about: 'Rings beside your desk phones as an extension of your phone system, and never picks up.',
  guide: 'docs/lines/sip.md',
  hears: 'phones',
  settings: sipSettings,
  canText: ({ texts }) => texts,
  start(settings, sink, signal) {
    const agent = createAgent(settings, sink)
    // Before the connection hears of it, so that it leaves as one that stops and not as one that is lost.
    signal.addEventListener('abort', agent.stop, { once: true })
    const run = async (): Promise<void> => {
      await keepConnected({ sink, signal, connect: agent.connect })
      await agent.stopped()
    }
    return Promise.resolve({ ...(settings.texts && { sendText: agent.sendText }), done: run() })
  },
  health: checkSip,
}
