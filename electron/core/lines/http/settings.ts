import { isIPv4 } from 'node:net'
import { z } from 'zod'
import { field, secret, wholeNumber } from '../field.ts'
import { stopAnswers } from '../stop-answers.ts'

export const DEFAULT_PORT = 7077

const URL_MESSAGE = 'The address to send texts to must begin with https:// (or http:// inside the practice).'

/** Where a line listens. 0 takes any free port; for tests. */
export const listeningPort = (initial: number) =>
  z
    .union([z.literal(0), wholeNumber('The port', { min: 1024, max: 65535, initial })], { error: 'The port must be a whole number from 1024 to 65535.' })
    .default(initial)

/** SHA-256 of an access token, in hex; `lines.newToken` makes it. */
export const tokenHash = field(z.string({ error: 'Make the access token anew.' }).regex(/^([0-9a-f]{64})?$/, 'Make the access token anew.').default(''), { label: 'Access token', control: 'token' })

/** An address that texts are posted to; empty where there is none. Texts hold patient data, so it must keep them private. */
export const sendAddress = z
  .string({ error: URL_MESSAGE })
  .trim()
  .refine((url) => url === '' || readSendUrl(url) !== null, { error: URL_MESSAGE })
  .refine((url) => url === '' || !readSendUrl(url)?.username, { error: 'Put the user name and token in their own fields, not in the address.' })
  .refine((url) => url === '' || keepsTextsPrivate(url), {
    error: 'This address is outside the practice, and http:// would let others read the texts on their way. Use an https:// address.',
  })
  .default('')

/** The settings of an http line. Messages are shown to the desk as they are. */
export const httpSettings = z.object({
  port: field(listeningPort(DEFAULT_PORT), { label: 'Port', hint: 'On this PC only.', control: 'number' }),
  tokenHash,
  signingSecret: field(secret('The signing secret').refine((value) => value === '' || value.length >= 16, 'The signing secret must be at least 16 characters long.'), {
    label: 'Signing secret',
    hint: 'With one, only events signed with it are taken.',
    control: 'secret',
    advanced: true,
  }),
  sendUrl: field(sendAddress, { label: 'Where to send texts', hint: 'Rapport posts each text here. Leave it empty if this line only receives.', placeholder: 'https://sms.example.org/send', control: 'text' }),
  sendToken: field(
    z
      .string({ error: 'The token must be text.' })
      .trim()
      // It becomes a header: a line break in it would let a pasted value add headers of its own.
      .regex(/^[\x21-\x7e]*$/, 'The token for sending may hold only plain letters, digits and signs, without spaces.')
      .max(1000, 'The token for sending is too long.')
      .default(''),
    { label: 'Token for sending', hint: 'If your text system wants one.', control: 'secret' },
  ),
  stopAnswers: stopAnswers('rapport'),
  sendMedia: field(z.boolean({ error: 'Pictures and PDF is either on or off.' }).default(false), { label: 'It takes pictures and PDF', hint: 'They are posted with the text, in base64.', control: 'switch', advanced: true }),
  mediaKilobytes: field(wholeNumber('The largest attachment', { min: 100, max: 5000, initial: 1000 }), { label: 'Largest attachment (kB)', hint: 'Many carriers take 1,000 kB and less.', control: 'number', advanced: true, onlyWhen: { field: 'sendMedia', is: [true] } }),
})
export type HttpSettings = z.infer<typeof httpSettings>

function readSendUrl(text: string): URL | null {
  const url = URL.parse(text)
  return url && (url.protocol === 'https:' || url.protocol === 'http:') ? url : null
}

/** Texts hold patient data, so plain http goes only to this PC or to a gateway inside the building (RFC 1918, `.local`, bare names). */
function keepsTextsPrivate(text: string): boolean {
  const url = readSendUrl(text)
  if (url?.protocol !== 'http:') return true
  const host = url.hostname
  if (isIPv4(host)) return /^(127\.|10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.|169\.254\.)/.test(host)
  return host === '[::1]' || host.startsWith('[fd') || host.startsWith('[fe80:') || host.endsWith('.local') || (!host.includes('.') && !host.includes(':'))
}
