import { describe, expect, it } from 'vitest'
import type { LineStatus, LineView } from '@shared/contract/views.ts'
import { MINUTE, SECOND } from '@shared/time.ts'
import { ALL_LIVE, lineRows, newsOfLines } from './line-words.ts'

/** 9:42 in the morning in Chicago. */
const NOW = Date.parse('2026-03-10T14:42:00Z')
const clock = { now: NOW, timeZone: 'America/Chicago' }

function line(name: string, status: Partial<LineStatus> = {}, enabled = true): LineView {
  return {
    id: name,
    kind: 'http',
    name,
    enabled,
    settings: {},
    canText: false,
    status: { state: 'live', since: NOW - 30 * MINUTE, message: null, lastEventAt: NOW - 2 * MINUTE, address: null, quiet: null, ...status },
  }
}

const rows = (...lines: LineView[]): string[] => lineRows(lines, clock).map(({ tone, name, words }) => `${tone}: ${name} ${words}`)

describe('what the desk says of its lines', () => {
  it('is one calm row while all are live, with the time of the last event', () => {
    expect(rows(line('Main line'))).toEqual(['live: Main line live · last event 9:40 AM'])
    expect(rows(line('Main line'), line('Trunk', { lastEventAt: NOW - MINUTE }), line('Texts', { lastEventAt: null }))).toEqual(['live: 3 lines live · last event 9:41 AM'])
    expect(rows(line('Main line', { lastEventAt: null }))).toEqual(['live: Main line live · nothing has come yet'])
  })

  it('names each one that is not well, the gravest first', () => {
    const failed = line('Trunk', { state: 'failed', message: 'The port is taken.' })
    const away = line('Main line', { state: 'reconnecting', message: 'The server does not answer.' })
    expect(rows(away, failed, line('Texts'), line('Front', { state: 'starting' }))).toEqual([
      'miss: Trunk not connected since 9:12 AM, so its calls and texts do not arrive',
      'wait: Main line reconnecting since 9:12 AM',
      'plain: Front starting',
      'live: Texts live · last event 9:40 AM',
    ])
    expect(lineRows([failed], clock)[0]?.detail).toBe('The port is taken.')
  })

  it('says when a line is silent longer than usual', () => {
    expect(rows(line('Main line', { quiet: { since: NOW - 50 * MINUTE, usual: 6 } }))).toEqual(['wait: Main line silent longer than usual: nothing for 50 min, usually about 6 by now'])
  })

  it('leaves out what is switched off, and does not cry over the moment between two settings', () => {
    expect(rows(line('Old', { state: 'off' }, false))).toEqual([])
    expect(rows(line('Main line', { state: 'off', since: NOW - SECOND }))).toEqual(['plain: Main line starting'])
    expect(rows(line('Main line', { state: 'off', since: NOW - MINUTE }))).toEqual(['miss: Main line not running since 9:41 AM, so its calls and texts do not arrive'])
  })

  it('tells a screen reader what is not well, then that all is, and nothing while a line starts', () => {
    const news = (...lines: LineView[]): string | null => newsOfLines(lineRows(lines, clock))
    expect(news(line('Main line'), line('Trunk', { state: 'failed' }), line('Texts', { state: 'starting' }))).toBe('Trunk: not connected.')
    expect(news(line('Main line'), line('Trunk', { state: 'starting' }))).toBeNull()
    expect(news(line('Main line'), line('Trunk'))).toBe(ALL_LIVE)
  })
})
