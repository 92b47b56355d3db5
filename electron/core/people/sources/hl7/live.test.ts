import { connect, type Socket } from 'node:net'
import { beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest'
import type { Core } from '../../../core.ts'
import { deskAt, type Desk } from '../../../testing/desk-calls.ts'
import { temporaryPractice, testClock, type Announced } from '../../../testing/practice.ts'
import { patientCard } from '../../queries.ts'
import { searchPeople } from '../../search.ts'
import { frame } from './framing.ts'
import { listen, type Listener } from './listener.ts'
import { appointment, fixture, messageOf, ROSA } from './testing.ts'

let core: Core
let desk: Desk
let port: number
let logged: string[]
let announced: Announced[]
let folder: string

/** A port that is free now. */
async function freePort(): Promise<number> {
  const listener = await listen({ host: '127.0.0.1', port: 0, answer: () => [], dropped: () => undefined, connections: () => undefined })
  await listener.stop()
  return listener.port
}

beforeEach(async () => {
  ;({ core, announced, folder } = await temporaryPractice({ now: testClock().now }))
  desk = deskAt(core)
  port = await freePort()
  logged = []
  const spy = vi.spyOn(process.stderr, 'write').mockImplementation((text) => logged.push(String(text)) > 0)
  onTestFinished(() => spy.mockRestore())
  await desk.done('practice.change', { timeZone: 'America/Chicago' })
  await desk.done('records.save', { source: 'hl7', enabled: true, port, address: '127.0.0.1' })
})

/** The practice software's end of a connection. */
type Sender = { socket: Socket; write: (bytes: Buffer | string) => void; /** The answers so far, without their frames. */ answers: () => string[]; closed: () => boolean }

async function sender(to = port): Promise<Sender> {
  const socket = connect({ host: '127.0.0.1', port: to })
  onTestFinished(() => void socket.destroy())
  let got = ''
  let closed = false
  socket.on('data', (chunk: Buffer) => (got += chunk.toString('utf8')))
  socket.on('error', () => undefined)
  socket.on('close', () => (closed = true))
  await new Promise<void>((resolve) => void socket.once('connect', resolve))
  return { socket, write: (bytes) => void socket.write(bytes), answers: () => got.split('\x1c\r').slice(0, -1).map((one) => one.slice(1)), closed: () => closed }
}

/** The acknowledgment code and text of each answer. */
const codes = ({ answers }: Sender): string[] => answers().map((one) => /MSA\|(..)/.exec(one)?.[1] ?? one)

async function send(...messages: Buffer[]): Promise<string[]> {
  const to = await sender()
  for (const message of messages) to.write(frame(message))
  await expect.poll(() => to.answers().length, { timeout: 10_000 }).toBe(messages.length)
  to.socket.end()
  return codes(to)
}

const rosa = () => patientCard(core.db, searchPeople(core.db, 'rosa nunez', 5, 0).rows[0]?.id ?? '')
const at = (text: string): number => Date.parse(text)

describe('the practice software over a real socket', () => {
  it('books an appointment, moves it, and the card has it', async () => {
    expect(await send(messageOf('SIU^S12', appointment('20260316143000')))).toEqual(['AA'])
    expect(rosa()).toMatchObject({ fullName: 'Rosa Núñez', externalId: '77', birthDate: '1967-03-04', phones: [{ number: '+15550100177', label: 'mobile' }], visits: [{ at: at('2026-03-16T14:30:00-05:00'), status: 'booked', clinician: 'Dr. Wei Chen', reason: 'Knee check' }] })
    const before = core.lastSeq()
    const card = rosa()
    expect(await send(messageOf('SIU^S13', appointment('20260318090000')))).toEqual(['AA'])
    expect(rosa()?.visits).toMatchObject([{ at: at('2026-03-18T09:00:00-05:00'), status: 'booked' }])
    // The window that shows her hears of it.
    expect(announced.filter(({ name }) => name === 'changes').at(-1)?.body).toMatchObject({ from: before, upserts: { patient: [{ id: card?.id, visits: [{ at: at('2026-03-18T09:00:00-05:00') }] }] } })
    expect(await send(messageOf('SIU^S15', ['SCH|P1|4711', ROSA]), messageOf('SIU^S26', appointment('20260318090000')))).toEqual(['AA', 'AA'])
    expect(rosa()?.visits).toMatchObject([{ status: 'noShow' }])
  })

  it('changes who somebody is, tells the same twice, and every public message is answered', async () => {
    const name = (given: string) => messageOf('ADT^A08', [`PID|1||77^^^HOSP^MR||Núñez^${given}||19670304`])
    expect(await send(name('Rosa'), name('Rosa'), name('Rosalía'))).toEqual(['AA', 'AA', 'AA'])
    expect(rosa()).toMatchObject({ givenName: 'Rosalía' })
    const seq = core.lastSeq()
    expect(await send(name('Rosalía'))).toEqual(['AA'])
    expect(core.lastSeq()).toBe(seq)
    expect(new Set(await send(...['ADT-A01-01', 'ADT-A03-01', 'ADT-A04-01', 'ADT-A08-01', 'ADT-A28-01', 'ADT-A31-01', 'ADT01-23', 'SIU-S12-01', 'SIU-S12_1', 'SIU-S13-01', 'SIU-S14-01', 'SIU-S15-01', 'SIU-S26-01', 'SIU_12'].map(fixture)))).toEqual(new Set(['AA']))
  })

  it('makes one of two records: nothing to do where there is one, joined where there are two, and the old id names them', async () => {
    expect(await send(messageOf('ADT^A28', ['PID|1||78^^^HOSP^MR||Núñez^Rosa||19670304']))).toEqual(['AA'])
    expect(await send(messageOf('ADT^A40', [ROSA, 'MRG|78^^^HOSP^MR']))).toEqual(['AA'])
    // The old id still names her.
    expect(await send(messageOf('SIU^S12', ['SCH||9', 'PID|1||78^^^HOSP^MR', 'AIS|1|A|X|20260320100000']))).toEqual(['AA'])
    expect(rosa()).toMatchObject({ visits: [{ id: 'hl7:9' }] })
    expect(searchPeople(core.db, 'nunez', 5, 0).rows).toHaveLength(1)
    expect(await send(messageOf('ADT^A28', ['PID|1||90^^^HOSP^MR||Weber^Otto||19500101']))).toEqual(['AA'])
    await desk.done('preferences.note', { patientId: searchPeople(core.db, 'weber', 5, 0).rows[0]?.id ?? '', kind: 'hearing', text: 'Left ear' })
    expect(await send(messageOf('ADT^A40', [ROSA, 'MRG|90^^^HOSP^MR']))).toEqual(['AA'])
    expect(searchPeople(core.db, 'weber', 5, 0).rows).toHaveLength(0)
    expect(rosa()).toMatchObject({ familyName: 'Núñez', preferences: [{ text: 'Left ear' }], merged: [{ name: 'Otto Weber', by: 'the practice software' }] })
    expect(await send(messageOf('SIU^S12', ['SCH||10', 'PID|1||90^^^HOSP^MR', 'AIS|1|A|X|20260321100000']))).toEqual(['AA'])
    expect(rosa()).toMatchObject({ visits: [{ id: 'hl7:10' }, { id: 'hl7:9' }] })
    await desk.done('people.unmerge', { from: rosa()?.merged[0]?.id ?? '' })
    expect(rosa()).toMatchObject({ preferences: [], merged: [] })
    expect(searchPeople(core.db, 'weber', 5, 0).rows).toHaveLength(1)
  })

  it('leaves what the desk entered, and the card asks', async () => {
    await send(messageOf('ADT^A28', [ROSA]))
    await desk.done('people.change', { patientId: rosa()?.id ?? '', changes: { language: 'es' } })
    expect(await send(messageOf('ADT^A31', [`${ROSA}|||eng`.replace('^CP|||eng', '^CP||eng')]))).toEqual(['AA'])
    expect(rosa()).toMatchObject({ language: 'es', differences: [{ field: 'language', ours: 'es', theirs: 'en', source: 'HL7' }] })
  })

  it('is told why a message is refused, and the log says no word of it', async () => {
    await send(messageOf('ADT^A28', [ROSA]))
    const to = await sender()
    to.write(frame(Buffer.from('Rosa Núñez, born 1967')))
    to.write(frame(messageOf('ADT^A08', ['PID|1||77^^^HOSP^MR||Weber^Otto||19500101'])))
    to.write(frame(messageOf('ORU^R01', [ROSA])))
    to.write(frame(messageOf('ADT^A08', ['PID|1||||""||19670304'])))
    to.write(frame(messageOf('SIU^S13', appointment('000000000000'))))
    to.write(frame(Buffer.concat([messageOf('ADT^A08', [ROSA]).subarray(0, -1), Buffer.alloc(2 * 1024 * 1024, 'x')])))
    await expect.poll(() => to.answers().length).toBe(6)
    expect(to.answers().map((one) => /MSA\|([^\r|]*)\|([^\r|]*)\|([^\r|]*)/.exec(one)?.slice(1))).toEqual([
      ['AR', '', 'It does not begin with MSH'],
      ['AE', '4711', 'Not taken in: id 77 belongs to somebody else here, with another name and birth date'],
      ['AR', '4711', 'Only ADT and SIU are taken here, not ORU'],
      ['AE', '4711', 'Not taken in: PID has no name and no id'],
      ['AE', '4711', 'The appointment cannot be read: its time cannot be read'],
      ['AR', '4711', 'It is larger than 1 MB'],
    ])
    expect(logged).toHaveLength(6)
    expect(logged.join('')).not.toMatch(/Rosa|Weber|Otto|1967|\b77\b|4711/)
    expect(core.hl7.view().status).toMatchObject({ taken: 1, refused: 6, lastRefusal: { says: 'It is larger than 1 MB' } })
  })

  it('gets no AA for what could not be saved', async () => {
    const record = vi.spyOn(core, 'record').mockImplementation(() => {
      throw Object.assign(new Error('disk full'), { code: 'SQLITE_FULL' })
    })
    expect(await send(messageOf('ADT^A28', [ROSA]))).toEqual(['AE'])
    record.mockRestore()
    expect(await send(messageOf('ADT^A28', [ROSA]))).toEqual(['AA'])
    expect(logged).toHaveLength(2)
  })
})

describe('a sender that means no good, or lost its way', () => {
  it('that sends garbage, half messages and nonsense is dropped with one line for each kind, and the next is served', async () => {
    const to = await sender()
    to.write('GET / HTTP/1.1\r\n\r\n')
    to.write('more of it')
    for (let count = 0; count < 50; count += 1) to.write('\x0bMSH|^~\\&|half')
    to.write(Buffer.concat([Buffer.from('\x1c\r'), frame(messageOf('ADT^A28', [ROSA]))]))
    await expect.poll(() => codes(to)).toEqual(['AE', 'AA'])
    to.write('\x0bMSH|^~\\&|half')
    to.socket.end()
    await expect.poll(to.closed).toBe(true)
    expect(logged.filter((line) => line.includes('hl7.dropped'))).toEqual([expect.stringContaining('outside of a message'), expect.stringContaining('cut off'), expect.stringContaining('ended within')])
    expect(core.hl7.view().status).toMatchObject({ taken: 1, dropped: 51 })
  })

  it('that sends a line of 200 MB costs its own answer, no memory, and nobody else’s time', async () => {
    const to = await sender()
    to.write('\x0bMSH|^~\\&|A|B|C|D|2026||ADT^A08|huge|P|2.5\rPID|1||')
    const piece = Buffer.alloc(1024 * 1024, 'x')
    const before = process.memoryUsage().rss
    let most = 0
    for (let sent = 0; sent < 200; sent += 1) {
      if (!to.socket.write(piece)) await new Promise<void>((resolve) => void to.socket.once('drain', resolve))
      most = Math.max(most, process.memoryUsage().rss)
    }
    const other = await send(messageOf('ADT^A28', [ROSA]))
    expect(other).toEqual(['AA'])
    to.write('\x1c\r')
    await expect.poll(() => to.answers(), { timeout: 15_000 }).toEqual([expect.stringContaining('MSA|AR|huge|It is larger than 1 MB') as unknown])
    expect(most - before).toBeLessThan(150 * 1024 * 1024)
  })

  it('a thousand messages at once are all answered, in order, while the desk is served', async () => {
    const to = await sender()
    const messages = Array.from({ length: 1000 }, (_, index) => frame(messageOf('SIU^S13', appointment(`2026031614${String(index % 60).padStart(2, '0')}00`), { 10: `m${index}` })))
    let longest = 0
    let last = performance.now()
    const beat = setInterval(() => {
      longest = Math.max(longest, performance.now() - last)
      last = performance.now()
    }, 5)
    const started = performance.now()
    to.write(Buffer.concat(messages))
    await expect.poll(() => to.answers().length, { timeout: 20_000 }).toBe(1000)
    clearInterval(beat)
    process.stdout.write(`1,000 messages in ${Math.round(performance.now() - started)} ms, the core away for at most ${Math.round(longest)} ms\n`)
    expect(to.answers().map((one) => /MSA\|AA\|(m\d+)/.exec(one)?.[1])).toEqual(messages.map((_, index) => `m${index}`))
    expect(rosa()?.visits).toMatchObject([{ at: at('2026-03-16T14:39:00-05:00') }])
    expect(longest).toBeLessThan(1000)
  })

  describe('at a listener of short patience', () => {
    let listener: Listener
    const dropped: string[] = []
    beforeEach(async () => {
      listener = await listen({ host: '127.0.0.1', port: 0, answer: () => [frame(Buffer.from('MSA|AA'))], dropped: () => void dropped.push('one'), connections: () => undefined, messageWithin: 120 })
      onTestFinished(() => listener.stop())
    })

    it('that drips holds its place no longer than a message may take; one that is merely quiet keeps it', async () => {
      const [quiet, drips] = [await sender(listener.port), await sender(listener.port)]
      const drip = setInterval(() => drips.socket.writable && drips.write('\x0bM'.slice(drips.answers().length)), 20)
      drips.write('\x0b')
      clearInterval(drip)
      const slow = setInterval(() => drips.socket.writable && drips.write('x'), 20)
      await expect.poll(drips.closed).toBe(true)
      clearInterval(slow)
      expect(quiet.closed()).toBe(false)
      quiet.write(frame(Buffer.from('x')))
      await expect.poll(() => codes(quiet)).toEqual(['AA'])
    })

    it('many connections: the one that is quiet the longest makes room', async () => {
      const first = await sender(listener.port)
      for (let count = 0; count < 16; count += 1) await sender(listener.port)
      await expect.poll(first.closed).toBe(true)
    })

    it('that never reads its answers is read no further', async () => {
      const deaf = await sender(listener.port)
      deaf.socket.pause()
      const many = Buffer.concat(Array.from({ length: 20_000 }, () => frame(Buffer.from('x'))))
      let refused = false
      for (let round = 0; round < 60 && !refused; round += 1) {
        deaf.socket.write(many)
        await new Promise((resolve) => setImmediate(resolve))
        refused = deaf.socket.writableLength > 8 * many.length
      }
      const other = await sender(listener.port)
      other.write(frame(Buffer.from('x')))
      await expect.poll(() => codes(other)).toEqual(['AA'])
    })
  })
})

describe('the listener', () => {
  it('starts and stops with its switch, and is there again with the practice', async () => {
    expect(core.hl7.view()).toMatchObject({ enabled: true, port, status: { state: 'live' } })
    expect(await desk.done('records.test', { source: 'hl7' })).toEqual({ steps: [{ ok: true, says: `It listens at 127.0.0.1, port ${port}.` }, { ok: true, says: expect.stringContaining('answered') as unknown }] })
    expect(core.hl7.view().status).toMatchObject({ taken: 0, passedOver: 0, refused: 0 })
    const open = await sender()
    await desk.done('records.save', { source: 'hl7', enabled: false, port, address: '127.0.0.1' })
    await expect.poll(open.closed).toBe(true)
    expect(core.hl7.view().status.state).toBe('off')
    expect((await desk.done('records.test', { source: 'hl7' })).steps).toMatchObject([{ ok: false }])
    expect(await desk.done('desk.snapshot', {})).toMatchObject({ records: [{ id: 'hl7', enabled: false, status: { state: 'off' } }] })
  })

  it('says in words when its port is taken, and is refused an address that is none', async () => {
    const other = await listen({ host: '127.0.0.1', port: 0, answer: () => [], dropped: () => undefined, connections: () => undefined })
    onTestFinished(() => other.stop())
    await desk.done('records.save', { source: 'hl7', enabled: true, port: other.port, address: '127.0.0.1' })
    expect(core.hl7.view().status).toMatchObject({ state: 'failed', message: expect.stringContaining(`Port ${other.port} is taken`) as unknown })
    expect(await desk.refused('records.save', { source: 'hl7', enabled: true, port, address: 'everywhere' })).toBe('badArgument')
    await desk.done('records.save', { source: 'hl7', enabled: true, port, address: '192.0.2.1' })
    expect(core.hl7.view().status).toMatchObject({ state: 'failed', message: expect.stringContaining('not an address of this PC') as unknown })
  })

  it('tells the windows how it stands, at most a few times a second', async () => {
    const before = announced.filter(({ name }) => name === 'recordsStatus').length
    await send(...Array.from({ length: 50 }, () => messageOf('ADT^A28', [ROSA])))
    await expect.poll(() => announced.filter(({ name }) => name === 'recordsStatus').at(-1)?.body).toMatchObject({ id: 'hl7', status: { taken: 50, state: 'live' } })
    expect(announced.filter(({ name }) => name === 'recordsStatus').length - before).toBeLessThan(10)
    expect(folder).not.toBe('')
  })
})
