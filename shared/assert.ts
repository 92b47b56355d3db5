/** Ends an exhaustive switch: the compiler refuses a missing case, and a value from outside is named. */
export function assertNever(value: never): never {
  throw new Error(`not a known case: ${JSON.stringify(value)}`)
}
