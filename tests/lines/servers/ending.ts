type Register = (end: () => void | Promise<unknown>) => void

let register: Register = () => {
  throw new Error('nobody has said when tests end here: see endsWith')
}

/** Says how the runner of these tests is told what to end after a test; once, before the first. */
export function endsWith(runner: Register): void {
  register = runner
}

/** Ends something with the test that is running, whichever runner it is of. */
export function atEnd(end: () => void | Promise<unknown>): void {
  register(end)
}
