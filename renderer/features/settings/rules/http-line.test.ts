import { expect, it } from 'vitest'
import type { LineView } from '@shared/contract/views.ts'
import { eventsAddress, exampleRequest, freeName, freePort, toHttpForm, toSettings } from './http-line.ts'

const line: LineView = {
  id: 'l1',
  kind: 'http',
  name: 'Main line',
  enabled: true,
  settings: { port: 7080, sendUrl: 'https://sms.example.org', sendToken: true, tokenHash: true },
  canText: true,
  status: { state: 'live', since: null, message: null, lastEventAt: null, address: 'http://127.0.0.1:7080', quiet: null },
}

it('never puts a kept token into the form, and leaves it alone when nothing was typed', () => {
  expect(toHttpForm(line).sendToken).toBe('')
  expect(toSettings(toHttpForm(line))).toEqual({ port: 7080, sendUrl: 'https://sms.example.org' })
})

it('sends a typed token, and an empty one to take it away', () => {
  expect(toSettings({ ...toHttpForm(line), sendToken: ' abc ' })['sendToken']).toBe('abc')
  expect(toSettings({ ...toHttpForm(line), sendToken: null })['sendToken']).toBe('')
})

it('passes a port that is no number on as it was typed, for the core to refuse', () => {
  expect(toSettings({ ...toHttpForm(line), port: '70 77' })['port']).toBe('70 77')
})

it('gives the address of a running line, and the coming one of a line that is off', () => {
  expect(eventsAddress(line)).toBe('http://127.0.0.1:7080/v1/events')
  expect(eventsAddress({ ...line, settings: {}, status: { ...line.status, address: null } })).toBe('http://127.0.0.1:7077/v1/events')
})

it('shows an example with the token only while it is known', () => {
  expect(exampleRequest('http://127.0.0.1:7080/v1/events', null)).toContain('Bearer YOUR-TOKEN')
  expect(exampleRequest('http://127.0.0.1:7080/v1/events', 'secret')).toContain('Bearer secret')
})

it('finds a port and a name nobody has', () => {
  const lines: LineView[] = [{ ...line, settings: {}, name: 'Phone line' }, { ...line, settings: { port: 7078 } }]
  expect(freePort(lines)).toBe(7079)
  expect(freeName(lines)).toBe('Phone line 2')
})
