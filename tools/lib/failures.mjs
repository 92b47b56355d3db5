/** Names and first lines of what failed: said again below everything, where a long log is read first. */

const LINES = 12

/**
 * Of vitest's JSON report; a file that failed before it had any test stands for itself.
 * @param {any} report
 * @returns {string[]}
 */
export function failuresOfVitest(report) {
  return report.testResults.flatMap((/** @type {any} */ file) => {
    const failed = file.assertionResults.filter((/** @type {any} */ test) => test.status === 'failed')
    if (failed.length === 0 && file.status === 'failed') return [told(file.name, file.message ?? '')]
    return failed.map((/** @type {any} */ test) => told(test.fullName, (test.failureMessages ?? []).join('\n')))
  })
}

/**
 * Of Playwright's JSON report, whose suites hold suites.
 * @param {any} report
 * @returns {string[]}
 */
export function failuresOfPlaywright(report) {
  const within = (/** @type {any} */ suite) => [
    ...(suite.specs ?? []).filter((/** @type {any} */ spec) => !spec.ok).map((/** @type {any} */ spec) => told(spec.title, messageOf(spec))),
    ...(suite.suites ?? []).flatMap(within),
  ]
  return (report.suites ?? []).flatMap(within)
}

/** @param {any} spec */
function messageOf(spec) {
  const results = spec.tests.flatMap((/** @type {any} */ test) => test.results)
  return results.map((/** @type {any} */ result) => result.error?.message ?? '').find(Boolean) ?? ''
}

/** @param {string} name @param {string} message */
function told(name, message) {
  const lines = message.split('\n').filter((line) => line.trim() !== '')
  return [`✗ ${name}`, ...lines.slice(0, LINES).map((line) => `    ${line}`)].join('\n')
}
