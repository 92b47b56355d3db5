import { Agent, request } from 'node:http'
import { onTestFinished } from 'vitest'
import type { CallName } from '@shared/contract/index.ts'
import { createServer } from '../../../server.ts'
import type { Session } from '../../../session.ts'
import { temporaryPractice } from '../../../testing/practice.ts'
import { lineById } from '../../queries.ts'

export type Reply = { status: number; body: Record<string, unknown>; headers: NodeJS.Dict<string | string[]> }
export type Outgoing = { method?: string; headers?: Record<string, string>; body?: string }

const agent = new Agent({ keepAlive: true, maxSockets: 50 })

/** One real request; rejects only when no answer came. */
export function send(address: string, path: string, { method = 'POST', headers = {}, body }: Outgoing = {}): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const outgoing = request(`${address}${path}`, { method, headers, agent }, (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('end', () => {
        const text = Buffer.concat(chunks).toString()
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body: JSON.parse(text) as Record<string, unknown> })
      })
    })
    outgoing.on('error', reject)
    outgoing.end(body)
  })
}

export const json = { 'content-type': 'application/json' }
export const form = { 'content-type': 'application/x-www-form-urlencoded' }

export type Settings = Record<string, string | number>

/** A practice with a line of this kind, switched on through the contract, as Settings does it. Port 0 takes a free one. */
export async function openLine(kind: string, options: { now?: () => number; settings?: Settings } = {}) {
  const practice = await temporaryPractice({ now: options.now })
  const { core } = practice
  const session: Session = {
    core: () => core,
    state: () => ({ state: 'firstStart', folder: practice.folder }),
    open: () => Promise.reject(new Error('not in this test')),
    close: practice.close,
  }
  const server = createServer(() => session)
  const call = async (name: CallName, argument: unknown): Promise<Record<string, unknown>> => {
    const result = await server.call(name, argument, 1)
    if (!result.ok) throw new Error(result.error.message)
    return result.value as Record<string, unknown>
  }
  const save = (change: { lineId: string | null; enabled?: boolean; settings?: Record<string, string | number | boolean> }) =>
    call('lines.save', { kind, name: 'Main line', enabled: true, settings: {}, ...change })

  const lineId = String((await save({ lineId: null, settings: { port: 0, ...options.settings } })).lineId)
  const token = String((await call('lines.newToken', { lineId })).token)
  const status = () => {
    const line = lineById(core.db, lineId)
    if (!line) throw new Error('the line is gone')
    return core.lines.view(line).status
  }
  const address = (): string => status().address ?? ''
  return { ...practice, call, save, lineId, token, bearer: { authorization: `Bearer ${token}` }, status, address }
}

export async function openHttpLine(options: { now?: () => number; settings?: Settings } = {}) {
  const line = await openLine('http', options)
  const { address, bearer } = line
  return {
    ...line,
    post: (events: unknown) => send(address(), '/v1/events', { headers: { ...bearer, ...json }, body: JSON.stringify(events) }),
    push: (fields: Record<string, unknown>) => send(address(), '/v1/cti', { headers: { ...bearer, ...json }, body: JSON.stringify(fields) }),
  }
}
export type OpenHttpLine = Awaited<ReturnType<typeof openHttpLine>>

/** Closes a server or socket after the test. */
export function afterTest(close: () => unknown): void {
  onTestFinished(async () => void (await close()))
}
