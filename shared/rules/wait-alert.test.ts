import { expect, test } from 'vitest'
import { MINUTE } from '../time.ts'
import { alertsAt } from './wait-alert.ts'

const ALERTS = { calls: 10, voicemails: 30, texts: 20, sound: true }
const nothing = { missed: 0, voicemails: 0, texts: 0, failed: 0 }

test.each([
  [{ missed: 1 }, 10],
  [{ voicemails: 1 }, 30],
  [{ texts: 2 }, 20],
  [{ failed: 1 }, 20],
  [{ voicemails: 1, texts: 1 }, 20],
])('who waits for %j is called out after %i minutes', (waitingFor, minutes) => {
  expect(alertsAt({ waitingSince: 1000, waitingFor: { ...nothing, ...waitingFor } }, ALERTS)).toBe(1000 + minutes * MINUTE)
})

test('whoever does not wait, or waits for what is set to never, is not called out', () => {
  expect(alertsAt({ waitingSince: null, waitingFor: { ...nothing, missed: 1 } }, ALERTS)).toBeNull()
  expect(alertsAt({ waitingSince: 1000, waitingFor: { ...nothing, texts: 1 } }, { ...ALERTS, texts: null })).toBeNull()
})
