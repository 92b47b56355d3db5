import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { holdAgain, readKept, writeKept } from '../../electron/core/lines/asterisk/kept.ts'
import type { Block } from '../../electron/core/lines/asterisk/reader.ts'
import { rebuild } from '../../electron/core/lines/asterisk/rebuild.ts'
import { createTracker, type Tracker } from '../../electron/core/lines/asterisk/tracker.ts'
import { createTrunks } from '../../electron/core/lines/asterisk/trunks.ts'
import type { LineFact } from '../../electron/core/lines/line.ts'
import { channelTable } from './servers/asterisk-channels.ts'
import { allScenes, another, blockOf, outcomesOf, type Scene } from './servers/asterisk-scenes.ts'

/**
 * What is assumed of the wire: one TCP connection, on which Asterisk tells the events of one call in the order in which they
 * happened. Events of different calls may be mixed in any way, and any event may come again later.
 */

const CONTEXTS = ['from-trunk', 'from-pstn', 'from-external', 'from-did-direct', 'ext-did']
const scenes = allScenes()

function trackerFor({ oldDialect = false, dialPrefix = '' }: Partial<Scene> = {}, learnt: string | null = null): Tracker {
  const made = createTracker({ trunks: createTrunks(CONTEXTS, learnt), dialPrefix })
  made.state.connection = 1
  made.state.oldDialect = oldDialect
  return made
}

/** Each event's moment, a second after the one before. */
const START = 1_795_400_000_000
const momentOf = (index: number): number => START + index * 1000

function heard(it: Tracker, blocks: readonly Block[], from = 0): LineFact[] {
  return blocks.flatMap((block, index) => it.take(block, momentOf(from + index)))
}

test('however the calls of a busy practice are mixed, and whatever is told again, each is one record with its own outcome', () => {
  const mixable = scenes.filter(({ oldDialect, dialPrefix }) => !oldDialect && dialPrefix === '')
  const alone = new Map(mixable.map((scene) => [scene.name, [...outcomesOf(heard(trackerFor(), scene.events.map(blockOf))).values()]]))
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...mixable), { minLength: 2, maxLength: 6 }), fc.infiniteStream(fc.nat()), (chosen, dice) => {
      const next = (below: number): number => Number(dice.next().value) % below
      const copies = chosen.map((scene, index) => another(scene, index + 1, index))
      const queues = copies.map(({ events }) => events.map(blockOf))
      const told: Block[] = []
      while (queues.some((queue) => queue.length > 0)) {
        const event = queues[next(queues.length)]?.shift()
        if (event) told.push(event)
        // Again, at once or after any number of others.
        if (told.length > 0 && next(6) === 0) told.push(told[told.length - 1 - next(Math.min(told.length, 40))] as Block)
      }
      const it = trackerFor()
      const facts = heard(it, told)
      const outcomes = [...outcomesOf(facts).values()]
      const sorted = (list: readonly unknown[]): string[] => list.map((one) => JSON.stringify(one)).toSorted()
      expect(sorted(outcomes)).toEqual(sorted(chosen.flatMap(({ name }) => alone.get(name) ?? [])))
      expect(new Set(facts.map(({ id }) => id)).size).toBe(facts.length)
      expect(it.state.calls.size).toBe(0)
    }),
    { numRuns: 300 },
  )
})

type Course = { id: string; direction: string; opened: number; rang: number; answered: number; ended: number }

/** Which event of a scene told that each of its calls began, rang, was answered and ended. */
function coursesOf(scene: Scene, blocks: readonly Block[]): Course[] {
  const it = trackerFor(scene)
  const told = blocks.flatMap((block, index) => it.take(block, momentOf(index)).map((fact) => ({ fact, index })))
  return [...outcomesOf(told.map(({ fact }) => fact))].map(([id, { direction }]) => {
    const when = (...types: LineFact['type'][]): number => told.find(({ fact }) => types.includes(fact.type) && 'callId' in fact && fact.callId === id)?.index ?? Infinity
    const opened = blocks.findIndex((block) => block.get('Event') === 'Newchannel' && block.get('Linkedid') === id)
    return { id, direction, opened, rang: when('ringing'), answered: when('answered'), ended: when('ended', 'missed', 'voicemail') }
  })
}

/** Tells of the answering machine: with it unheard, nobody knows that the caller reached it. */
const isOfVoicemail = (block: Block): boolean => ['VarSet', 'MessageWaiting', 'UserEvent', 'Newexten'].includes(block.get('Event'))

