import type { LineModule } from '../line.ts'
import { createSender } from './send.ts'
import { startServer } from './server.ts'
import { httpSettings, type HttpSettings } from './settings.ts'

/** The way in for any phone or text system on this PC, and for tests; see docs/http-line.md. */
export const httpLine: LineModule<HttpSettings> = {
  kind: 'http',
  settings: httpSettings,
  secrets: ['sendToken', 'tokenHash'],
  async start({ settings, receiveAll, now }) {
    const server = await startServer({ port: settings.port, tokenHash: settings.tokenHash, receiveAll, now })
    return {
      address: server.address,
      ...(settings.sendUrl !== '' && { sendText: createSender({ url: settings.sendUrl, token: settings.sendToken }) }),
      stop: server.stop,
    }
  },
}
