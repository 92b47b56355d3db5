import { globSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'

/** A parser of a line, as its folder's fuzz.ts exports it. */
export type FuzzTarget = {
  /** Names its progress and findings, so: letters and digits. */
  name: string
  /** Whole, well-formed inputs that the mutations begin with. Invented, never a patient's. */
  seeds: (string | Buffer)[]
  /** Takes one input as it comes from the wire. A refusal is its own affair; whatever it throws is a finding. */
  run(input: Buffer): void
  /** The largest input to make, bytes; 64 kB where it is not said. */
  largest?: number
}

/** Where a target was found: a worker loads it from there. */
export type Found = { target: FuzzTarget; file: string; exported: string; /** The folder of its line. */ line: string }

const core = join(import.meta.dirname, '..', '..', 'electron', 'core')
/** Where parsers of what comes from outside are: each line's, and each source of records'. */
const HOMES = [join(core, 'lines'), join(core, 'people', 'sources')]

/** Every target of every line and source, by name: a new one needs no entry here. */
export async function discoverTargets(...folders: string[]): Promise<Found[]> {
  const files = (folders.length > 0 ? folders : HOMES).flatMap((folder) => globSync('*/fuzz.ts', { cwd: folder }).map((file) => join(folder, file)))
  const found = (await Promise.all(files.map(targetsOf))).flat().toSorted((a, b) => a.target.name.localeCompare(b.target.name))
  const double = found.find(({ target }, index) => target.name === found[index + 1]?.target.name)
  if (double) throw new Error(`Two fuzz targets are called ${double.target.name}.`)
  return found
}

export async function targetsOf(file: string): Promise<Found[]> {
  const exports = (await import(pathToFileURL(file).href)) as Record<string, unknown>
  return Object.entries(exports).flatMap(([exported, target]) => (isTarget(target) ? [{ target, file, exported, line: basename(dirname(file)) }] : []))
}

function isTarget(value: unknown): value is FuzzTarget {
  if (typeof value !== 'object' || value === null) return false
  const { name, seeds, run } = value as Partial<Record<keyof FuzzTarget, unknown>>
  return typeof name === 'string' && /^[\w-]+$/.test(name) && Array.isArray(seeds) && seeds.length > 0 && typeof run === 'function'
}
