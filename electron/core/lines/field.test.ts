import { expect, test } from 'vitest'
import { z } from 'zod'
import { field, fieldsOf, line, secret, secretsOf, wholeNumber } from './field.ts'
import { lineKinds, moduleOf } from './modules.ts'

test('a form shows what is described, in its order, with what a new line begins with', () => {
  const settings = z.object({
    host: field(line('The server'), { label: 'Server', control: 'text' }),
    port: field(wholeNumber('The port', { min: 1, max: 65535, initial: 5060 }), { label: 'Port', control: 'number' }),
    password: field(secret('The password'), { label: 'Password', control: 'secret' }),
    learnt: z.string().default('own'),
  })
  expect(fieldsOf(settings).map(({ name, initial }) => [name, initial])).toEqual([['host', ''], ['port', 5060], ['password', '']])
  expect(secretsOf(settings)).toEqual(['password'])
})

test('a number is taken as typed, and one that is none is refused in words', () => {
  const port = wholeNumber('The port', { min: 1, max: 65535, initial: 5060 })
  expect([port.parse(undefined), port.parse(' 443 '), port.parse(8080)]).toEqual([5060, 443, 8080])
  for (const wrong of ['', '0', '65536', '1.5', 'abc', '-1', 1.5, Number.NaN, '99999999999999', null]) {
    expect(port.safeParse(wrong).error?.issues[0]?.message).toBe('The port must be a whole number from 1 to 65535.')
  }
})

test('a line of text holds no line breaks, so that a setting cannot say more to a server than it should', () => {
  expect(line('The name').safeParse('a\r\nAction: Originate').error?.issues[0]?.message).toBe('The name may not hold line breaks.')
  expect(secret('The password').safeParse('a\nb').success).toBe(false)
  expect(secret('The password').parse(' kept as typed ')).toBe(' kept as typed ')
  expect(line('The name').parse(' Front ')).toBe('Front')
})

test.each(lineKinds().map(({ kind }) => kind))('%s: whatever is called a password, secret or token is kept from the windows', (kind) => {
  const module = moduleOf(kind)
  if (!module) throw new Error('no such kind')
  const named = Object.keys(module.settings.shape).filter((name) => /password|secret|token|authkey/i.test(name) && !name.endsWith('Field'))
  expect(secretsOf(module.settings)).toEqual(expect.arrayContaining(named))
})
