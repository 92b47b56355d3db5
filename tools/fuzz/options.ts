import { parseArgs } from 'node:util'
import { MINUTE } from '@shared/time.ts'

export const help = `Usage: npm run fuzz -- [name ...] [options]

Gives broken inputs to the parsers of the lines: none may throw, take more than 50 ms, or keep memory.

  --runs N      inputs for each parser (1,000,000)
  --seed N      the same seed makes the same inputs; without it a new one
  --resume      go on where the last run stopped, with its seed
  --minutes N   stop after N minutes, shared among the parsers
  --from N      begin with input N: with --runs 1 a finding is made again
  --help        show this

Progress is kept in out/fuzz, findings in out/fuzz/findings.`

export type FuzzOptions = { help: boolean; names: string[]; runs: number; seed: number | null; resume: boolean; milliseconds: number; from: number }

/** @throws Error with a sentence for whoever typed it */
export function parseOptions(args: string[]): FuzzOptions {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { runs: { type: 'string' }, seed: { type: 'string' }, resume: { type: 'boolean' }, minutes: { type: 'string' }, from: { type: 'string' }, help: { type: 'boolean', short: 'h' } },
  })
  const number = (name: 'runs' | 'seed' | 'minutes' | 'from', whole: RegExp): number | null => {
    const text = values[name]
    if (text === undefined) return null
    if (!whole.test(text)) throw new Error(`--${name} needs a number, not "${text}".`)
    return Number(text)
  }
  const seed = number('seed', /^\d{1,9}$/)
  const minutes = number('minutes', /^\d+(\.\d+)?$/)
  const from = number('from', /^\d{1,9}$/)
  if (values.resume && (seed !== null || from !== null)) throw new Error('--resume takes its seed and its place from the last run, so --seed and --from do not go with it.')
  return {
    help: values.help === true,
    names: positionals,
    runs: number('runs', /^[1-9]\d{0,8}$/) ?? 1_000_000,
    seed,
    resume: values.resume === true,
    milliseconds: minutes === null ? Infinity : minutes * MINUTE,
    from: from ?? 0,
  }
}
