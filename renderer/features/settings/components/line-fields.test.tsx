import { renderToStaticMarkup } from 'react-dom/server'
import { expect, it } from 'vitest'
import type { LineFieldView, LineKindView } from '@shared/contract/views.ts'
import type { LineForm } from '../rules/line-form.ts'
import { newForm } from '../rules/line-form.ts'
import { LineFields } from './line-fields.tsx'

/** A made-up kind with every control. */
const fields: LineFieldView[] = [
  { name: 'server', label: 'Server', hint: 'Name or address.', placeholder: 'pbx.example.org', control: 'text', initial: '' },
  { name: 'port', label: 'Port', control: 'number', initial: 5060 },
  { name: 'password', label: 'Password', control: 'secret', initial: '' },
  { name: 'tokenHash', label: 'Access token', control: 'token', initial: '' },
  { name: 'transport', label: 'Transport', control: 'choice', choices: [{ value: 'udp', label: 'UDP' }, { value: 'tls', label: 'TLS' }], initial: 'udp' },
  { name: 'checked', label: 'Check the certificate', control: 'switch', onlyWhen: { field: 'transport', is: ['tls'] }, initial: true },
  { name: 'expires', label: 'Seconds between', control: 'number', advanced: true, initial: 300 },
]
const kind: LineKindView = { kind: 'made-up', title: 'Made up', about: 'For this test.', guide: 'docs/lines/made-up.md', hook: null, fields }
const fresh = newForm(kind, [], [kind])

function html(change: LineForm['fields'] = {}, kept: readonly string[] = []): string {
  const form = { ...fresh, fields: { ...fresh.fields, ...change } }
  return renderToStaticMarkup(<LineFields kind={kind} form={form} kept={(name) => kept.includes(name)} onName={() => undefined} onChange={() => undefined} />)
}

it('draws each setting with the control its kind asks for, each with its label', () => {
  const shown = html({ transport: 'tls' })
  expect(shown).toMatch(/<label[^>]*>Server<\/label><input[^>]*placeholder="pbx.example.org"/)
  expect(shown).toMatch(/<label[^>]*>Port<\/label><input[^>]*inputMode="numeric"[^>]*value="5060"/)
  expect(shown).toMatch(/<label[^>]*>Transport<\/label><select.*<option value="tls" selected="">TLS<\/option>/)
  expect(shown).toMatch(/role="switch"[^>]*aria-checked="true"[^>]*aria-label="Check the certificate"|aria-label="Check the certificate"[^>]*aria-checked="true"/)
  expect(shown).toContain('Name or address.')
})

it('leaves out the token, and what hangs on another choice', () => {
  expect(html()).not.toContain('Access token')
  expect(html()).not.toContain('Check the certificate')
})

it('says of a kept secret that it is kept, offers to take it away, and then to keep it', () => {
  expect(html()).not.toContain('Remove')
  expect(html({}, ['password'])).toMatch(/type="password"[^>]*placeholder="Kept; type to replace it"[^>]*value=""/)
  expect(html({}, ['password'])).toContain('>Remove<')
  expect(html({ password: null }, ['password'])).toContain('>Keep it<')
  expect(html({ password: null }, ['password'])).toContain('It is removed when you save.')
})

it('folds away what is right for most, unless it was changed', () => {
  expect(html()).toMatch(/<details><summary.*Seconds between/)
  expect(html({ expires: '60' })).toMatch(/<details open=""><summary.*Seconds between/)
})

it('shows a chosen value that the kind no longer offers, rather than another', () => {
  expect(html({ transport: 'carrier-pigeon' })).toContain('<option value="carrier-pigeon" selected="">')
})
