import { SECOND } from '@shared/time.ts'
import type { HealthStep } from '../line.ts'
import { requestOnce } from '../request-once.ts'
import { plainError } from '../sockets.ts'
import { probeFor } from './request.ts'
import { dialectOf, type GatewaySettings } from './settings.ts'
import { HOOK } from './server.ts'

/** Three are asked one after the other, and the whole may take ten seconds. */
const ANSWER_WITHIN = 3 * SECOND

/** Tries what can be tried without sending a text. Must not throw. */
export async function gatewayHealth(settings: GatewaySettings): Promise<HealthStep[]> {
  const steps: HealthStep[] = []
  const ok = (step: HealthStep['step'], says: string): void => void steps.push({ step, ok: true, says })
  const not = (step: HealthStep['step'], says: string): HealthStep[] => [...steps, { step, ok: false, says }]
  // On a connection of its own: one that `fetch` kept would tell of a system that has been started anew since.
  const ask = async (address: string, headers: Record<string, string> = {}): Promise<number | { problem: string }> => {
    const answer = await requestOnce({ url: address, method: 'GET', headers, content: '', timeout: ANSWER_WITHIN })
    if ('status' in answer) return answer.status
    const { hostname, port: itsPort, protocol } = new URL(address)
    return { problem: plainError(answer.error ?? { code: 'ETIMEDOUT' }, hostname, Number(itsPort || (protocol === 'https:' ? 443 : 80))) }
  }

  const { port, tokenHash, url } = settings
  const dialect = dialectOf(settings)
  if (url !== '') {
    const reached = await ask(new URL('/', url).href)
    if (typeof reached !== 'number') return not('reached', reached.problem)
    ok('reached', 'The text system answers.')
    if (dialect.probe !== undefined) {
      const probe = probeFor(dialect, settings)
      const status = await ask(dialect.probe === 'noReceiver' ? probe.url : new URL(dialect.probe.path, url).href, probe.headers)
      if (typeof status !== 'number') return not('signedIn', status.problem)
      if (status === 401 || status === 403) return not('signedIn', 'The text system does not accept the user name and password. Enter them again.')
      if (status === 404) return not('signedIn', 'The text system knows no such address. Check what follows its name and port.')
      if (status >= 500) return not('signedIn', `The text system has a fault of its own (${status}).`)
      ok('signedIn', 'It accepts the user name and password.')
    }
  }
  if (tokenHash === '') return not('signedIn', 'There is no access token yet. Make one, and give it to your text system for the texts coming in.')
  if ((await ask(`http://127.0.0.1:${port}${HOOK}`)) !== 403) return not('reached', `Nothing listens on port ${port}. Switch the line on.`)
  ok('reached', `Rapport listens for texts on 127.0.0.1:${port}.`)
  return steps
}
