import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { READ } from '../../electron/core/lines/asterisk/health.ts'
import { holdAgain, readKept, writeKept } from '../../electron/core/lines/asterisk/kept.ts'
import type { Block } from '../../electron/core/lines/asterisk/reader.ts'
import { rebuild } from '../../electron/core/lines/asterisk/rebuild.ts'
import type { Tracker } from '../../electron/core/lines/asterisk/tracker.ts'
import type { LineFact } from '../../electron/core/lines/line.ts'
import { channelTable } from './servers/asterisk-channels.ts'
import { coursesOf, possible, trackerFor } from './servers/asterisk-course.ts'
import { allScenes, another, blockOf, outcomesOf, type Scene } from './servers/asterisk-scenes.ts'

/**
 * What is assumed of the wire: one TCP connection, on which Asterisk tells the events of one call in the order in which they
 * happened. Events of different calls may be mixed in any way, and any event may come again later.
 */

const scenes = allScenes()

/** Each event's moment, a second after the one before. */
const START = 1_795_400_000_000
const momentOf = (index: number): number => START + index * 1000

function heard(it: Tracker, blocks: readonly Block[], from = 0): LineFact[] {
  return blocks.flatMap((block, index) => it.take(block, momentOf(from + index)))
}

const mixable = scenes.filter(({ oldDialect, dialPrefix }) => !oldDialect && dialPrefix === '')
const alone = new Map(mixable.map((scene) => [scene.name, [...outcomesOf(heard(trackerFor(), scene.events.map(blockOf))).values()]]))
const several = fc.array(fc.constantFrom(...mixable), { minLength: 2, maxLength: 6 })

type Dice = (below: number) => number
const dice = fc.infiniteStream(fc.nat()).map((stream): Dice => (below) => Number(stream.next().value) % below)

/** The events of several calls in one stream, each call's in their order. */
function* mixed(chosen: readonly Scene[], next: Dice): Generator<Block> {
  const queues = chosen.map((scene, index) => another(scene, index + 1, index).events.map(blockOf))
  while (queues.some((queue) => queue.length > 0)) {
    const event = queues[next(queues.length)]?.shift()
    if (event) yield event
  }
}

/** As text, in any order: what is to be compared. */
const sorted = (outcomes: Iterable<{ state: string; why: string; number: string | null; phone: string | null }>, ...names: ('why' | 'phone')[]): string[] =>
  Array.from(outcomes, ({ state, number, ...more }) => [state, number, ...names.map((name) => more[name])].join(' ')).toSorted()

test('however the calls of a busy practice are mixed, and whatever is told again, each is one record with its own outcome', () => {
  fc.assert(
    fc.property(several, dice, (chosen, next) => {
      const told: Block[] = []
      for (const event of mixed(chosen, next)) {
        told.push(event)
        // Again, at once or after any number of others.
        while (next(6) === 0) told.push(told[told.length - 1 - next(Math.min(told.length, 40))] as Block)
      }
      const it = trackerFor()
      const facts = heard(it, told)
      expect(sorted(outcomesOf(facts).values(), 'why', 'phone')).toEqual(sorted(chosen.flatMap(({ name }) => alone.get(name) ?? []), 'why', 'phone'))
      expect(new Set(facts.map(({ id }) => id)).size).toBe(facts.length)
      expect(it.state.calls.size).toBe(0)
    }),
    { numRuns: 300 },
  )
})

test('however often the connection is made anew among them, and Rapport restarted, each keeps its record and its outcome', () => {
  fc.assert(
    fc.property(several, dice, (chosen, next) => {
      const table = channelTable()
      let it = trackerFor()
      const facts: LineFact[] = []
      let index = 0
      for (const event of mixed(chosen, next)) {
        table.hear(event)
        facts.push(...it.take(event, momentOf((index += 1))))
        if (next(8) > 0) continue
        const now = momentOf(index)
        if (next(2) > 0) {
          const kept = readKept(writeKept(it, now))
          it = trackerFor({}, it.trunks.learnt())
          holdAgain(it, kept.calls)
        }
        it.state.connection += 1
        facts.push(...rebuild(it, table.list(now).map((row) => blockOf(`Event: CoreShowChannel\r\n${row}\r\n\r\n`)), now, now))
      }
      expect(sorted(outcomesOf(facts).values())).toEqual(sorted(chosen.flatMap(({ name }) => alone.get(name) ?? [])))
      expect(new Set(facts.map(({ id }) => id)).size).toBe(facts.length)
      expect(it.state.calls.size).toBe(0)
    }),
    { numRuns: 300 },
  )
})

test('the rights to read that the page names are enough: events of other classes change nothing', () => {
  const rights = READ.replace('read = ', '').split(',')
  for (const scene of scenes) {
    const blocks = scene.events.map(blockOf)
    const heardWith = blocks.filter((block) => rights.includes(block.get('Privilege').split(',')[0] ?? ''))
    expect(heard(trackerFor(scene), heardWith).map(({ id, type }) => [id, type])).toEqual(heard(trackerFor(scene), blocks).map(({ id, type }) => [id, type]))
  }
})

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
          const may = possible(course, { from, until, restarted, listed: lists[until] ?? [], unheard: blocks.slice(from, until) })
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
