import { readdirSync, readFileSync } from 'node:fs'
import type { ElectronApplication } from '@playwright/test'
import { onRealElectron } from './runtime.ts'

/** The process id of the core, the one process that has the practice file open. */
export async function corePid(app: ElectronApplication): Promise<number> {
  if (onRealElectron) {
    const core = await app.evaluate((electron) => electron.app.getAppMetrics().find(({ name, serviceName }) => name === 'Rapport core' || serviceName === 'Rapport core')?.pid)
    if (core === undefined) throw new Error('Electron knows of no core')
    return core
  }
  const shell = await app.evaluate(() => process.pid)
  const [core, ...others] = processes().filter(({ parent, command }) => parent === shell && command.includes('core.js'))
  if (!core || others.length > 0) throw new Error(`the shell has ${others.length + (core ? 1 : 0)} cores`)
  return core.pid
}

function processes(): { pid: number; parent: number; command: string }[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      try {
        const parent = /^\d+ \(.*\) \S (\d+)/s.exec(readFileSync(`/proc/${name}/stat`, 'utf8'))?.[1]
        return [{ pid: Number(name), parent: Number(parent), command: readFileSync(`/proc/${name}/cmdline`, 'utf8').replaceAll('\0', ' ') }]
      } catch {
        // It ended while we looked.
        return []
      }
    })
}
