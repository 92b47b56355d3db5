import { z } from 'zod'
import { field, line, secret, wholeNumber } from '../field.ts'

/** Where calls from outside begin in FreePBX, and so in most systems built on Asterisk. */
const TRUNK_CONTEXTS = 'from-trunk, from-pstn, from-external, from-did-direct, ext-did'

/** The settings of an Asterisk line. Messages are shown to the desk as they are. */
export const asteriskSettings = z.object({
  host: field(line('The address').refine((host) => host !== '', 'Enter the address of the phone system.').refine((host) => /^[\w.:-]+$/.test(host), 'The address must be a name or a number like 192.168.1.10, without http:// and without a port.'), {
    label: 'Phone system',
    hint: 'Its address in the practice’s network.',
    placeholder: '192.168.1.10',
    control: 'text',
  }),
  port: field(wholeNumber('The port', { min: 1, max: 65535, initial: 5038 }), { label: 'Port', hint: '5038, or 5039 with TLS, unless it was changed there.', control: 'number' }),
  tls: field(z.boolean({ error: 'TLS is on or off.' }).default(false), { label: 'Encrypted (TLS)', hint: 'Needed when the phone system is outside the practice.', control: 'switch' }),
  fingerprint: field(
    line('The certificate').refine((text) => text === '' || /^[0-9a-f]{64}$/i.test(text.replaceAll(':', '')), 'The certificate must be its SHA-256 fingerprint: 64 digits and letters from A to F.'),
    { label: 'Certificate', hint: 'The SHA-256 fingerprint, where the phone system has made its certificate itself. The test shows it.', control: 'text', onlyWhen: { field: 'tls', is: [true] } },
  ),
  user: field(line('The user name', { max: 80 }).refine((user) => user !== '', 'Enter the user name of the manager user.'), { label: 'User name', hint: 'Of a manager (AMI) user made for Rapport.', placeholder: 'rapport', control: 'text' }),
  password: field(secret('The password').refine((password) => password !== '', 'Enter the password of the manager user.'), { label: 'Password', control: 'secret' }),
  trunkContexts: field(line('The contexts', { max: 1000, initial: TRUNK_CONTEXTS }), { label: 'Calls from outside begin in', hint: 'The contexts of the trunks, with commas between them.', control: 'text', advanced: true }),
  channel: field(
    line('The phones', { max: 200, initial: 'PJSIP/{extension}' }).refine((text) => text.includes('{extension}') && /^[\w.@/{}+-]+$/.test(text), 'How a phone is called must hold {extension}, as in PJSIP/{extension}.'),
    { label: 'A phone is called', hint: 'PJSIP/{extension}, or SIP/{extension} on older systems.', control: 'text', advanced: true },
  ),
  context: field(line('The context for dialling', { max: 80, initial: 'from-internal' }).refine((text) => /^[\w.-]+$/.test(text), 'The context for dialling may hold letters, digits, dots and dashes.'), { label: 'Phones dial in', hint: 'The context in which the desk phones dial.', control: 'text', advanced: true }),
  dialAs: field(z.enum(['plus', 'digits', 'national'], { error: 'Choose how numbers are dialled.' }).default('digits'), {
    label: 'Numbers are dialled as',
    control: 'choice',
    choices: [
      { value: 'digits', label: 'digits only: 15550100142' },
      { value: 'plus', label: 'with a plus: +15550100142' },
      { value: 'national', label: 'as in this country: 5550100142' },
    ],
    advanced: true,
  }),
  countryCode: field(line('The country code', { max: 4, initial: '1' }).refine((code) => /^\d{1,3}$/.test(code), 'The country code must be one to three digits, as 1 or 44.'), {
    label: 'Country code',
    control: 'text',
    onlyWhen: { field: 'dialAs', is: ['national'] },
    advanced: true,
  }),
  dialPrefix: field(line('The prefix', { max: 6 }).refine((prefix) => /^[\d*#]*$/.test(prefix), 'The prefix may hold digits, * and #.'), { label: 'Dialled before a number', hint: 'Where phones dial 9 for an outside line, say. Empty for most.', control: 'text', advanced: true }),
})
export type AsteriskSettings = z.infer<typeof asteriskSettings>

export function contextsOf(settings: Pick<AsteriskSettings, 'trunkContexts'>): string[] {
  return settings.trunkContexts.split(',').map((context) => context.trim()).filter((context) => context !== '')
}
