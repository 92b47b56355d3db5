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
