import { z } from 'zod'
import { field, line, secret, wholeNumber } from '../field.ts'
import { TRANSPORTS } from './transport.ts'
import { readServer } from './targets.ts'

const SERVER_MESSAGE = 'Enter the address of the phone system, for example pbx.example.org or 192.168.1.10:5060. Several are separated by commas.'

/** What stands in a SIP address must not end it: no spaces, quotes or brackets. */
const userPart = (what: string) => line(what, { max: 120 }).refine((text) => /^[^\s"<>@:;?\\]*$/.test(text), { error: `${what} may not hold spaces or signs such as @ : ; <.` })

/** The settings of a SIP line. Messages are shown to the desk as they are. */
export const sipSettings = z.object({
  server: field(
    line('The server', { max: 500 })
      .refine((text) => text !== '', { error: SERVER_MESSAGE })
      .refine((text) => text.split(',').every((one) => readServer(one) !== null), { error: SERVER_MESSAGE }),
    { label: 'Server', hint: 'Where your phones sign in. Several, tried in this order, are separated by commas.', placeholder: 'pbx.example.org', control: 'text' },
  ),
  transport: field(z.enum(TRANSPORTS, { error: 'Choose how to connect.' }).default('udp'), {
    label: 'Connection',
    hint: 'What the phone system offers. TLS and WSS are encrypted.',
    control: 'choice',
    choices: [
      { value: 'udp', label: 'UDP' },
      { value: 'tcp', label: 'TCP' },
      { value: 'tls', label: 'TLS' },
      { value: 'ws', label: 'WebSocket (ws)' },
      { value: 'wss', label: 'WebSocket, encrypted (wss)' },
    ],
  }),
  extension: field(userPart('The extension').refine((text) => text !== '', { error: 'Enter the extension that was made for Rapport.' }), {
    label: 'Extension',
    hint: 'One of its own, made for Rapport and put into the ring group beside the desk phones.',
    placeholder: '190',
    control: 'text',
  }),
  password: field(secret('The password'), { label: 'Password', hint: 'Of this extension.', control: 'secret' }),
  texts: field(z.boolean().default(false), { label: 'Texts over SIP', hint: 'If your provider sends and takes texts as SIP messages.', control: 'switch' }),
  watch: field(line('The extensions to watch', { max: 500 }).refine((text) => readExtensions(text).every((one) => /^[^\s"<>@:;?\\]{1,60}$/.test(one)), { error: 'Enter extensions separated by commas, for example 101, 102.' }), {
    label: 'Extensions to watch',
    hint: 'Then Rapport also hears who answered and for how long. The phone system must allow it (BLF, "dialog" events).',
    placeholder: '101, 102',
    control: 'text',
    advanced: true,
  }),
  domain: field(userPart('The domain'), { label: 'Domain', hint: 'If it is not the name of the server.', control: 'text', advanced: true }),
  authUser: field(line('The user name'), { label: 'User name to sign in with', hint: 'If it is not the extension.', control: 'text', advanced: true }),
  fingerprint: field(
    line('The certificate').refine((text) => text === '' || /^([0-9a-f]{2}:?){32}$/i.test(text), { error: 'The certificate is given by its SHA-256 fingerprint: 64 signs from 0 to 9 and A to F.' }),
    {
      label: 'Certificate',
      hint: 'SHA-256 fingerprint of the phone system’s own certificate, where nobody this PC knows has signed it.',
      control: 'text',
      advanced: true,
      onlyWhen: { field: 'transport', is: ['tls', 'wss'] },
    },
  ),
  expiry: field(wholeNumber('The time to sign in for', { min: 60, max: 3600, initial: 180 }), { label: 'Sign in for, seconds', hint: 'Renewed well before it ends.', control: 'number', advanced: true }),
})
export type SipSettings = z.infer<typeof sipSettings>

/** The extensions of a list, each once. */
export function readExtensions(text: string): string[] {
  return [...new Set(text.split(',').map((one) => one.trim()).filter((one) => one !== ''))]
}
