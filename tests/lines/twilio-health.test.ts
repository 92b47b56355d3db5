import { describe, expect, it } from 'vitest'
import { twilioLine } from '../../electron/core/lines/twilio/index.ts'
import { freePort } from './servers/program.ts'
import { settingsFor } from './servers/twilio-line.ts'
import { startTwilio, TOKEN, type TwilioDouble } from './servers/twilio.ts'

const test = async (double: TwilioDouble, settings: Record<string, unknown> = {}) => await twilioLine.health?.(settingsFor(double, settings), AbortSignal.timeout(10_000))
const steps = (says: string) => [{ step: 'reached', ok: true, says: expect.stringMatching(/^Twilio answers at 127\.0\.0\.1:\d+\.$/) as string }, { step: 'signedIn', ok: says.startsWith('Twilio accepts'), says }]

describe('the test of a Twilio line', () => {
  it('accepts a standard API key, which may not read the account, and the Auth Token', async () => {
    const double = await startTwilio()
    expect(await test(double)).toEqual(steps('Twilio accepts the key, and your number is its own.'))
    expect(await test(double, { keySid: '', keySecret: TOKEN, numbers: '+15550100100, +15550100101' })).toEqual(steps('Twilio accepts the key, and your numbers are its own.'))
    expect(await test(double, { numbers: '', messagingServiceSid: `MG${'0a'.repeat(16)}` })).toEqual(steps('Twilio accepts the key.'))
  })

  it('says that the key is wrong', async () => {
    expect(await test(await startTwilio(), { keySecret: 'wrong' })).toEqual(steps('Twilio does not accept the key. Check the Account SID and the key in Settings.'))
  })

  it('says that a restricted key may not read calls, unless none are wanted', async () => {
    const double = await startTwilio()
    double.fault = ({ path }) => (path.endsWith('Messages.json') ? null : { status: 403, code: 20_403 })
    expect(await test(double)).toEqual(steps('The key may not read this in Twilio. Use a standard API key, or give it leave to read messages and calls. (Twilio 20403)'))
    expect(await test(double, { calls: false })).toEqual(steps('Twilio accepts the key, and your number is its own.'))
  })

  it('says that the account is suspended, or the number another\'s', async () => {
    const double = await startTwilio()
    expect(await test(double, { numbers: '+15550100199' })).toEqual(steps('The key is right, but +15550100199 is not a number of this account. Check your numbers.'))
    double.accountStatus = 'suspended'
    expect(await test(double, { keySid: '', keySecret: TOKEN })).toEqual(steps('The key is right, but the account is suspended. Look into Twilio\'s console.'))
  })

  it('says why Twilio is not reached', async () => {
    const double = await startTwilio()
    expect(await test(double, { baseUrl: `http://127.0.0.1:${await freePort()}` })).toEqual([{ step: 'reached', ok: false, says: expect.stringContaining('Nothing answers at 127.0.0.1') as string }])
    double.fault = () => 'hang'
    expect(await test(double)).toEqual([{ step: 'reached', ok: false, says: 'Twilio did not answer in time. Rapport tries again by itself.' }])
  })
})
