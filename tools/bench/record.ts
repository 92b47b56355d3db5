import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import type { NewEvent } from '@shared/events/index.ts'
import { openDatabase } from '../../electron/core/journal/database.ts'
import { openPractice } from '../../electron/core/practice-file.ts'
import { median, percentile, round, type Figure } from './figures.ts'
import type { Practice } from './generate.ts'
import { numbersOfOnePerson } from './lookup.ts'
import { LINE } from './practice/events.ts'
import { timed } from './recorded.ts'

const CALLS = 300
const BATCHES = 20
/** Whole calls: one left ringing would stay in the hands of the desk that is measured next. */
const BATCH_CALLS = 33

/**
 * (c) Calls recorded event by event, each in its own durable transaction: journal, projections, and what the windows
 * are told. The floor is a bare insert of the same bytes into an encrypted file of the same settings, one transaction
 * each. They take turns, because a disk is never twice the same.
 */
export async function measureRecord(practice: Practice, folder: string): Promise<{ figure: Figure; also: { inBatches: number } }> {
  const { core, close } = await openPractice({ file: practice.file, key: practice.key, which: 'practice', now: Date.now, announce: () => undefined })
  const floorFile = openDatabase(join(folder, 'floor.db'), randomBytes(32))
  try {
    floorFile.exec('CREATE TABLE bare (seq INTEGER PRIMARY KEY, id TEXT, at INTEGER, desk TEXT, actor TEXT, kind TEXT, source_key TEXT, body TEXT) STRICT')
    const insert = floorFile.prepare('INSERT INTO bare (id, at, desk, actor, kind, source_key, body) VALUES (?, ?, ?, ?, ?, ?, ?)')
    const numbers = numbersOfOnePerson(core.db)
    let calls = 0
    const nextCall = (): NewEvent[] => callEvents(String(++calls), numbers[(calls * 7919) % numbers.length] ?? '')
    const samples: number[] = []
    const floors: number[] = []
    for (let call = 0; call < CALLS; call += 1) {
      for (const event of nextCall()) {
        samples.push(timed(() => core.record([event])))
        const id = core.newId()
        floors.push(timed(() => insert.run(id, event.at, core.desk, event.actor, event.kind, event.sourceKey ?? null, JSON.stringify(event.body))))
      }
    }
    const inBatches = Array.from({ length: BATCHES }, () => {
      const events = Array.from({ length: BATCH_CALLS }, nextCall).flat()
      return (1000 * events.length) / timed(() => core.record(events))
    })
    const perSecond = (1000 * samples.length) / sum(samples)
    const floor = (1000 * floors.length) / sum(floors)
    const ratio = perSecond / floor
    return {
      figure: { value: round(perSecond), floor: round(floor), ratio: round(ratio), p50: round(median(samples)), p99: round(percentile(samples, 0.99)), unit: 'events/s (p: ms)', goal: 'ratio >= 0.5', met: ratio >= 0.5 },
      also: { inBatches: round(median(inBatches)) },
    }
  } finally {
    floorFile.close()
    await close()
  }
}

/** A call that rings, is answered and ends, as the http line records it. */
function callEvents(id: string, number: string): NewEvent[] {
  const callId = `${LINE}:call:bench-${id}`
  const from = (what: string): Pick<NewEvent, 'at' | 'actor' | 'sourceKey'> => ({ at: Date.now(), actor: `line:${LINE}`, sourceKey: `${LINE}:${what}:bench-${id}` })
  return [
    { kind: 'call.ringing', body: { callId, conversationId: number, display: number, textable: true, direction: 'in', callerName: null, lineId: LINE }, ...from('call.ringing') },
    { kind: 'call.answered', body: { callId, staffId: 'ana', phone: null }, ...from('call.answered') },
    { kind: 'call.ended', body: { callId }, ...from('call.ended') },
  ]
}

function sum(samples: readonly number[]): number {
  return samples.reduce((total, sample) => total + sample, 0)
}
