import { expect, test } from 'vitest'
import { countPlaywright, countRun, countVitest, sum, sumLine } from './lib/counts.mjs'
import { failuresOfPlaywright, failuresOfVitest } from './lib/failures.mjs'

const file = (status: string, ...tests: string[]) => ({ status, assertionResults: tests.map((each) => ({ status: each })) })

test('vitest: skipped and todo tests count as skipped', () => {
  const testResults = [file('passed', 'passed', 'passed', 'pending', 'todo')]
  const report = { numPassedTests: 2, numFailedTests: 0, numPendingTests: 1, numTodoTests: 1, testResults }
  expect(countVitest(report)).toEqual({ passed: 2, failed: 0, skipped: 2 })
})

test('vitest: a file that failed outside its tests counts as one failed, a file with a failed test not again', () => {
  const testResults = [file('failed'), file('failed', 'passed'), file('failed', 'passed', 'failed')]
  const report = { numPassedTests: 2, numFailedTests: 1, numPendingTests: 0, numTodoTests: 0, testResults }
  expect(countVitest(report)).toEqual({ passed: 2, failed: 3, skipped: 0 })
})

test('playwright: a flaky test is a failed one', () => {
  const stats = { expected: 5, unexpected: 1, flaky: 1, skipped: 3 }
  expect(countPlaywright({ stats })).toEqual({ passed: 5, failed: 2, skipped: 3 })
})

test('a run is believed when its exit code and its report agree', () => {
  expect(countRun(0, { passed: 3, failed: 0, skipped: 1 })).toEqual({ passed: 3, failed: 0, skipped: 1 })
  expect(countRun(1, { passed: 3, failed: 2, skipped: 1 })).toEqual({ passed: 3, failed: 2, skipped: 1 })
})

test.each([
  ['no report', 0, undefined],
  ['a crash without a report', 1, undefined],
  ['nothing executed', 0, { passed: 0, failed: 0, skipped: 0 }],
  ['everything skipped', 0, { passed: 0, failed: 0, skipped: 4 }],
  ['a bad exit code without a failed test', 1, { passed: 3, failed: 0, skipped: 0 }],
])('%s is one failure', (_, exitCode, reported) => {
  expect(countRun(exitCode, reported).failed).toBe(1)
})

test('the last line sums all runners', () => {
  const total = sum([
    { passed: 1, failed: 0, skipped: 0 },
    { passed: 10, failed: 2, skipped: 3 },
  ])
  expect(sumLine(total)).toBe('11 passed, 2 failed, 3 skipped')
})

test('what failed is named with its message: tests, and files that failed before they had any', () => {
  const testResults = [
    { name: 'a.test.ts', status: 'failed', message: 'Cannot find module', assertionResults: [] },
    { name: 'b.test.ts', status: 'failed', assertionResults: [{ status: 'passed', fullName: 'b passes' }, { status: 'failed', fullName: 'b fails', failureMessages: ['expected 1 to be 2'] }] },
  ]
  expect(failuresOfVitest({ testResults })).toEqual(['✗ a.test.ts\n    Cannot find module', '✗ b fails\n    expected 1 to be 2'])
  const specs = [{ title: 'rings', ok: false, tests: [{ results: [{ error: { message: 'no card' } }] }] }, { title: 'texts', ok: true, tests: [] }]
  expect(failuresOfPlaywright({ suites: [{ suites: [{ specs }] }] })).toEqual(['✗ rings\n    no card'])
})
