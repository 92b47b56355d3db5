import { expect, it } from 'vitest'
import type { AutomaticSettings } from '@shared/contract/views.ts'
import { HOUR, MINUTE } from '@shared/time.ts'
import { scenesOf } from './automatic-scenes.ts'

const settings: AutomaticSettings = {
  textBack: { enabled: true, when: 'always', delaySeconds: 60, againAfterHours: 24, linesOff: [], promiseMinutes: 30 },
  voicemail: { enabled: true },
  afterHours: { enabled: true },
  words: { open: {}, closed: {}, lunch: {}, holiday: {}, voicemail: {}, afterHours: {} },
  texting: { from: '09:00', to: '20:00', byArea: true },
}
const zone = 'UTC'
const day = Date.UTC(2026, 2, 10)
const at = (hour: number, days = 0): number => day + (days * 24 + hour) * HOUR
const openings = [{ from: at(8), to: at(12) }, { from: at(13), to: at(17) }, { from: at(8, 1), to: at(17, 1) }]

it('while open, a text is read now, and once more where no call can be promised', () => {
  const [now, late] = scenesOf('open', '{practice} {callback time}', settings, openings, zone, at(9))
  expect(now).toEqual({ kind: 'open', at: at(9), callbackAt: at(9) + 30 * MINUTE, nextOpeningAt: null })
  expect(late).toMatchObject({ kind: 'beforeClosing', callbackAt: null })
  expect(scenesOf('open', '{practice}', settings, openings, zone, at(9))).toHaveLength(1)
})

it('while closed, open doors are those of the next opening', () => {
  expect(scenesOf('open', '{practice}', settings, openings, zone, at(6))).toEqual([{ kind: 'open', at: at(8), callbackAt: at(8) + 30 * MINUTE, nextOpeningAt: null }])
})

it('closed doors are those of tonight while open, and of now while closed', () => {
  expect(scenesOf('closed', '', settings, openings.slice(1), zone, at(14))).toEqual([{ kind: 'closed', at: at(17), callbackAt: null, nextOpeningAt: at(8, 1) }])
  expect(scenesOf('afterHours', '', settings, openings, zone, at(5))).toEqual([{ kind: 'closed', at: at(5), callbackAt: null, nextOpeningAt: at(8) }])
})

it('lunch is the next break within a day, and closed doors where there is none', () => {
  expect(scenesOf('lunch', '', settings, openings, zone, at(9))).toEqual([{ kind: 'closed', at: at(12), callbackAt: null, nextOpeningAt: at(13) }])
  expect(scenesOf('lunch', '', settings, openings.slice(1), zone, at(14))[0]).toMatchObject({ at: at(17), nextOpeningAt: at(8, 1) })
})

it('a voicemail is answered by day and by night, so words that tell of the one are read in the other too', () => {
  expect(scenesOf('voicemail', '{practice} {next opening}', settings, openings, zone, at(9)).map(({ kind }) => kind)).toEqual(['open', 'closed'])
  expect(scenesOf('voicemail', '{practice}', settings, openings, zone, at(9)).map(({ kind }) => kind)).toEqual(['open'])
})

it('promises nothing where nothing is to be promised, and knows no opening where there is none', () => {
  const none = { ...settings, textBack: { ...settings.textBack, promiseMinutes: null } }
  expect(scenesOf('open', '{callback time}', none, openings, zone, at(9))).toEqual([{ kind: 'open', at: at(9), callbackAt: null, nextOpeningAt: null }])
  expect(scenesOf('closed', '', settings, [], zone, at(9))).toEqual([{ kind: 'closed', at: at(9), callbackAt: null, nextOpeningAt: null }])
})
