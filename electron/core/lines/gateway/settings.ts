import { z } from 'zod'
import { field, line, secret } from '../field.ts'
import { listeningPort, sendAddress, tokenHash } from '../http/settings.ts'
import { stopAnswers } from '../stop-answers.ts'
import { plainDialect, presets, type Dialect, type Preset } from './dialects.ts'

export const DEFAULT_PORT = 7079

const custom = { onlyWhen: { field: 'preset', is: ['custom'] }, control: 'text' as const }
const typed = (name: keyof Dialect, what: string, more: { hint?: string; placeholder?: string; max?: number; advanced?: boolean } = {}) => {
  const { max = 60, ...meta } = more
  return field(line(what, { max, initial: plainDialect[name] }), { label: what, ...custom, ...meta })
}
const chosen = <const T extends readonly [string, ...string[]]>(values: T, initial: T[number], label: string, labels: Record<T[number], string>, only: object = custom) =>
  field(z.enum(values as unknown as [T[number], ...T[number][]], { error: `${label}: choose one of the list.` }).default(initial as never), {
    ...only,
    label,
    control: 'choice',
    choices: values.map((value) => ({ value, label: labels[value as T[number]] })),
  })

/** A header's name and nothing that could end its line. */
const headerName = z.string().trim().regex(/^[A-Za-z0-9-]{1,60}$/, 'The header’s name may hold only letters, digits and hyphens.').default(plainDialect.authHeader)

/** The settings of a gateway line. Messages are shown to the desk as they are. */
export const gatewaySettings = z.object({
  preset: chosen(
    ['kannel', 'smsgate', 'custom'],
    'kannel',
    'Text system',
    { kannel: 'Kannel', smsgate: 'Android phone with the app SMSGate', custom: 'Another one, described below' },
    {},
  ),
  url: field(sendAddress, { label: 'Where to send texts', hint: 'Leave it empty if this line only receives.', placeholder: 'http://127.0.0.1:13013/cgi-bin/sendsms', control: 'text' }),
  user: field(line('The user name'), { label: 'User name', control: 'text' }),
  password: field(secret('The password'), { label: 'Password or token', control: 'secret' }),
  sender: field(line('The sender', { max: 20 }), {
    label: 'Our number',
    hint: 'If the text system asks for it.',
    control: 'text',
    onlyWhen: { field: 'preset', is: ['kannel', 'custom'] },
  }),
  port: field(listeningPort(DEFAULT_PORT), { label: 'Port for texts coming in', hint: 'On this PC only.', control: 'number' }),
  tokenHash,
  stopAnswers: stopAnswers('rapport'),

  method: chosen(['POST', 'GET'], 'POST', 'Method', { POST: 'POST', GET: 'GET' }),
  format: chosen(['json', 'form', 'query'], 'json', 'Fields are sent', { json: 'as JSON', form: 'as a form', query: 'in the address' }),
  toField: typed('toField', 'Field for the number', { hint: 'In JSON also a path, and [] for a list: phoneNumbers[]' }),
  textField: typed('textField', 'Field for the text'),
  fromField: typed('fromField', 'Field for our number'),
  idField: typed('idField', 'Field for our id', { hint: 'Empty: none is sent.' }),
  extra: typed('extra', 'Further fields', { hint: '{report} is the address for reports about this text, {id} its id, {coding} 2 where it needs Unicode, else 0.', placeholder: 'route=2&callback={report}', max: 500 }),
  auth: chosen(['none', 'fields', 'basic', 'bearer', 'header'], 'none', 'Signing in', {
    none: 'not needed',
    fields: 'name and password as fields',
    basic: 'name and password (Basic)',
    bearer: 'token (Bearer)',
    header: 'token in a header of its own',
  }),
  userField: typed('userField', 'Field for the user name', { advanced: true }),
  passwordField: typed('passwordField', 'Field for the password', { advanced: true }),
  authHeader: field(headerName, { label: 'Header for the token', ...custom, advanced: true }),
  accepted: chosen(['status', 'words', 'json'], 'status', 'It took a text when', {
    status: 'it answers 2xx',
    words: 'its answer begins with certain words',
    json: 'its JSON answer has a certain field',
  }),
  acceptedIs: typed('acceptedIs', 'Those words, or that field', { placeholder: 'OK Queued', max: 200 }),
  idPath: typed('idPath', 'Field of its id in the answer', { advanced: true }),
  inFrom: typed('inFrom', 'Coming in: field for the number'),
  inText: typed('inText', 'Coming in: field for the text', { hint: 'Empty: the body is the text.' }),
  inId: typed('inId', 'Coming in: field for its id'),
  inTime: typed('inTime', 'Coming in: field for the time', { advanced: true }),
  inState: typed('inState', 'Reports: field for the state', { advanced: true }),
  textIs: typed('textIs', 'State of a text coming in', { hint: 'Empty: every post that is no report.', advanced: true, max: 200 }),
  sentIs: typed('sentIs', 'States that mean sent', { advanced: true, max: 200 }),
  deliveredIs: typed('deliveredIs', 'States that mean delivered', { advanced: true, max: 200 }),
  failedIs: typed('failedIs', 'States that mean failed', { advanced: true, max: 200 }),
  inReportId: typed('inReportId', 'Reports: field for the id', { advanced: true }),
  inReason: typed('inReason', 'Reports: field for the reason', { advanced: true }),
})
export type GatewaySettings = z.infer<typeof gatewaySettings>

/** How to speak to the chosen system; a dialect that was typed in has no way to be asked without sending. */
export function dialectOf(settings: GatewaySettings): Dialect & Partial<Pick<Preset, 'probe'>> {
  return settings.preset === 'custom' ? settings : presets[settings.preset]
}
