import { SECOND } from '@shared/time.ts'
import type { HealthStep } from '../line.ts'
import { createClient, TwilioError } from './client.ts'
import type { TwilioSettings } from './settings.ts'
import { readAccountStatus, readNumbers } from './wire.ts'

/**
 * Tries the settings: is Twilio reached, does it take the key, is the account active, are the numbers its own.
 * A standard API key may not read the account itself (Twilio 20003), so the key is tried on what the line reads: the texts.
 */
export async function testTwilio(settings: TwilioSettings, signal: AbortSignal): Promise<HealthStep[]> {
  const client = createClient({ settings, signal: () => signal, now: Date.now, timeout: 4 * SECOND })
  const where = new URL(settings.baseUrl).host
  const reached: HealthStep = { step: 'reached', ok: true, says: `Twilio answers at ${where}.` }
  const refused = (says: string): HealthStep[] => [reached, { step: 'signedIn', ok: false, says }]
  try {
    await client.get('/Messages.json', { PageSize: 1 })
    if (settings.calls) await client.get('/Calls.json', { PageSize: 1 })
  } catch (error) {
    if (!(error instanceof TwilioError)) throw error
    return error.status === null ? [{ step: 'reached', ok: false, says: error.message }] : refused(error.message)
  }
  const status = readAccountStatus(await whereAllowed(client.get('.json')))
  if (status !== null && status !== 'active') return refused(`The key is right, but the account is ${status === 'suspended' ? 'suspended' : 'closed'}. Look into Twilio's console.`)
  for (const number of settings.numbers) {
    const page = readNumbers(await whereAllowed(client.get('/IncomingPhoneNumbers.json', { PhoneNumber: number, PageSize: 1 })))
    if (page && !page.entries.includes(number)) return refused(`The key is right, but ${number} is not a number of this account. Check your numbers.`)
  }
  const numbers = settings.numbers.length === 1 ? 'your number is its own' : 'your numbers are its own'
  return [reached, { step: 'signedIn', ok: true, says: `Twilio accepts the key${settings.numbers.length === 0 ? '' : `, and ${numbers}`}.` }]
}

/** What a restricted key may not read is no fault of the settings. */
async function whereAllowed(answer: Promise<unknown>): Promise<unknown> {
  return await answer.catch(() => null)
}
