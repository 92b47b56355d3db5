import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdirSync, realpathSync, rmSync } from 'node:fs'
import { createServer, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { platform } from 'node:process'

export interface SecondInstance {
  argv: string[]
  cwd: string
  additionalData: unknown
}

let server: Server | undefined

/** One address for each userData folder. On Linux it is an abstract socket, which dies with its process, kill -9 included. */
function addressFor(userData: string): string {
  mkdirSync(userData, { recursive: true })
  const name = `electron-stand-in-${createHash('sha256').update(realpathSync(userData)).digest('hex').slice(0, 32)}`
  if (platform === 'linux') return `\0${name}`
  return platform === 'win32' ? `\\\\.\\pipe\\${name}` : join(tmpdir(), `${name}.sock`)
}

/** True when this process is the first; otherwise the first has been told about this one before the call returns. */
export function takeLock(userData: string, self: SecondInstance, onSecond: (second: SecondInstance) => void): boolean {
  if (server) return true
  const address = addressFor(userData)
  if (listen(address, onSecond)) return true
  if (notify(address, self)) return false
  // Somebody's socket file outlived it.
  if (platform !== 'linux') rmSync(address, { force: true })
  return listen(address, onSecond)
}

export const hasLock = (): boolean => server !== undefined

export function releaseLock(): void {
  server?.close()
  server = undefined
}

function listen(address: string, onSecond: (second: SecondInstance) => void): boolean {
  const candidate = createServer({ allowHalfOpen: true }, (connection) => {
    let text = ''
    connection.setEncoding('utf8')
    connection.on('error', () => {})
    connection.on('data', (chunk) => {
      text += chunk
    })
    connection.on('end', () => {
      connection.end('taken')
      onSecond(JSON.parse(text))
    })
  })
  candidate.on('error', () => {})
  candidate.listen(address)
  // Node binds a local socket at once, so the answer is there without waiting.
  if (!candidate.listening) return false
  candidate.unref()
  server = candidate
  return true
}

// Electron's call is synchronous, and the app usually ends right after it: a helper process delivers the message meanwhile.
function notify(address: string, self: SecondInstance): boolean {
  const script = `const c = require('net').connect(process.argv[1].replace(/^@/, '\\0'), () => c.end(process.argv[2]));
    c.on('error', () => process.exit(1)).on('data', () => process.exit(0)); setTimeout(() => process.exit(1), 5000)`
  const { status } = spawnSync(process.execPath, ['-e', script, address.replace('\0', '@'), JSON.stringify(self)], { stdio: 'ignore' })
  return status === 0
}
