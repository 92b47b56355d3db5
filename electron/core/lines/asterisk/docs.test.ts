import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { fieldsOf, secretsOf } from '../field.ts'
import { asteriskLine } from './index.ts'
import { READ, WRITE, WRITE_AND_DIAL } from './health.ts'
import { asteriskSettings, contextsOf } from './settings.ts'

const page = readFileSync(join(import.meta.dirname, '../../../../docs/lines/asterisk.md'), 'utf8')
const whole = { host: '192.168.1.10', user: 'rapport', password: 'x' }
const messageFor = (settings: Record<string, unknown>) => asteriskSettings.safeParse({ ...whole, ...settings }).error?.issues[0]?.message ?? null

describe('the page about the Asterisk line', () => {
  const fields = fieldsOf(asteriskSettings)

  test('explains each setting under its own name, and none that is not there', () => {
    const named = Array.from(page.slice(page.indexOf('## 3.'), page.indexOf('## 4.')).matchAll(/^\| (?!setting \|)([^|]+) \|/gm), ([, label]) => label)
    expect(new Set(named)).toEqual(new Set(fields.map(({ label }) => label)))
    expect(page).toContain(`**${asteriskLine.title}**`)
  })

  test('names those that are folded away as folded away', () => {
    const folded = page.slice(page.indexOf('Under "More settings'), page.indexOf('Press **Connect**'))
    expect(fields.filter(({ label, advanced }) => folded.includes(`| ${label} |`) !== (advanced ?? false))).toEqual([])
  })

  test('gives the values that the form begins with', () => {
    const settings = asteriskSettings.parse(whole)
    expect(page).toContain(`The port is ${settings.port} (TCP)`)
    for (const value of [settings.channel, settings.context, contextsOf(settings)[0]]) expect(page).toContain(`\`${value}\``)
  })

  test('gives its manager user the rights that the test in Settings asks for', () => {
    const user = page.slice(page.indexOf('[rapport]'), page.indexOf('```', page.indexOf('[rapport]')))
    expect(user).toContain(`\n${READ}\n${WRITE_AND_DIAL}\n`)
    for (const right of [READ, WRITE_AND_DIAL].flatMap((line) => line.replace(/^\w+ = /, '').split(','))) expect(page).toMatch(new RegExp(`^\\| (read|write) \\| \`${right}\` \\|`, 'm'))
    expect(page).toContain(`\`${READ}\` is missing`)
    expect(page).toContain(`\`${WRITE}\` is missing`)
  })

  test('quotes messages as the desk sees them', () => {
    const quoted = Array.from(page.slice(page.indexOf('## When something')).matchAll(/^\| "([^|]+)" \|/gm), ([, message]) => message ?? '')
    expect(quoted.length).toBeGreaterThan(15)
    const code = [...readdirSync(import.meta.dirname).filter((name) => /^[a-z-]+\.ts$/.test(name)), '../sockets.ts'].map((name) => readFileSync(join(import.meta.dirname, name), 'utf8').replaceAll(/\$\{[^}]*\}/g, '…').replaceAll('…:…', '…')).join('\n')
    // A message may be put together of sentences.
    expect(quoted.flatMap((message) => message.split(/(?<=\.) /)).filter((sentence) => !code.includes(sentence))).toEqual([])
    expect(page).toContain('"It ended while the connection to the phone system was lost."')
  })
})

describe('the settings of an Asterisk line', () => {
  test('need an address, a user and a password, and begin with what is right for most', () => {
    expect(asteriskSettings.parse(whole)).toEqual({
      ...whole,
      port: 5038,
      tls: false,
      fingerprint: '',
      trunkContexts: 'from-trunk, from-pstn, from-external, from-did-direct, ext-did',
      channel: 'PJSIP/{extension}',
      context: 'from-internal',
      dialAs: 'digits',
      countryCode: '1',
      dialPrefix: '',
    })
    expect(secretsOf(asteriskSettings)).toEqual(['password'])
  })

  test.each([
    [{ host: '' }, 'Enter the address of the phone system.'],
    [{ host: 'http://192.168.1.10' }, 'The address must be a name or a number like 192.168.1.10, without http:// and without a port.'],
    [{ port: 70_000 }, 'The port must be a whole number from 1 to 65535.'],
    [{ user: '' }, 'Enter the user name of the manager user.'],
    [{ user: 'rapport\r\nAction: Command' }, 'The user name may not hold line breaks.'],
    [{ password: '' }, 'Enter the password of the manager user.'],
    [{ fingerprint: 'ab:cd' }, 'The certificate must be its SHA-256 fingerprint: 64 digits and letters from A to F.'],
    [{ channel: 'PJSIP/101' }, 'How a phone is called must hold {extension}, as in PJSIP/{extension}.'],
    [{ context: 'from internal' }, 'The context for dialling may hold letters, digits, dots and dashes.'],
    [{ dialPrefix: '9w' }, 'The prefix may hold digits, * and #.'],
    [{ countryCode: '+1' }, 'The country code must be one to three digits, as 1 or 44.'],
  ])('refuse %j', (settings, message) => {
    expect(messageFor(settings)).toBe(message)
  })
})
