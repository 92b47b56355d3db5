// npm run fuzz: broken inputs for every parser of the lines; docs/fuzz.md says how to write a target and read a finding.
import { relative, join } from 'node:path'
import { fuzz, type Summary } from './fuzz.ts'
import { help, parseOptions, type FuzzOptions } from './options.ts'
import { progressIn, type Progress } from './progress.ts'
import { discoverTargets, type Found } from './target.ts'

const root = join(import.meta.dirname, '..', '..')
const say = (line: string): void => void process.stdout.write(`${line}\n`)
const progress = progressIn(join(root, 'out', 'fuzz'))

/** @returns whether something was found, now or in the part that is being resumed */
async function fuzzOne(found: Found, { runs, seed: given, resume, from: first }: FuzzOptions, milliseconds: number): Promise<boolean> {
  const { name } = found.target
  const before = resume ? progress.of(name) : null
  const seed = before?.seed ?? given ?? (Date.now() % 1_000_000_000)
  const from = before?.done ?? first
  const until = resume ? runs : first + runs
  const findings: Progress['findings'] = [...(before?.findings ?? [])]
  if (from >= until) {
    say(`${name}: all ${runs.toLocaleString('en')} inputs of seed ${seed} were made before, ${count(findings.length)}`)
    return findings.length > 0
  }
  say(`${name}: seed ${seed}, inputs ${from.toLocaleString('en')} to ${(until - 1).toLocaleString('en')} …`)
  const save = (done: number): void => {
    // One input made again is no place to go on from.
    if (first === 0) progress.save(name, { seed, done, findings })
  }
  const summary = await fuzz(found, {
    seed,
    from,
    until,
    milliseconds,
    before: before?.findings ?? [],
    onProgress: save,
    onFinding(finding) {
      findings.push(finding)
      say(`  ${finding.kind}: ${finding.says.split('\n', 1)[0] ?? ''}\n    ${relative(root, progress.keep(found, seed, finding))}.txt`)
    },
  })
  save(summary.done)
  say(`  ${describe(summary, from)}, ${count(findings.length)}${summary.done < until ? '; --resume goes on' : ''}`)
  return findings.length > 0
}

function describe({ done, seconds, slowest, growth }: Summary, from: number): string {
  const memory = growth === null ? 'memory not measured' : `memory ${growth < 0 ? '' : '+'}${(growth / 1024 / 1024).toFixed(1)} MB`
  return `${(done - from).toLocaleString('en')} inputs, ${Math.round((done - from) / seconds).toLocaleString('en')}/s, slowest ${slowest.ms.toFixed(1)} ms (input ${slowest.run}), ${memory}`
}

function count(findings: number): string {
  return findings === 0 ? 'no findings' : `${findings} FINDING${findings === 1 ? '' : 'S'}`
}

async function main(): Promise<number> {
  const options = parseOptions(process.argv.slice(2))
  if (options.help) {
    say(help)
    return 0
  }
  const targets = await discoverTargets()
  const unknown = options.names.find((name) => !targets.some(({ target }) => target.name === name))
  if (unknown !== undefined) throw new Error(`There is no parser called ${unknown}; there are: ${targets.map(({ target }) => target.name).join(', ') || 'none yet'}.`)
  const chosen = options.names.length === 0 ? targets : targets.filter(({ target }) => options.names.includes(target.name))
  if (chosen.length === 0) say('No line has a fuzz.ts yet.')
  let failed = false
  for (const found of chosen) failed = (await fuzzOne(found, options, options.milliseconds / chosen.length)) || failed
  return failed ? 1 : 0
}

process.exitCode = await main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : 'It failed.'}\n"npm run fuzz -- --help" lists the options.\n`)
  return 2
})
