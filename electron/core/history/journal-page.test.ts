import { describe, expect, test } from 'vitest'
import type { JournalFilter, JournalRow } from '@shared/contract/views.ts'
import { eventSchemas, type EventBody, type NewEvent } from '@shared/events/index.ts'
import { DAY, HOUR } from '@shared/time.ts'
import { eventsSince } from '../journal/journal.ts'
import type { OpenPractice } from '../practice-file.ts'
import { temporaryPractice } from '../testing/practice.ts'
import { everyKindOfEvent } from '../testing/story.ts'
import { JOURNAL_LOOKED_AT, journalPage } from './journal-page.ts'
import { sentenceOf, sentences, type Names } from './sentences.ts'

const START = Date.UTC(2026, 2, 10, 15, 0)

async function afterAMorning(): Promise<OpenPractice> {
  const opened = await temporaryPractice({ now: () => START + DAY })
  opened.core.record(everyKindOfEvent(START))
  return opened
}

function walk({ core }: OpenPractice, filter: JournalFilter): JournalRow[] {
  const rows: JournalRow[] = []
  let after: string | null = null
  do {
    const page = journalPage(core.db, filter, after, core.now())
    rows.push(...page.rows)
    after = page.next
  } while (after !== null)
  return rows
}

const nobody: Names = { patient: () => null, conversation: () => null, contact: () => null, staff: () => 'somebody', line: () => 'a line', template: () => 'one', time: () => 'then', day: () => 'one day' }

describe('who did what', () => {
  test('has a sentence for every kind of event, without the kind’s own name or an id in it', async () => {
    expect(Object.keys(sentences).toSorted()).toEqual(Object.keys(eventSchemas).toSorted())
    const { core } = await afterAMorning()
    const said = new Map(eventsSince(core.db, 0, 10_000).map((event) => [event.kind, sentenceOf(event, nobody).did]))
    expect([...said.keys()].toSorted()).toEqual(Object.keys(eventSchemas).toSorted())
    const odd = [...said].filter(([kind, did]) => did.includes(kind) || !/[a-z]+ .*[a-z]/.test(did) || /undefined|null|NaN|\[object/.test(did))
    expect(odd).toEqual([])
  })

  test('tells every event once, the newest first, with who it was and about whom', async () => {
    const opened = await afterAMorning()
    const rows = walk(opened, {})
    expect(rows.map(({ seq }) => seq)).toEqual(eventsSince(opened.core.db, 0, 10_000).map(({ seq }) => seq).toReversed())
    expect(rows).toContainEqual(expect.objectContaining({ by: 'Ana Kovač', did: 'noted a preference', about: expect.stringContaining('Núñez'), words: 'Left ear is better' }))
    expect(rows).toContainEqual(expect.objectContaining({ by: 'Main line', did: 'call came in' }))
  })

  test('shows a kind that it does not know by its own name', () => {
    expect(sentenceOf({ kind: 'moon.rose', body: { patientId: 'x' } as never }, nobody)).toEqual({ did: 'moon.rose' })
  })

  test('says what was taken out as a file, of which days, about whom, and whether with names', async () => {
    const { core } = await temporaryPractice({ now: () => START })
    const take = (what: EventBody<'data.exported'>): NewEvent => ({ kind: 'data.exported', body: what, at: START, actor: 'ana' })
    const day = { from: '2026-03-10', to: '2026-03-10', patientId: null }
    core.record([
      take({ what: 'daySheet', as: 'csv', withNames: true, ...day }),
      take({ what: 'report', as: 'pdf', withNames: false, ...day, to: '2026-03-16' }),
      take({ what: 'consent', as: 'csv', withNames: true, from: null, to: null, patientId: 'gone' }),
    ])
    const { rows } = journalPage(core.db, {}, null, START)
    expect(rows.map(({ did }) => did)).toEqual(['took out the record of consent as CSV', expect.stringMatching(/^took out a report as PDF, without names: .*10.* to .*16/), expect.stringMatching(/^took out a day sheet as CSV: [^t]*10[^t]*$/)])
  })

  test('says nothing of what a line’s settings hold, or the practice’s are set to', async () => {
    const { core } = await temporaryPractice({ now: () => START })
    const by = { at: START, actor: 'ana' }
    core.record([
      { kind: 'line.saved', body: { lineId: 'l', kind: 'http', name: 'Main', enabled: false, settings: { port: 8710, outgoing: true, sendToken: 'hush-hush', tokenHash: 'abcdef0123' } }, ...by },
      { kind: 'practice.changed', body: { formsLink: 'https://example.org/hush-hush' }, ...by },
    ])
    const { rows } = journalPage(core.db, {}, null, START)
    expect(rows.map(({ did }) => did)).toEqual(['changed settings: link to forms', 'saved the line Main, off'])
    expect(JSON.stringify(rows)).not.toMatch(/hush|abcdef|8710/)
  })

  test('keeps to one of the staff and to days of the practice, both included', async () => {
    const { core, ...opened } = await temporaryPractice({ now: () => START })
    // 23:30 on the 9th and 0:30 on the 10th in Chicago; 0:30 on the 11th.
    const times = [Date.UTC(2026, 2, 10, 4, 30), Date.UTC(2026, 2, 10, 5, 30), Date.UTC(2026, 2, 11, 5, 30)]
    core.record([
      { kind: 'practice.changed', body: { timeZone: 'America/Chicago' }, at: times[0] ?? 0, actor: 'ben' },
      ...times.flatMap((at) => ['ana', 'ben'].map((actor) => ({ kind: 'templates.ordered' as const, body: { templateIds: [] }, at, actor }))),
    ])
    const found = (filter: JournalFilter): number[] => walk({ core, ...opened }, filter).map(({ at }) => (at - (times[0] ?? 0)) / HOUR)
    expect(found({ staffId: 'ana' })).toEqual([25, 1, 0])
    expect(found({ staffId: 'ana', from: '2026-03-10', to: '2026-03-10' })).toEqual([1])
    expect(found({ staffId: 'ben', to: '2026-03-09' })).toEqual([0, 0])
    expect(found({ staffId: 'ana', from: '2026-03-11' })).toEqual([25])
  })

  test('goes on through any number of events that do not pass', async () => {
    const { core, ...opened } = await temporaryPractice({ now: () => START })
    core.record([
      { kind: 'templates.ordered', body: { templateIds: ['first'] }, at: START, actor: 'ana' },
      ...Array.from({ length: JOURNAL_LOOKED_AT + 5 }, () => ({ kind: 'templates.ordered' as const, body: { templateIds: [] }, at: START, actor: 'ben' })),
    ])
    expect(journalPage(core.db, { staffId: 'ana' }, null, START)).toMatchObject({ rows: [], next: expect.any(String) })
    expect(walk({ core, ...opened }, { staffId: 'ana' }).map(({ seq }) => seq)).toEqual([1])
  })
})
