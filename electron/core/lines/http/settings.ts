import { isIPv4 } from 'node:net'
import { z } from 'zod'

export const DEFAULT_PORT = 7077

const PORT_MESSAGE = 'The port must be a whole number from 1024 to 65535.'
const URL_MESSAGE = 'The address to send texts to must begin with https:// (or http:// inside the practice).'

/** The settings of an http line. Messages are shown to the desk as they are. */
export const httpSettings = z.object({
  /** 0 takes any free port; for tests. */
  port: z
    .union([z.number(), z.string().trim().regex(/^\d{1,5}$/).transform(Number)], { error: PORT_MESSAGE })
    .refine((port) => Number.isInteger(port) && (port === 0 || port >= 1024) && port <= 65535, { error: PORT_MESSAGE })
    .default(DEFAULT_PORT),
  /** SHA-256 of the access token, in hex; `lines.newToken` makes it. */
  tokenHash: z.string({ error: 'Make the access token anew.' }).regex(/^([0-9a-f]{64})?$/, 'Make the access token anew.').default(''),
  /** Where outgoing texts are posted; empty when this line only receives. */
  sendUrl: z
    .string({ error: URL_MESSAGE })
    .trim()
    .refine((url) => url === '' || readSendUrl(url) !== null, { error: URL_MESSAGE })
    .refine((url) => url === '' || !readSendUrl(url)?.username, { error: 'Put the user name and token in the token field, not in the address.' })
    .refine((url) => url === '' || keepsTextsPrivate(url), {
      error: 'This address is outside the practice, and http:// would let others read the texts on their way. Use an https:// address.',
    })
    .default(''),
  sendToken: z
    .string({ error: 'The token must be text.' })
    .trim()
    // It becomes a header: a line break in it would let a pasted value add headers of its own.
    .regex(/^[\x21-\x7e]*$/, 'The token for sending may hold only plain letters, digits and signs, without spaces.')
    .max(1000, 'The token for sending is too long.')
    .default(''),
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
