import { expect, onTestFinished, test, vi } from 'vitest'
import { log } from './log.ts'

function logged(error: unknown): string {
  const write = vi.spyOn(process.stderr, 'write').mockReturnValue(true)
  onTestFinished(() => write.mockRestore())
  log.warn('call.failed', { name: 'people.search', error })
  return String(write.mock.calls.at(-1)?.[0])
}

test('an error is logged by class, code and place, never by its message, whatever that looks like', () => {
  const error = Object.assign(new TypeError('no such thing: Rosa\n    at home, 555 0177'), { code: 'SQLITE_CONSTRAINT' })
  expect(logged(error)).toMatch(/^rapport warn call\.failed name=people\.search error=TypeError:SQLITE_CONSTRAINT at .*log\.test\.ts/)
  expect(logged(error)).not.toMatch(/Rosa|home|0177/)
})

test('of what is thrown and is no error, only its type is logged', () => {
  expect(logged('Rosa Grant')).toBe('rapport warn call.failed name=people.search error=string\n')
})
