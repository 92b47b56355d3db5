import { execFile, spawnSync } from 'node:child_process'
import { promisify } from 'node:util'

/** An event of docs/lines/http.md. */
export type LineEvent = { type: string; id: string } & Record<string, unknown>

export type HttpLine = {
  address: string
  token: string
  /** Posts events as any phone system would; throws unless they were answered 200. */
  post: (events: LineEvent | LineEvent[]) => Promise<void>
}

export function httpLine(port: number, token: string): HttpLine {
  const address = `http://127.0.0.1:${port}`
  return {
    address,
    token,
    async post(events) {
      const response = await fetch(`${address}/v1/events`, {
        method: 'POST',
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
        body: JSON.stringify(events),
      })
      if (response.status !== 200) throw new Error(`the http line answered ${response.status}: ${await response.text()}`)
    },
  }
}

/** Whether this machine has what docs/lines/http.md is written for. A bare Debian may have no curl. */
export const hasCurl = ['bash', 'curl'].every((program) => spawnSync(program, ['--version']).status === 0)

/** Posts as the page's commands do, in a shell with curl; without curl the same request is made by hand. */
export async function curl(line: HttpLine, event: LineEvent | LineEvent[]): Promise<unknown> {
  if (!hasCurl) return line.post(event)
  const command = `curl -s "$RAPPORT/v1/events" -H "Authorization: Bearer $TOKEN" -H "Content-Type: application/json" -d '${JSON.stringify(event)}'`
  const { stdout } = await promisify(execFile)('bash', ['-euc', command], { env: { ...process.env, RAPPORT: line.address, TOKEN: line.token } })
  const answer = JSON.parse(stdout) as { ok?: boolean }
  if (answer.ok !== true) throw new Error(`curl was answered ${stdout}`)
  return answer
}

/** A call that rings now. `from` left out is a withheld number. */
export const ringing = (call: string, from?: string, more: Record<string, unknown> = {}): LineEvent => ({ type: 'call.ringing', id: `${call} rings`, call, ...(from && { from }), ...more })
export const answered = (call: string, more: Record<string, unknown> = {}): LineEvent => ({ type: 'call.answered', id: `${call} answered`, call, ...more })
export const ended = (call: string): LineEvent => ({ type: 'call.ended', id: `${call} ended`, call })
export const missed = (call: string): LineEvent => ({ type: 'call.missed', id: `${call} missed`, call })
export const textFrom = (text: string, from: string, body: string): LineEvent => ({ type: 'text.received', id: `${text} came`, text, from, body })
