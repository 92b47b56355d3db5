import { expect, test } from 'vitest'
import { callStateOf, type CallRow } from '../../electron/core/conversations/calls.ts'
import { createIntake } from '../../electron/core/lines/intake.ts'
import { temporaryPractice } from '../../electron/core/testing/practice.ts'
import { channelTable } from './servers/asterisk-channels.ts'
import { coursesOf, possible } from './servers/asterisk-course.ts'
import { runAlone } from './servers/asterisk-line-alone.ts'
import { allScenes, another, blockOf, type Scene } from './servers/asterisk-scenes.ts'
import { startAmi } from './servers/asterisk.ts'

const ROUNDS = 50

/** The same calls in the same order on each run. */
function dice(): (below: number) => number {
  let seed = 20_261_126
  return (below) => {
    seed = (Math.imul(seed, 1_103_515_245) + 12_345) & 0x7fffffff
    return Math.floor((seed / 0x80000000) * below)
  }
}

/** A system that has phones: what happens there is in its list of channels, whether anybody listens or not. */
async function startSystem() {
  const ami = await startAmi()
  const table = channelTable()
  const happen = (events: readonly string[]): void => {
    for (const event of events) table.hear(blockOf(event))
    ami.channels = table.list(Date.now())
  }
  return { ami, table, happen, tell: async (events: readonly string[]): Promise<void> => (happen(events), ami.say(events.join(''))) }
}

test('fifty times its server, the whole phone system or Rapport itself is killed in the middle of calls: what could still be known is known, once', async () => {
  const { core } = await temporaryPractice()
  core.record([{ kind: 'line.saved', body: { lineId: 'pbx', kind: 'asterisk', name: 'Phones', enabled: false, settings: {} }, at: core.now(), actor: 'test' }])
  const intake = createIntake(core, { lineId: 'pbx', hears: 'phones', heard: () => undefined })
  const { ami, table, happen, tell } = await startSystem()
  const start = (memory?: Map<string, string>) => runAlone(ami.port(), { memory, sink: { take: (...facts) => intake.take(facts), now: core.now } })
  let line = start()
  await expect.poll(line.lives).toBe(1)

  const scenes = allScenes().filter(({ oldDialect, dialPrefix }) => !oldDialect && dialPrefix === '')
  const last = scenes.find(({ name }) => name.includes('27-withheld')) as Scene
  const next = dice()
  const expected: { id: string; may: (string | undefined)[]; why: string }[] = []
  const stateOf = (linkedid: string): string | undefined => {
    const row = core.db.prepare(`SELECT * FROM calls WHERE id LIKE '%-' || ?`).get(linkedid) as CallRow | undefined
    return row && callStateOf(row)
  }
  /** Everything told before is in the journal when a call told after it is. */
  const heardAll = async (n: number): Promise<void> => {
    const marker = another(last, n)
    await tell(marker.events)
    await expect.poll(() => stateOf(coursesOf(marker, marker.events.map(blockOf))[0]?.id ?? ''), { interval: 5 }).toBe('missed')
  }

  for (let round = 0; round < ROUNDS; round += 1) {
    const kill = round % 10 === 9 ? 'system' : round % 4 === 3 ? 'rapport' : 'server'
    const calls = [0, 1, 2].map((k) => {
      const scene = another(scenes[next(scenes.length)] as Scene, round * 5 + k + 1)
      const from = next(scene.events.length + 1)
      return { ...scene, from, until: from + next(scene.events.length - from + 1) }
    })
    for (const { events, from } of calls) await tell(events.slice(0, from))
    await heardAll(round * 5 + 4)
    if (kill === 'rapport') await line.end()
    // Torn in the middle of an event, as when a cable is pulled.
    else await ami.say(`${last.events[0]?.slice(0, 60 + next(200)) ?? ''}`)
    if (kill !== 'rapport') await ami.kill()
    if (kill === 'system') {
      table.clear()
      happen([])
      ami.options.started = { date: '2026-11-23', time: `10:00:${String(round).padStart(2, '0')}` }
    } else for (const { events, from, until } of calls) happen(events.slice(from, until))
    const listed = ami.channels.map((row) => blockOf(`Event: CoreShowChannel\r\n${row}\r\n\r\n`))
    if (kill === 'rapport') line = start(line.memory)
    else await ami.start()
    await line.again()
    if (kill !== 'system') for (const { events, until } of calls) await tell(events.slice(until))
    await heardAll(round * 5 + 5)
    for (const scene of calls) {
      const blocks = scene.events.map(blockOf)
      const until = kill === 'system' ? Infinity : scene.until
      for (const course of coursesOf(scene, blocks)) {
        const may = possible(course, { from: scene.from, until, restarted: kill === 'rapport', listed, unheard: blocks.slice(scene.from, until) })
        expected.push({ id: course.id, may, why: `round ${round}, ${kill} killed, ${scene.name} from ${scene.from} until ${until}` })
      }
    }
  }
  await intake.drain()

  expect(expected.length).toBeGreaterThan(ROUNDS * 2)
  expect(expected.filter(({ id, may }) => !may.includes(stateOf(id))).map(({ id, may, why }) => `${stateOf(id)}, not ${may.join(' or ')}: ${why}`)).toEqual([])
  const rows = core.db.prepare('SELECT * FROM calls').all() as CallRow[]
  const ids = rows.map(({ id }) => id.slice(id.indexOf('-') + 1))
  expect(new Set(ids).size).toBe(ids.length)
  expect(rows.filter((row) => ['ringing', 'connected'].includes(callStateOf(row)))).toEqual([])
  expect(core.db.prepare(`SELECT source_key, count(*) AS n FROM journal WHERE kind LIKE 'call.%' GROUP BY source_key HAVING n > 1`).all()).toEqual([])
})
