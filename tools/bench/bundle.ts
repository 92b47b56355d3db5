import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { build } from 'vite'
import { round, type Figure } from './figures.ts'

const GOAL_KB = 250

/** (g) The JavaScript a window loads at its start, compressed. The floor is React alone, bundled the same way. */
export async function measureBundle(renderer: string): Promise<Figure> {
  const names = loadedAtStart(readFileSync(join(renderer, 'index.html'), 'utf8'), (name) => readFileSync(join(renderer, name), 'utf8'))
  const value = kilobytes(names.map((name) => readFileSync(join(renderer, name))))
  const floor = kilobytes([await reactAlone()])
  return { value: round(value), floor: round(floor), ratio: round(value / floor), p50: null, p99: null, unit: 'kB gzip', goal: `<= ${GOAL_KB} kB`, met: value <= GOAL_KB }
}

/** The scripts of a page and what they import, as paths from the page; not what they import later. */
export function loadedAtStart(html: string, read: (name: string) => string): string[] {
  const tags = html.match(/<(?:script|link)\b[^>]*>/g) ?? []
  const first = tags.flatMap((tag) => (/<script|modulepreload/.test(tag) ? (/(?:src|href)="\.?\/?([^"]+\.js)"/.exec(tag)?.[1] ?? []) : []))
  const loaded = new Set<string>()
  const load = (name: string): void => {
    if (loaded.has(name)) return
    loaded.add(name)
    const folder = name.slice(0, name.lastIndexOf('/') + 1)
    for (const [, imported] of read(name).matchAll(/\b(?:from|import)\s*["'`]\.\/([^"'`]+\.js)["'`]/g)) load(`${folder}${imported}`)
  }
  first.forEach(load)
  return [...loaded]
}

function kilobytes(files: readonly Buffer[]): number {
  return files.reduce((total, file) => total + gzipSync(file, { level: 9 }).length, 0) / 1000
}

async function reactAlone(): Promise<Buffer> {
  const entry = join(import.meta.dirname, 'react-alone.ts')
  const built = await build({ configFile: false, logLevel: 'silent', define: { 'process.env.NODE_ENV': '"production"' }, build: { write: false, minify: 'oxc', rollupOptions: { input: entry } } })
  const outputs = (Array.isArray(built) ? built : [built]).flatMap((it) => ('output' in it ? it.output : []))
  return Buffer.from(outputs.map((it) => (it.type === 'chunk' ? it.code : '')).join('\n'))
}
