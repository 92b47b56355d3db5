/** A failure whose message is already the sentence to show: no stack trace, exit code 1 unless another is given. */
export class Stop extends Error {
  /** @param {string} message @param {number} [exitCode] */
  constructor(message, exitCode = 1) {
    super(message)
    this.exitCode = exitCode
  }
}

/** @param {string} sentence */
export function say(sentence) {
  process.stdout.write(`${sentence}\n`)
}

/**
 * Runs a command to its exit code.
 * @param {() => Promise<number>} command
 */
export async function main(command) {
  const code = await command().catch((error) => {
    if (!(error instanceof Stop)) throw error
    process.stderr.write(`${error.message}\n`)
    return error.exitCode
  })
  // process.exit alone could cut off what was last written to a pipe.
  process.stdout.write('', () => process.exit(code))
}
