import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { visitInsights } from '@shared/rules/insights/visits.ts'
import { sayLine } from '@shared/rules/say.ts'
import type { ConversationView, PatientView } from '@shared/contract/views.ts'
import type { Core } from '../../core.ts'
import { conversationView, feed, thread } from '../../conversations/views.ts'
import type { WritableDB } from '../../journal/database.ts'
import { eventsSince, rebuild } from '../../journal/journal.ts'
import { patientCard } from '../../people/queries.ts'
import { staffAtDesk, staffById } from '../../practice/queries.ts'
import { snapshotOf } from '../../desk.ts'
import { temporaryFolder } from '../../testing/practice.ts'
import { allRows } from '../../testing/tables.ts'
import { dayOf, DEMO_ZONE } from './calendar.ts'
import { LINE_ID } from './house.ts'
import { prepareDemo } from './practice.ts'

/** A Tuesday afternoon in Chicago. */
const TUESDAY = Date.parse('2025-03-11T19:30:00Z')
const MARIA = '+15550100177'

async function openDemo(options: { realNow?: number; seed?: number; speed?: number; folder?: string; key?: Buffer } = {}): Promise<{ core: Core; close: () => Promise<void> }> {
  const { realNow = TUESDAY, seed = 1, speed = 1, folder = temporaryFolder(), key = randomBytes(32) } = options
  const opened = await prepareDemo({ file: join(folder, 'demo.db'), key, speed, seed, announce: () => undefined, realNow: () => realNow })
  let open = true
  const close = async (): Promise<void> => {
    if (open) await opened.close()
    open = false
  }
  onTestFinished(close)
  return { core: opened.core, close }
}

const clock = (at: number): string => new Date(at).toLocaleString('en-US', { timeZone: DEMO_ZONE, weekday: 'long', hour: 'numeric', minute: '2-digit' })
/** Without what the practice's rules plan from it as soon as the file is open. */
const story = ({ db }: Core): unknown[] => eventsSince(db, 0, 10_000).filter(({ actor }) => actor !== 'rule:follow-up').map(({ at, kind, actor, body }) => ({ at, kind, actor, body }))
const allPatients = ({ db }: Core): PatientView[] =>
  (db.prepare('SELECT id FROM patients').all() as { id: string }[]).flatMap(({ id }) => patientCard(db, id) ?? [])
const nameOf = ({ who, display }: ConversationView): string => (who.kind === 'patient' || who.kind === 'household' ? who.name : display)

function cardOf(core: Core, conversationId: string): PatientView {
  const who = conversationView(core.db, conversationId, core.now())?.who
  const card = who?.kind === 'patient' ? patientCard(core.db, who.patientId) : null
  if (!card) throw new Error('no card')
  return card
}

