import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { inputsOf } from './inputs.ts'
import type { Found } from './target.ts'
import type { Finding } from './watch.ts'

/** How far a target has come, kept between runs of the command. */
export type Progress = { seed: number; /** The next run. */ done: number; findings: Finding[] }

/** What the command keeps under `out/fuzz`. Every input was invented; none is a patient's. */
export function progressIn(folder: string) {
  const findings = join(folder, 'findings')
  mkdirSync(findings, { recursive: true })
  const fileOf = (name: string): string => join(folder, `${name}.json`)
  return {
    /** null where there is none, or none that can be read. */
    of(name: string): Progress | null {
      try {
        const { seed, done, findings: before } = JSON.parse(readFileSync(fileOf(name), 'utf8')) as Progress
        return Number.isInteger(seed) && Number.isInteger(done) && Array.isArray(before) ? { seed, done, findings: before } : null
      } catch {
        return null
      }
    },
    save(name: string, progress: Progress): void {
      // In one step: a command that is interrupted must find either the old or the new.
      writeFileSync(`${fileOf(name)}.part`, `${JSON.stringify(progress, null, 2)}\n`)
      renameSync(`${fileOf(name)}.part`, fileOf(name))
    },
    /** Keeps the input of a finding and what it did. @returns where */
    keep({ target }: Found, seed: number, { kind, run, says }: Finding): string {
      const base = join(findings, `${target.name}-${seed}-${run ?? kind}`)
      if (run !== null) writeFileSync(`${base}.bin`, inputsOf(target, seed)(run))
      writeFileSync(`${base}.txt`, `${kind}: ${says}\n\nAgain: ${again(target.name, seed, run)}\n`)
      return base
    },
  }
}

function again(name: string, seed: number, run: number | null): string {
  return `npm run fuzz -- ${name} --seed ${seed}${run === null ? '' : ` --from ${run} --runs 1`}`
}
