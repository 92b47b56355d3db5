import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { fuzz } from '../../tools/fuzz/fuzz.ts'
import { discoverTargets } from '../../tools/fuzz/target.ts'

const INPUTS = 100_000
/** The same inputs each time, so that a test never fails for chance; `npm run fuzz` tries new ones. */
const SEED = 3
/** Of a folder that is no line of its own, or one that nothing is sent to. */
const NO_WIRE = ['demo', 'testing']

const targets = await discoverTargets()
const lines = readdirSync(join(import.meta.dirname, '../../electron/core/lines'), { withFileTypes: true }).flatMap((it) => (it.isDirectory() && !NO_WIRE.includes(it.name) ? [it.name] : []))

// Without any target there is nothing to compare with.
describe.skipIf(targets.length === 0)('the parser', () => {
  it.each(targets.map((found) => ({ name: found.target.name, found })))(`of $name takes ${INPUTS.toLocaleString('en')} broken inputs: throws at none, spends 50 ms on none and keeps no memory`, async ({ found }) => {
    const { findings, done } = await fuzz(found, { seed: SEED, from: 0, until: INPUTS })
    expect(findings).toEqual([])
    expect(done).toBe(INPUTS)
  })

  it('of every line is among them', () => {
    expect(lines.filter((line) => !targets.some((found) => found.line === line))).toEqual([])
  })
})
