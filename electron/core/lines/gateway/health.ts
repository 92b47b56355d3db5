import { SECOND } from '@shared/time.ts'
import { plainError } from '../sockets.ts'
import type { HealthStep } from '../line.ts'
import { probeFor } from './request.ts'
import { dialectOf, type GatewaySettings } from './settings.ts'
import { HOOK } from './server.ts'

/** Tries what can be tried without sending a text. Must not throw. */
export async function gatewayHealth(settings: GatewaySettings, signal: AbortSignal): Promise<HealthStep[]> {
  const steps: HealthStep[] = []
  const ok = (step: HealthStep['step'], says: string): void => void steps.push({ step, ok: true, says })
  const not = (step: HealthStep['step'], says: string): HealthStep[] => [...steps, { step, ok: false, says }]
  const limit = AbortSignal.any([signal, AbortSignal.timeout(5 * SECOND)])
  const ask = async (url: string, headers: Record<string, string> = {}): Promise<number | { problem: string }> => {
    try {
      return (await fetch(url, { headers, redirect: 'manual', signal: limit })).status
    } catch (error) {
      const { hostname, port, protocol } = new URL(url)
      const cause = error instanceof Error && error.cause !== undefined ? error.cause : { code: 'ETIMEDOUT' }
      return { problem: plainError(cause, hostname, Number(port || (protocol === 'https:' ? 443 : 80))) }
    }
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
