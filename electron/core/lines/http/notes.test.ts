import { expect, it, vi } from 'vitest'
import { MINUTE } from '@shared/time.ts'
import { testClock } from '../../testing/practice.ts'
import { createNotes } from './notes.ts'

it('says each kind of trouble at once and then once a minute, with how many there were', () => {
  const logged = vi.spyOn(process.stderr, 'write').mockReturnValue(true)
  const clock = testClock()
  const note = createNotes(clock.now)
  for (let times = 0; times < 10_000; times += 1) note('http.refused', { status: 400 }, 'badJson')
  note('http.refused', { status: 401 }, 'wrongToken')
  clock.at += MINUTE
  for (let times = 0; times < 3; times += 1) note('http.refused', { status: 400 }, 'badJson')
  clock.at -= MINUTE / 2
  note('http.refused', { status: 400 }, 'badJson')
  const lines = logged.mock.calls.map(([text]) => String(text))
  logged.mockRestore()
  expect(lines).toEqual([
    'rapport warn http.refused status=400\n',
    'rapport warn http.refused status=401\n',
    'rapport warn http.refused status=400 more=9999\n',
    'rapport warn http.refused status=400 more=2\n',
  ])
})
