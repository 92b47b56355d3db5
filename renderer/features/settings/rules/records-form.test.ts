import { describe, expect, it } from 'vitest'
import { countsInWords, portProblem, reachesOut } from './records-form.ts'

const status = { state: 'live', since: 0, message: null, connections: 0, lastAt: null, taken: 0, passedOver: 0, refused: 0, dropped: 0, lastRefusal: null } as const

describe('the listener’s settings', () => {
  it.each(['2575', ' 1 ', '65535'])('take port %s', (port) => expect(portProblem(port)).toBeNull())
  it.each(['', '0', '65536', '2575a', '-1', '1.5'])('take no port “%s”', (port) => expect(portProblem(port)).toContain('whole number'))
  it.each(['0.0.0.0', '192.168.1.20', '::', '10.0.0.5'])('warn of %s', (address) => expect(reachesOut(address)).toBe(true))
  it.each(['127.0.0.1', '127.0.0.2', '::1', '', ' '])('do not warn of “%s”', (address) => expect(reachesOut(address)).toBe(false))

  it('say only what there was', () => {
    expect(countsInWords(status)).toBe('No message has come since Rapport was started.')
    expect(countsInWords({ ...status, taken: 1412, dropped: 1 })).toBe('Since Rapport was started: 1,412 taken in, 1 piece that was no message.')
    expect(countsInWords({ ...status, passedOver: 2, refused: 1, dropped: 3 })).toBe('Since Rapport was started: 2 with nothing to keep, 1 refused, 3 pieces that were no message.')
  })
})
