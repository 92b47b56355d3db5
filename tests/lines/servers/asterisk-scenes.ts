import { readdirSync } from 'node:fs'
import { createReader, type Block } from '../../../electron/core/lines/asterisk/reader.ts'
import type { LineFact } from '../../../electron/core/lines/line.ts'
import { recording } from './asterisk.ts'

/** Recorded and composed calls taken apart into their events, to be told mixed, in part, or again. */

export type Scene = { name: string; events: string[]; oldDialect: boolean; dialPrefix: string }

/** Every recorded and composed call but the list of channels. */
export function allScenes(): Scene[] {
  const folder = new URL('../../fixtures/ami/', import.meta.url)
  const names = [...readdirSync(folder).filter((name) => name.endsWith('.txt') && !name.startsWith('15-')), ...readdirSync(new URL('composed/', folder)).map((name) => `composed/${name}`)]
  return names.toSorted().map((name) => ({ name, events: eventsOf(recording(name)), oldDialect: name.includes('44-'), dialPrefix: name.includes('41-') ? '9' : '' }))
}

export function eventsOf(text: string): string[] {
  return text.split('\r\n\r\n').filter((event) => event.trim() !== '').map((event) => `${event}\r\n\r\n`)
}

/**
 * The same call as another one: its own ids and channel names, the same phones and numbers, and begun `later` seconds after.
 * @param n tells it from all others, below 1000
 */
export function another({ events, ...scene }: Scene, n: number, later = 0): Scene {
  const renamed = events.map((event) =>
    event
      .replaceAll(/\b(179\d{7})\.(\d{1,4})\b/g, (_whole, second: string, counter: string) => `${Number(second) + later}.${n}${counter.padStart(4, '0')}`)
      .replaceAll(/^Timestamp: (179\d{7})\.(\d{6})/gm, (_whole, second: string, rest: string) => `Timestamp: ${Number(second) + later}.${rest}`)
      .replaceAll(/-([0-9a-f]{8})(?=[\r;<])/g, (_whole, number: string) => `-${(Number.parseInt(number, 16) + n * 0x10000).toString(16).padStart(8, '0')}`)
      .replaceAll(/^Mailbox: /gm, `Mailbox: ${n}`)
      .replaceAll(/^(Bridge\w*Uniqueid|\w+BridgeUniqueid): (.+)\r$/gm, (_whole, key: string, id: string) => `${key}: ${id}-${n}\r`),
  )
  return { ...scene, events: renamed }
}

export function blockOf(event: string): Block {
  const [block] = createReader(() => undefined).push(Buffer.from(event, 'latin1'))
  if (!block) throw new Error('no event')
  return block
}

/** What the facts of each call come to, by the rule of `callStateOf`: an answer outweighs a voicemail, which outweighs missed. */
export function outcomesOf(facts: readonly LineFact[]): Map<string, { state: string; why: string; direction: string; number: string | null; phone: string | null }> {
  const calls = new Map<string, LineFact[]>()
  for (const fact of facts) if ('callId' in fact) calls.set(fact.callId, [...(calls.get(fact.callId) ?? []), fact])
  return new Map(
    [...calls].map(([id, its]) => {
      const find = <T extends LineFact['type']>(type: T): Extract<LineFact, { type: T }> | undefined => its.findLast((fact): fact is Extract<LineFact, { type: T }> => fact.type === type)
      const [ringing, answered, missed] = [find('ringing'), find('answered'), find('missed')]
      const state = answered ? (find('ended') ? 'ended' : 'connected') : find('voicemail') ? 'voicemail' : missed ? 'missed' : 'ringing'
      return [id, { state, why: state === 'missed' ? (missed?.why ?? '') : '', direction: ringing?.direction ?? 'none', number: ringing?.number ?? null, phone: answered?.phone ?? null }]
    }),
  )
}