describe('reconnected anywhere in a call, with any part of it unheard, Rapport restarted too', () => {
  for (const scene of scenes) {
    test(`${scene.name} is one record, with the outcome that could still be known`, () => {
      const blocks = scene.events.map(blockOf)
      const truth = outcomesOf(heard(trackerFor(scene), blocks))
      const courses = coursesOf(scene, blocks)
      const table = channelTable()
      const lists = [null, ...blocks].map((block, index) => {
        if (block) table.hear(block)
        return table.list(momentOf(index)).map((row) => blockOf(`Event: CoreShowChannel\r\n${row}\r\n\r\n`))
      })
      const wrong: string[] = []
      for (const [from, until, restarted] of interruptions(blocks.length)) {
        const complain = (what: string): void => void wrong.push(`${restarted ? 'restarted' : 'reconnected'} ${from} to ${until}: ${what}`)
        const { facts, left } = interrupted(scene, blocks, lists[until] ?? [], from, until, restarted)
        const outcomes = outcomesOf(facts)
        if (new Set(facts.map(({ id }) => id)).size !== facts.length) complain('a fact was told twice')
        if (left > 0) complain('a call was left behind')
        for (const id of outcomes.keys()) if (!truth.has(id)) complain(`${id} is no call`)
        for (const course of courses) {
          const was = truth.get(course.id)
          const is = outcomes.get(course.id)
          if (from === until && !restarted && is?.why !== was?.why) complain(`${is?.why}, not ${was?.why}`)
          const may = possible(course, was?.state, { from, until, restarted, listed: lists[until] ?? [], unheard: blocks.slice(from, until) })
          if (!may.includes(is?.state)) complain(`${is?.state} (${is?.why}), not ${may.join(' or ')}, of ${JSON.stringify(course)}`)
          if (is && is.direction !== was?.direction) complain(`${is.direction}, not ${was?.direction}`)
          // A number that came late and unheard can be asked for only while the call is up.
          const told = !blocks.slice(from, until).some((block) => block.get('Event') === 'NewCallerid') || course.ended >= until
          if (is && is.number !== was?.number && told) complain(`${is.number}, not ${was?.number}`)
        }
      }
      expect(wrong).toEqual([])
    })
  }
})

function* interruptions(events: number): Generator<[from: number, until: number, restarted: boolean]> {
  for (let from = 0; from <= events; from += 1) {
    for (let until = from; until <= events; until += 1) yield* [[from, until, false], [from, until, true]] as const
  }
}

/** A scene whose events from one to before another were not heard, and what Asterisk listed then. */
function interrupted(scene: Scene, blocks: readonly Block[], listed: readonly Block[], from: number, until: number, restarted: boolean): { facts: LineFact[]; left: number } {
  const first = trackerFor(scene)
  const facts = heard(first, blocks.slice(0, from))
  const it = restarted ? trackerFor(scene, first.trunks.learnt()) : first
  if (restarted) holdAgain(it, readKept(writeKept(first, momentOf(from))).calls)
  it.state.connection = 2
  facts.push(...rebuild(it, listed, momentOf(until), momentOf(from)), ...heard(it, blocks.slice(until), until))
  return { facts, left: it.state.calls.size }
}

/** What may become of a call of which a part went unheard: what it was, unless nobody could know that. */
function possible({ id, direction, opened, rang, answered, ended }: Course, was: string | undefined, gap: { from: number; until: number; restarted: boolean; listed: readonly Block[]; unheard: readonly Block[] }): (string | undefined)[] {
  const isUnheard = (at: number): boolean => at >= gap.from && at < gap.until
  // Before it was put to a phone or a trunk, nobody knew that it comes from outside or leads there, or it was not kept.
  const isKnown = (direction === 'in' && !gap.restarted ? opened : rang) < gap.from
  if (isUnheard(ended)) return !isKnown ? [undefined] : answered < gap.from ? [was] : ['missed']
  // Of a call going out only one end may be left, and neither end alone tells that it is one.
  const has = (which: (row: Block) => boolean): boolean => gap.listed.some(which)
  if (!isKnown && direction === 'out' && !(has((row) => row.get('Uniqueid') === id) && has((row) => row.get('Application') === 'AppDial'))) return [was, undefined]
  return was === 'voicemail' && gap.unheard.some(isOfVoicemail) ? [was, 'missed'] : [was]
}
