import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { fieldsOf, secretsOf } from '../field.ts'
import { twilioSettings } from './settings.ts'

const accountSid = `AC${'0a'.repeat(16)}`
const whole = { accountSid, keySecret: 'secret', numbers: '+15550100100' }
const messageFor = (settings: Record<string, unknown>) => twilioSettings.safeParse({ ...whole, ...settings }).error?.issues[0]?.message ?? null

describe('the settings of a Twilio line', () => {
  it('need an account, a secret and a number, and begin with what is right for most', () => {
    expect(twilioSettings.parse(whole)).toEqual({ accountSid, keySid: '', keySecret: 'secret', numbers: ['+15550100100'], messagingServiceSid: '', calls: true, pollSeconds: 10, stopAnswers: 'provider', maxMediaMegabytes: 10, baseUrl: 'https://api.twilio.com' })
  })

  it('show each in the form and keep the secret to themselves', () => {
    expect(fieldsOf(twilioSettings).map(({ name }) => name)).toEqual(['accountSid', 'keySid', 'keySecret', 'numbers', 'messagingServiceSid', 'calls', 'stopAnswers', 'pollSeconds', 'maxMediaMegabytes', 'baseUrl'])
    expect(secretsOf(twilioSettings)).toEqual(['keySecret'])
  })

  it('are all on the page about this line', () => {
    const page = readFileSync('docs/lines/twilio.md', 'utf8')
    expect(fieldsOf(twilioSettings).map(({ label }) => label).filter((label) => !page.includes(`| ${label} |`))).toEqual([])
  })

  it('take numbers as people write them', () => {
    expect(twilioSettings.parse({ ...whole, numbers: ' +1 (555) 010-0100, +44 20 7946 0018;+15550100100 ' }).numbers).toEqual(['+15550100100', '+442079460018'])
  })

  it.each([['5550100100'], ['+1'], ['front desk'], ['+15550100100, 101'], ['']])('refuse the numbers %j', (numbers) => {
    expect(messageFor({ numbers })).toBe('Write each of your numbers with + and its country code, such as +15550100100, with commas between them.')
  })

  it('need no number where there is a Messaging Service', () => {
    expect(messageFor({ numbers: '', messagingServiceSid: `MG${'0a'.repeat(16)}` })).toBeNull()
  })

  it.each([
    [{ accountSid: '' }, 'Enter the Account SID. It is on the first page of Twilio\'s console.'],
    [{ accountSid: `SK${'0a'.repeat(16)}` }, 'The Account SID begins with AC and has 34 letters and digits. Copy it from Twilio\'s console.'],
    [{ accountSid: `${accountSid}/../x` }, 'The Account SID begins with AC and has 34 letters and digits. Copy it from Twilio\'s console.'],
    [{ keySid: accountSid }, 'The API key SID begins with SK and has 34 letters and digits. Copy it from Twilio\'s console.'],
    [{ keySecret: 'two words' }, 'The secret may hold only plain letters, digits and signs, without spaces.'],
    [{ keySecret: '' }, 'Enter the secret of the API key, or the Auth Token.'],
    [{ pollSeconds: 4 }, 'The time between two looks must be a whole number from 5 to 15.'],
  ])('refuse %j', (settings, message) => {
    expect(messageFor(settings)).toBe(message)
  })

  it.each(['https://api.twilio.com/', 'https://api.sydney.au1.twilio.com', 'http://127.0.0.1:8080', 'http://[::1]:8080', 'http://localhost:1'])('ask Twilio at %s', (baseUrl) => {
    expect(messageFor({ baseUrl })).toBeNull()
  })

  it.each(['http://api.twilio.com', 'http://192.168.1.2', 'http://127.0.0.1.example.com', 'https://me:x@api.twilio.com', 'api.twilio.com', '', 'ftp://127.0.0.1'])('send the key nowhere in the clear: %s', (baseUrl) => {
    expect(messageFor({ baseUrl })).toBe('The address of Twilio must begin with https://.')
  })
})
