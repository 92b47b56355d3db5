import { describe, expect, it } from 'vitest'
import type { LineKindView, LineView } from '@shared/contract/views.ts'
import { exampleRequest, formOf, hookAddress, newForm, shownFields, toSettings } from './line-form.ts'

/** A made-up kind with every control. */
const kind: LineKindView = {
  kind: 'made-up',
  title: 'Made up',
  about: 'For this test.',
  guide: 'docs/lines/made-up.md',
  hook: { path: '/made-up' },
  fields: [
    { name: 'server', label: 'Server', control: 'text', initial: '' },
    { name: 'port', label: 'Port', control: 'number', initial: 7077 },
    { name: 'password', label: 'Password', control: 'secret', initial: '' },
    { name: 'tokenHash', label: 'Access token', control: 'token', initial: '' },
    { name: 'transport', label: 'Transport', control: 'choice', choices: [{ value: 'udp', label: 'UDP' }, { value: 'tls', label: 'TLS' }], initial: 'udp' },
    { name: 'checked', label: 'Check the certificate', control: 'switch', onlyWhen: { field: 'transport', is: ['tls'] }, initial: true },
    { name: 'fingerprint', label: 'Fingerprint', control: 'text', onlyWhen: { field: 'checked', is: [true] }, advanced: true, initial: '' },
    { name: 'expires', label: 'Seconds', control: 'number', advanced: true, initial: 300 },
  ],
}

const line: LineView = {
  id: 'l1',
  kind: 'made-up',
  name: 'Main line',
  enabled: true,
  settings: { server: 'pbx.local', port: 7080, password: true, tokenHash: true, transport: 'tls', checked: false },
  canText: true,
  status: { state: 'live', since: null, message: null, lastEventAt: null, address: 'http://127.0.0.1:7080', quiet: null },
}

const names = (form: ReturnType<typeof formOf>): string[] => shownFields(kind, form).map(({ name }) => name)

describe('the form of a line', () => {
  it('shows what is saved, the first value of what is not, never a secret and never the token', () => {
    expect(formOf(line, kind)).toEqual({ name: 'Main line', fields: { server: 'pbx.local', port: '7080', password: '', transport: 'tls', checked: false, fingerprint: '', expires: '300' } })
  })

  it('leaves a kept secret alone when nothing was typed, replaces it by what was, and takes it away', () => {
    const form = formOf(line, kind)
    const saved = (password: string | null): unknown => toSettings(kind, { ...form, fields: { ...form.fields, password } })['password']
    expect([saved(''), saved(' as typed '), saved(null)]).toEqual([undefined, ' as typed ', ''])
  })

  it('passes on what is no number as it was typed, for the core to refuse', () => {
    const form = formOf(line, kind)
    expect(toSettings(kind, { ...form, fields: { ...form.fields, port: ' 70 77 ' } })['port']).toBe('70 77')
    expect(toSettings(kind, form)).toEqual({ server: 'pbx.local', port: 7080, transport: 'tls', checked: false, expires: 300 })
  })

  it('shows a field only with the right value in the one it hangs on, and not when that one is out of sight itself', () => {
    const form = formOf(line, kind)
    expect(names(form)).not.toContain('fingerprint')
    expect(names({ ...form, fields: { ...form.fields, checked: true } })).toContain('fingerprint')
    expect(names({ ...form, fields: { ...form.fields, checked: true, transport: 'udp' } })).toEqual(['server', 'port', 'password', 'transport', 'expires'])
  })

  it('saves nothing that is out of sight', () => {
    const form = formOf(line, kind)
    expect(toSettings(kind, { ...form, fields: { ...form.fields, transport: 'udp', fingerprint: 'half ty' } })).toEqual({ server: 'pbx.local', port: 7080, transport: 'udp', expires: 300 })
  })

  it('shows two fields that hang on each other rather than neither', () => {
    const circle: LineKindView = { ...kind, fields: ['a', 'b'].map((name, index) => ({ name, label: name, control: 'text', onlyWhen: { field: index === 0 ? 'b' : 'a', is: ['x'] }, initial: 'x' })) }
    expect(shownFields(circle, newForm(circle, [], [circle]))).toHaveLength(2)
  })
})

describe('a new line', () => {
  it('begins with a name and a port nobody has', () => {
    const taken: LineView[] = [{ ...line, settings: {}, name: 'Made up' }, { ...line, settings: { port: 7078 } }]
    const form = newForm(kind, taken, [kind])
    expect([form.name, form.fields['port']]).toEqual(['Made up 2', '7079'])
  })

  it('keeps the usual port of a server elsewhere, whatever other lines use', () => {
    const dialling: LineKindView = { ...kind, hook: null }
    expect(newForm(dialling, [{ ...line, settings: { port: 7077 } }], [dialling]).fields['port']).toBe('7077')
  })
})

describe('the address a phone system posts to', () => {
  it('is that of a running line, and the coming one of a line that is off', () => {
    expect(hookAddress(line, kind)).toBe('http://127.0.0.1:7080/made-up')
    expect(hookAddress({ ...line, settings: {}, status: { ...line.status, address: null } }, kind)).toBe('http://127.0.0.1:7077/made-up')
  })

  it('stands in an example, with the token only while it is known', () => {
    expect(exampleRequest('http://127.0.0.1:7080/v1/events', null)).toContain('Bearer YOUR-TOKEN')
    expect(exampleRequest('http://127.0.0.1:7080/v1/events', 'secret')).toContain('Bearer secret')
  })
})
