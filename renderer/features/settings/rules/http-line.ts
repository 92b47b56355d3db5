import type { LineView } from '@shared/contract/views.ts'

/** The settings of an http line as they are typed. Whether they are right, the core says when they are saved. */
export type HttpForm = {
  name: string
  port: string
  sendUrl: string
  /** Empty leaves the kept one as it is; null takes it away. */
  sendToken: string | null
}

export const DEFAULT_PORT = 7077

export function toHttpForm({ name, settings }: LineView): HttpForm {
  const { port, sendUrl } = settings
  return { name, port: String(port ?? DEFAULT_PORT), sendUrl: typeof sendUrl === 'string' ? sendUrl : '', sendToken: '' }
}

/** Settings for the core; a token that was not typed is left out, so that the kept one stays. */
export function toSettings({ port, sendUrl, sendToken }: HttpForm): Record<string, string | number> {
  const number = /^\d+$/.test(port.trim()) ? Number(port.trim()) : port.trim()
  const token = sendToken === null ? '' : sendToken.trim()
  return { port: number, sendUrl: sendUrl.trim(), ...(sendToken === null || token !== '' ? { sendToken: token } : {}) }
}

/** Where a phone system on this PC posts its events. */
export function eventsAddress({ status, settings }: LineView): string {
  return `${status.address ?? `http://127.0.0.1:${settings['port'] ?? DEFAULT_PORT}`}/v1/events`
}

/** A call that rings at the desk, to try the line from a terminal. */
export function exampleRequest(address: string, token: string | null): string {
  const event = JSON.stringify({ type: 'call.ringing', id: 'test-1', call: 'test-call', from: '+15550100142' })
  return [`curl ${address}`, `-H 'Authorization: Bearer ${token ?? 'YOUR-TOKEN'}'`, `-H 'Content-Type: application/json'`, `-d '${event}'`].join(' \\\n  ')
}

/** A port no line uses yet, from the usual one on. */
export function freePort(lines: readonly LineView[]): number {
  const taken = new Set(lines.filter(({ kind }) => kind === 'http').map(({ settings }) => Number(settings['port'] ?? DEFAULT_PORT)))
  let port = DEFAULT_PORT
  while (taken.has(port)) port += 1
  return port
}

/** "Phone line", "Phone line 2": a name no line has yet. */
export function freeName(lines: readonly LineView[]): string {
  const taken = new Set(lines.map(({ name }) => name))
  let number = 1
  while (taken.has(nameOf(number))) number += 1
  return nameOf(number)
}

const nameOf = (number: number): string => (number === 1 ? 'Phone line' : `Phone line ${number}`)
