import { createTracker, type Tracker } from '../../../electron/core/lines/asterisk/tracker.ts'
import { createTrunks } from '../../../electron/core/lines/asterisk/trunks.ts'
import type { Block } from '../../../electron/core/lines/asterisk/reader.ts'
import type { LineFact } from '../../../electron/core/lines/line.ts'
import { outcomesOf, type Scene } from './asterisk-scenes.ts'

/** What a tracker of its own makes of a scene, and what could be made of it where a part went unheard. */

const CONTEXTS = ['from-trunk', 'from-pstn', 'from-external', 'from-did-direct', 'ext-did']

export function trackerFor({ oldDialect = false, dialPrefix = '' }: Partial<Scene> = {}, learnt: string | null = null): Tracker {
  const made = createTracker({ trunks: createTrunks(CONTEXTS, learnt), dialPrefix })
  made.state.connection = 1
  made.state.oldDialect = oldDialect
  return made
}

export type Course = { id: string; direction: string; state: string; opened: number; rang: number; answered: number; ended: number }

/** Which event of a scene told that each of its calls began, rang, was answered and ended. */
export function coursesOf(scene: Scene, blocks: readonly Block[]): Course[] {
  const it = trackerFor(scene)
  const told = blocks.flatMap((block, index) => it.take(block, index).map((fact) => ({ fact, index })))
  return [...outcomesOf(told.map(({ fact }) => fact))].map(([id, { direction, state }]) => {
    const when = (...types: LineFact['type'][]): number => told.find(({ fact }) => types.includes(fact.type) && 'callId' in fact && fact.callId === id)?.index ?? Infinity
    const opened = blocks.findIndex((block) => block.get('Event') === 'Newchannel' && block.get('Linkedid') === id)
    return { id, direction, state, opened, rang: when('ringing'), answered: when('answered'), ended: when('ended', 'missed', 'voicemail') }
  })
}

/** Tells of the answering machine: with it unheard, nobody knows that the caller reached it. */
const isOfVoicemail = (block: Block): boolean => ['VarSet', 'MessageWaiting', 'UserEvent', 'Newexten'].includes(block.get('Event'))

/** What may become of a call of which a part went unheard: what it was, unless nobody could know that. */
export function possible({ id, direction, state: was, opened, rang, answered, ended }: Course, gap: { from: number; until: number; restarted: boolean; listed: readonly Block[]; unheard: readonly Block[] }): (string | undefined)[] {
  const isUnheard = (at: number): boolean => at >= gap.from && at < gap.until
  // Before it was put to a phone or a trunk, nobody knew that it comes from outside or leads there, or it was not kept.
  const isKnown = (direction === 'in' && !gap.restarted ? opened : rang) < gap.from
  if (isUnheard(ended)) return !isKnown ? [undefined] : answered < gap.from ? [was] : ['missed']
  // Of a call going out only one end may be left, and neither end alone tells that it is one.
  const has = (which: (row: Block) => boolean): boolean => gap.listed.some(which)
  if (!isKnown && direction === 'out' && !(has((row) => row.get('Uniqueid') === id) && has((row) => row.get('Application') === 'AppDial'))) return [was, undefined]
  return was === 'voicemail' && gap.unheard.some(isOfVoicemail) ? [was, 'missed'] : [was]
}
