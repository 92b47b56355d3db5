import { readdirSync, readFileSync } from 'node:fs'

/**
 * The memory of a process and all it started, in MB: each page shared by n processes counts as 1/n in each (PSS), so
 * that the sum is what the machine really gives. null where the system does not tell (only Linux does).
 */
export function proportionalMemory(pid: number): number | null {
  if (process.platform !== 'linux') return null
  const kilobytes = treeOf(pid, parents()).map((it) => Number(/^Pss:\s+(\d+) kB/m.exec(read(`/proc/${it}/smaps_rollup`))?.[1] ?? 0))
  return kilobytes.reduce((total, it) => total + it, 0) / 1024
}

/** Hundredths of a second: what Linux counts processor time in, on every machine Node runs on. */
const TICKS = 100

/**
 * The processor time of a process and all it started, in seconds since each began; those that ended count with who started
 * them. null where the system does not tell (only Linux does).
 */
export function processorTime(pid: number): number | null {
  if (process.platform !== 'linux') return null
  return treeOf(pid, parents()).reduce((total, it) => total + ticksOf(read(`/proc/${it}/stat`)), 0) / TICKS
}

/** utime, stime, cutime and cstime of proc(5); the name of the program before them may hold anything. */
export function ticksOf(stat: string): number {
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return fields.slice(11, 15).reduce((total, field) => total + Number(field), 0)
}

function parents(): [pid: number, parent: number][] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((name) => [Number(name), Number(/^PPid:\s+(\d+)/m.exec(read(`/proc/${name}/status`))?.[1] ?? 0)])
}

export function treeOf(root: number, processes: readonly [pid: number, parent: number][]): number[] {
  const children = processes.filter(([, parent]) => parent === root).map(([pid]) => pid)
  return [root, ...children.flatMap((pid) => treeOf(pid, processes))]
}

/** A process may end while it is being looked at. */
function read(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return ''
  }
}
