import { z } from 'zod'
import { field, line, secret, wholeNumber } from '../field.ts'
import { stopAnswers } from '../stop-answers.ts'

export const TWILIO = 'https://api.twilio.com'

const BASE_MESSAGE = 'The address of Twilio must begin with https://.'
const NUMBERS_MESSAGE = 'Write each of your numbers with + and its country code, such as +15550100100, with commas between them.'

/** Our numbers as typed, E.164 with commas between them; spaces, dashes and brackets do not matter. */
const ourNumbers = line('Your numbers', { max: 1000 })
  .transform((typed) => typed.split(/[,;]/).map((number) => number.replace(/[\s().-]/g, '')).filter((number) => number !== ''))
  .refine((numbers) => numbers.every((number) => /^\+[1-9]\d{6,14}$/.test(number)), { error: NUMBERS_MESSAGE })
  .refine((numbers) => numbers.length <= 20, { error: 'At most 20 numbers can be watched by one line. Add another line for more.' })
  .transform((numbers) => [...new Set(numbers)])

const sid = (what: string, prefix: string) =>
  line(what, { max: 60 }).refine((text) => text === '' || new RegExp(`^${prefix}[0-9a-fA-F]{32}$`).test(text), {
    error: `${what} begins with ${prefix} and has 34 letters and digits. Copy it from Twilio's console.`,
  })

/** The settings of a Twilio line. Messages are shown to the desk as they are. */
export const twilioSettings = z
  .object({
    accountSid: field(
      sid('The Account SID', 'AC').refine((text) => text !== '', { error: 'Enter the Account SID. It is on the first page of Twilio\'s console.' }),
      { label: 'Account SID', hint: 'On the first page of Twilio\'s console.', placeholder: 'AC…', control: 'text' },
    ),
    keySid: field(sid('The API key SID', 'SK'), { label: 'API key SID', hint: 'A standard API key made for Rapport alone. Leave it empty to use the Auth Token.', placeholder: 'SK…', control: 'text' }),
    keySecret: field(
      // It becomes half of a header.
      secret('The secret')
        .refine((text) => /^[\x21-\x7e]*$/.test(text), { error: 'The secret may hold only plain letters, digits and signs, without spaces.' })
        .refine((text) => text !== '', { error: 'Enter the secret of the API key, or the Auth Token.' }),
      { label: 'API key secret or Auth Token', control: 'secret' },
    ),
    numbers: field(ourNumbers, { label: 'Your numbers', hint: 'The Twilio numbers patients text and call, with commas between them.', placeholder: '+15550100100', control: 'text' }),
    messagingServiceSid: field(sid('The Messaging Service SID', 'MG'), { label: 'Messaging Service SID', hint: 'Only if you send through a Messaging Service.', placeholder: 'MG…', control: 'text' }),
    calls: field(z.boolean({ error: 'Calls too is either on or off.' }).default(true), { label: 'Calls too', hint: 'Also shows calls to these numbers and how they ended.', control: 'switch' }),
    stopAnswers: stopAnswers('provider'),
    pollSeconds: field(wholeNumber('The time between two looks', { min: 5, max: 15, initial: 10 }), { label: 'Look every (seconds)', hint: 'How soon a text or call is seen.', control: 'number', advanced: true }),
    maxMediaMegabytes: field(wholeNumber('The largest picture', { min: 1, max: 100, initial: 10 }), { label: 'Largest picture or document (MB)', control: 'number', advanced: true }),
    baseUrl: field(
      line('The address of Twilio', { max: 300, initial: TWILIO })
        .refine((text) => isBase(text), { error: BASE_MESSAGE })
        .transform((text) => new URL(text).origin),
      { label: 'Address of Twilio', hint: 'Another one only for an account in another region.', control: 'text', advanced: true },
    ),
  })
  .refine(({ numbers, messagingServiceSid }) => numbers.length > 0 || messagingServiceSid !== '', { error: NUMBERS_MESSAGE, path: ['numbers'] })

export type TwilioSettings = z.infer<typeof twilioSettings>

/** Texts and the key travel over it, so plain http goes no further than this PC: a double in tests. */
function isBase(text: string): boolean {
  const url = URL.parse(text)
  if (!url || url.username !== '' || url.password !== '') return false
  return url.protocol === 'https:' || (url.protocol === 'http:' && ['127.0.0.1', 'localhost', '[::1]'].includes(url.hostname))
}