describe('the demo practice', () => {
  test('is the same for the same seed, and another for another', async () => {
    const [one, two, other] = [await openDemo(), await openDemo(), await openDemo({ seed: 2 })]
    expect(story(one.core)).toEqual(story(two.core))
    expect(story(other.core)).not.toEqual(story(one.core))
  })

  test('has Ana at the desk, her colleagues, templates and a line that is live', async () => {
    const { core } = await openDemo()
    const { practice, staff, templates, lines, clinicians } = snapshotOf(core)
    expect(practice).toMatchObject({ name: 'Lakeside Family Clinic', phone: '(555) 010-0100', timeZone: DEMO_ZONE, language: 'en' })
    expect(staffById(core.db, staffAtDesk(core.db, core.desk) ?? '')?.name).toBe('Ana Kovač')
    expect(staff).toHaveLength(4)
    expect(clinicians).toContain('Dr. Chen')
    expect(clinicians).toHaveLength(4)
    expect(templates[0]?.name).toBe('Offer new time')
    expect(lines).toMatchObject([{ id: LINE_ID, kind: 'demo', name: 'Main line', status: { state: 'live' } }])
  })

  test('has 300 patients, some of them sharing a number', async () => {
    const { core } = await openDemo()
    const patients = allPatients(core)
    expect(patients).toHaveLength(300)
    expect(new Set(patients.map(({ fullName }) => fullName)).size).toBe(300)
    expect(patients.filter(({ household }) => household.length > 0).length).toBeGreaterThan(40)
    expect(patients.filter(({ language }) => language === 'es').length).toBeGreaterThan(30)
    expect(patients.filter(({ visits }) => visits.some(({ status, at }) => status === 'booked' && at > core.now())).length).toBeGreaterThan(80)
    expect(patients.filter(({ guarantorId }) => guarantorId).every(({ guarantorId, relation }) => relation !== '' && patients.some(({ id }) => id === guarantorId))).toBe(true)
  })

  test('uses only numbers that were set aside for stories', async () => {
    const { core } = await openDemo()
    const fictional = /^\+1(?:\d{3}55501\d\d|55501001\d\d)$/
    const numbers = [...allPatients(core).flatMap(({ phones }) => phones.map(({ number }) => number)), ...feed(core.db, 500, core.now()).map(({ id }) => id)]
    expect(numbers.filter((number) => !fictional.test(number))).toEqual([])
    const withoutIds = JSON.stringify(story(core)).replace(/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, '')
    const written = withoutIds.match(/\(?\d{3}\)?[ -]?\d{3}-\d{4}|\+\d{8,}/g) ?? []
    expect(written.length).toBeGreaterThan(300)
    expect(written.filter((number) => !/555-01\d\d$|^\(555\) 010-01\d\d$/.test(number) && !fictional.test(number))).toEqual([])
  })

  test.each([1, 2, 3, 4, 5])('holds no event from the time to come and six who wait, also on weekday %i', async (weekday) => {
    const { core } = await openDemo({ realNow: TUESDAY + (weekday - 2) * 24 * 3_600_000 })
    expect(dayOf(core.now()).dayOfWeek).toBe(weekday)
    expect(feed(core.db, 500, core.now()).filter(({ waitingSince }) => waitingSince !== null)).toHaveLength(6)
    expect(eventsSince(core.db, 0, 10_000).filter(({ at }) => at > core.now())).toEqual([])
    expect(allPatients(core).flatMap(({ visits }) => visits.filter(({ status, at }) => (status === 'booked') !== at > core.now()))).toEqual([])
  })

  test('knows Maria Alvarez as the reference picture shows her', async () => {
    const { core } = await openDemo()
    const maria = cardOf(core, MARIA)
    expect(maria).toMatchObject({
      fullName: 'Maria “Mari” Alvarez',
      pronouns: 'she/her',
      language: 'es',
      channel: 'text',
      timeOfDay: 'morning',
      clinician: 'Dr. Chen',
      patientSince: '2016',
      alerts: ['Hard of hearing, left ear'],
      household: [{ fullName: 'Elena Alvarez', relation: 'daughter' }],
      phones: [{ number: MARIA, display: '(555) 010-0177' }],
    })
    const [next, last] = maria.visits
    expect(next).toMatchObject({ status: 'booked', clinician: 'Dr. Chen', reason: 'Follow-up' })
    expect(clock(next?.at ?? 0)).toBe('Friday 3:00 PM')
    expect(last).toMatchObject({ status: 'kept', reason: 'Knee injection', matter: { es: 'la rodilla' } })
    expect(visitInsights(maria.visits, core.now(), DEMO_ZONE)).toMatchObject([
      { kind: 'timeOfDay', cancelled: 3, cancelledOf: 4, kept: 9, keptOf: 9, offer: 'morning' },
      { kind: 'continuity', clinician: 'Dr. Chen', seen: 9, of: 10 },
    ])
    expect(maria.lastChanges).toMatchObject([{ by: 'Ana Kovač' }, { by: 'Ana Kovač' }])
    expect(maria.preferences).toMatchObject([{ kind: 'speaksFor', by: 'Ana Kovač' }])
    await vi.waitFor(() => expect(cardOf(core, MARIA).followUps.map(({ what }) => what).toSorted()).toEqual(['A1c is due: offer a time', 'Ask how it is since the injection']))
  })

  test('lets the desk ask after her knee since Tuesday', async () => {
    const { core } = await openDemo({ realNow: TUESDAY + 2 * 24 * 3_600_000 })
    const { preferredName, language, visits } = cardOf(core, MARIA)
    const lastVisit = visits.find(({ status }) => status === 'kept') ?? null
    expect(sayLine({ name: { text: preferredName, preferred: true }, language, languageIsTheirs: true, speaker: 'them', verified: false, lastVisit, missedAt: [], promise: null }, core.now(), DEMO_ZONE).text).toBe('Buenos días, Mari — ¿cómo sigue la rodilla desde el martes?')
  })

  test('shows what passed with her since her visit', async () => {
    const { core } = await openDemo()
    const { contacts } = thread(core.db, MARIA, undefined, 50)
    expect(contacts.map((contact) => `${clock(contact.at)} ${contact.type}`)).toEqual([
      'Thursday 10:12 AM call',
      'Tuesday 4:12 PM text',
      'Tuesday 4:20 PM text',
      'Monday 5:34 PM note',
      'Tuesday 9:10 AM call',
      'Tuesday 9:12 AM call',
      'Tuesday 9:12 AM text',
      'Tuesday 9:14 AM text',
    ])
    expect(contacts[1]).toMatchObject({ state: 'delivered', templateName: 'After-visit steps', by: 'Ana Kovač' })
    expect(contacts[3]).toMatchObject({ handoff: true, to: 'front desk' })
    expect(contacts[6]).toMatchObject({ automatic: true, state: 'delivered' })
  })

  test('begins with six who wait, and with what was answered earlier today', async () => {
    const { core } = await openDemo()
    expect(clock(core.now())).toBe('Tuesday 9:56 AM')
    const all = feed(core.db, 500, core.now())
    const waiting = all.filter(({ waitingSince }) => waitingSince !== null).sort((a, b) => b.lastAt - a.lastAt)
    expect(waiting.map((it) => [nameOf(it), it.waitingFor])).toEqual([
      ['Devon Okafor', { missed: 0, voicemails: 0, texts: 1, failed: 0 }],
      ['(555) 010-0142', { missed: 0, voicemails: 1, texts: 0, failed: 0 }],
      ['Rosa & Felix Grant', { missed: 1, voicemails: 0, texts: 0, failed: 0 }],
      ["Margaret O'Sullivan-Reyes", { missed: 0, voicemails: 1, texts: 0, failed: 0 }],
      ['Tomás Herrera Quintanilla', { missed: 0, voicemails: 0, texts: 1, failed: 0 }],
      ['Maria Alvarez', { missed: 2, voicemails: 0, texts: 1, failed: 0 }],
    ])
    const closed = all.filter(({ waitingSince }) => waitingSince === null).sort((a, b) => b.lastAt - a.lastAt)
    expect(closed.slice(0, 3).map((it) => [nameOf(it), it.last?.type])).toEqual([['June Takahashi', 'text'], ['Priya Nair', 'call'], ['Bill Whitcomb', 'resolved']])
    expect(closed[0]?.closedBy).toMatchObject({ type: 'text', by: 'Ana Kovač' })
    expect(closed[1]?.last).toMatchObject({ talkSeconds: 192, answeredBy: 'Ana Kovač' })
    expect(closed.length).toBeGreaterThan(75)
  })

  test('is rebuilt from its journal to the same rows', async () => {
    const { core } = await openDemo()
    const searches = ['alvarez', 'nguyen', '0100177', '555']
    const lived = allRows(core.db, searches)
    rebuild(core.db as WritableDB)
    expect(allRows(core.db, searches)).toEqual(lived)
  })

  test('begins on Monday when it is opened on a weekend', async () => {
    const { core } = await openDemo({ realNow: Date.parse('2025-03-08T22:00:00Z') })
    expect(clock(core.now())).toBe('Monday 9:56 AM')
    expect(core.now()).toBe(Date.parse('2025-03-10T14:56:00Z'))
  })

  test('goes on with its clock and its journal when it is opened again', async () => {
    const [folder, key] = [temporaryFolder(), randomBytes(32)]
    const first = await openDemo({ folder, key })
    const seq = first.core.lastSeq()
    await first.close()
    const later = await openDemo({ folder, key, realNow: TUESDAY + 90_000 })
    expect(clock(later.core.now())).toBe('Tuesday 9:57 AM')
    expect(later.core.lastSeq()).toBe(seq)
    await later.close()
    const faster = await openDemo({ folder, key, realNow: TUESDAY + 90_000, speed: 20 })
    expect(snapshotOf(faster.core).lines).toMatchObject([{ settings: { speed: 20 }, status: { state: 'live' } }])
    expect(faster.core.lastSeq()).toBe(seq + 1)
  })
})
