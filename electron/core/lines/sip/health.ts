import { randomUUID } from 'node:crypto'
import { PracticeError } from '../../errors.ts'
import type { HealthStep } from '../line.ts'
import { openFlow, systemEffects } from './agent.ts'
import type { SipSettings } from './settings.ts'
import { readServers, targetsOf } from './targets.ts'

/** Tries each server on a connection of its own, until one lets us in. Asks only who is signed in: signing in itself could push the running line out. */
export async function checkSip(settings: SipSettings, signal: AbortSignal): Promise<HealthStep[]> {
  const { resolver, newToken } = systemEffects
  let steps: HealthStep[] = []
  for (const server of readServers(settings.server)) {
    const found = await targetsOf(server, settings.transport, resolver).catch((error: unknown) => {
      steps = steps.length > 0 ? steps : [{ step: 'reached', ok: false, says: sentenceOf(error) }]
      return []
    })
    for (const target of found) {
      const tried = await tryOne(server, target)
      if (tried.every((step) => step.ok)) return tried
      // The one that came furthest says best what to change.
      if (tried.length > steps.length) steps = tried
    }
  }
  return steps

  async function tryOne(server: Parameters<typeof targetsOf>[0], target: Awaited<ReturnType<typeof targetsOf>>[number]): Promise<HealthStep[]> {
    const stop = new AbortController()
    const both = AbortSignal.any([signal, stop.signal])
    let heard = false
    try {
      const flow = await openFlow({
        settings, server, target, signal: both, newToken, now: Date.now, instance: randomUUID(),
        onMessage(message, over) {
          heard = true
          if (message.type === 'response') over()?.requests.take(message)
        },
      })
      both.addEventListener('abort', () => flow.transport.close(), { once: true })
      const reached: HealthStep = { step: 'reached', ok: true, says: `${flow.where} answers over ${flow.transport.protocol}.` }
      try {
        await flow.registration.query()
        return [reached, { step: 'signedIn', ok: true, says: `Extension ${settings.extension} may sign in.` }]
      } catch (error) {
        return heard ? [reached, { step: 'signedIn', ok: false, says: sentenceOf(error) }] : [{ step: 'reached', ok: false, says: sentenceOf(error) }]
      }
    } catch (error) {
      return [{ step: 'reached', ok: false, says: sentenceOf(error) }]
    } finally {
      stop.abort()
    }
  }
}

function sentenceOf(error: unknown): string {
  return error instanceof PracticeError ? error.message : 'The connection could not be made.'
}
