/** @typedef {{ passed: number, failed: number, skipped: number }} Counts */

/** @param {Counts[]} all @returns {Counts} */
export function sum(all) {
  const add = (/** @type {keyof Counts} */ key) => all.reduce((total, counts) => total + counts[key], 0)
  return { passed: add('passed'), failed: add('failed'), skipped: add('skipped') }
}

/** The last line of `npm test`. @param {Counts} counts */
export function sumLine({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed, ${skipped} skipped`
}

/**
 * Vitest's JSON report. A file that failed before it had any test (a bad import, say) counts as one failed.
 * @param {any} report
 * @returns {Counts}
 */
export function countVitest(report) {
  const brokenFiles = report.testResults.filter(
    (/** @type {any} */ file) => file.status === 'failed' && !file.assertionResults.some((/** @type {any} */ test) => test.status === 'failed'),
  )
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + brokenFiles.length,
    skipped: report.numPendingTests + report.numTodoTests,
  }
}

/**
 * Playwright's JSON report. A flaky test passed only when repeated, which here is a failure.
 * @param {any} report
 * @returns {Counts}
 */
export function countPlaywright({ stats }) {
  return { passed: stats.expected, failed: stats.unexpected + stats.flaky, skipped: stats.skipped }
}

/**
 * What a test runner's run counts for, distrusting it: no report, a bad exit code without a failed test, or nothing
 * executed although there were test files, each is a failure.
 * @param {number} exitCode
 * @param {Counts | undefined} reported undefined when the runner left no readable report
 * @returns {Counts}
 */
export function countRun(exitCode, reported) {
  const counts = reported ?? { passed: 0, failed: 0, skipped: 0 }
  const believable = counts.failed > 0 || (exitCode === 0 && counts.passed > 0)
  return believable ? counts : { ...counts, failed: 1 }
}
