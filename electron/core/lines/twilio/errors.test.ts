import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { failureWords, knownCodes, meansOptedOut, refusalWords } from './errors.ts'

describe('Twilio\'s error codes', () => {
  it.each([30_003, 30_004, 30_005, 30_006, 30_007, 30_008, 30_034, 21_211, 21_408, 21_610, 21_614, 63_016])('say in plain words what %d means, and the code', (code) => {
    expect(knownCodes).toContain(code)
    expect(failureWords(code)).toMatch(new RegExp(`^[A-Z].{20,200}[.)] \\(Twilio ${code}\\)$`))
  })

  it('say the code also when nobody knows what it means, and that there was none', () => {
    expect(failureWords(12_345)).toBe('It was not delivered. (Twilio 12345)')
    expect(failureWords(null)).toBe('It was not delivered, and Twilio does not say why.')
    expect(failureWords(0)).toBe('It was not delivered, and Twilio does not say why.')
  })

  it('opt nobody out but for 21610', () => {
    expect(knownCodes.filter(meansOptedOut)).toEqual([21_610])
    expect(meansOptedOut(null)).toBe(false)
  })

  it.each([
    [401, 20_003, 'Twilio does not accept the key. Check the Account SID and the key in Settings.'],
    [403, 20_403, 'The key may not read this in Twilio. Use a standard API key, or give it leave to read messages and calls. (Twilio 20403)'],
    [404, 20_404, 'Twilio does not know this account. Check the Account SID in Settings.'],
    [429, 20_429, 'Twilio asks us to look less often just now. Rapport waits and tries again by itself.'],
    [503, null, 'Twilio has a fault of its own just now (503). Rapport tries again by itself.'],
    [302, null, 'Twilio refused to answer (302). Check the settings of this line.'],
    [400, 20_005, 'The Twilio account is suspended or has no credit. Look into Twilio\'s console. (Twilio 20005)'],
  ])('say for the line what %d with %s means', (status, code, says) => {
    expect(refusalWords(status, code)).toBe(says)
  })

  it('are all on the page about this line', () => {
    const page = readFileSync('docs/lines/twilio.md', 'utf8')
    expect(knownCodes.filter((code) => !page.includes(String(code)))).toEqual([])
  })
})
