import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { HistoryFilter, HistoryOutcome, HistoryRow } from '@shared/contract/views.ts'
import type { NewEvent } from '@shared/events/index.ts'
import { dayKey } from '@shared/rules/local-time.ts'
import { DAY, HOUR, MINUTE } from '@shared/time.ts'
import type { OpenPractice } from '../practice-file.ts'
import { noFields } from '../people/phones.ts'
import { temporaryPractice } from '../testing/practice.ts'
import { historyPage, LOOKED_AT } from './page.ts'

const START = Date.UTC(2026, 2, 5, 12, 0)
const ZONE = 'America/Chicago'
const PEOPLE = { rosa: '+15550100177', felix: '+15550100188' }
const NUMBERS = [...Object.values(PEOPLE), '+15550100199']
const WORDS = ['parking', 'refill', 'knee']

/** A contact as the test knows it, beside the events that bring it about. */
type Told = { id: string; number: string; at: number; outcome: HistoryOutcome; staff: string | null; line: string | null; words: string }

const OUTCOMES = ['answered', 'missed', 'voicemail', 'noAnswer', 'textIn', 'textOut', 'automatic', 'failed', 'note'] as const

/** Days around the beginning of summer time in Chicago, several things in one moment, ids in no order. */
const arbitraryTold = fc.array(
  fc.record({
    id: fc.string({ unit: fc.constantFrom('0', '1', '9', 'a', 'b', 'f'), minLength: 6, maxLength: 8 }),
    number: fc.constantFrom(...NUMBERS),
    at: fc.integer({ min: 0, max: 8 * 24 }).map((hours) => START + hours * HOUR),
    outcome: fc.constantFrom<HistoryOutcome>(...OUTCOMES),
    staff: fc.constantFrom('ana', 'ben'),
    line: fc.constantFrom('main', 'second'),
    words: fc.subarray(WORDS).map((words) => words.join(' ') || 'hello'),
  }),
  { minLength: 1, maxLength: 220 },
).map((all) => [...new Map(all.map((one) => [one.id, one])).values()].map(({ staff, line, words, ...one }, index): Told => ({
  ...one,
  // Minutes apart, or two calls of one number over two lines would be the same call.
  at: one.at + (one.outcome.startsWith('text') ? 0 : index * MINUTE * 20) % (6 * HOUR),
  staff: ['answered', 'textOut', 'failed', 'note'].includes(one.outcome) ? staff : one.outcome === 'automatic' ? 'rule:text-back' : null,
  line: one.outcome === 'note' ? null : ['answered', 'missed', 'voicemail', 'noAnswer'].includes(one.outcome) ? 'main' : one.outcome === 'automatic' || one.outcome === 'textOut' ? null : line,
  words: ['voicemail', 'textIn', 'textOut', 'failed', 'note', 'automatic'].includes(one.outcome) ? words : '',
})))

function eventsOf({ id, number, at, outcome, staff, line, words }: Told): NewEvent[] {
  const place = { conversationId: number, display: number, textable: true }
  const call = (direction: 'in' | 'out'): NewEvent => ({ kind: 'call.ringing', body: { callId: id, ...place, direction, callerName: null, lineId: 'main' }, at, actor: 'line:main' })
  const queued = (automatic: boolean): NewEvent => ({ kind: 'text.queued', body: { textId: id, conversationId: number, body: words, templateId: null, templateName: null, language: null, automatic, leavesAt: at + 100 * DAY }, at, actor: staff ?? 'ana' })
  const after = { at: at + 1, actor: 'line:main' }
  switch (outcome) {
    case 'answered':
      return [call('in'), { kind: 'call.answered', body: { callId: id, staffId: staff, phone: null }, ...after }, { kind: 'call.ended', body: { callId: id }, ...after }]
    case 'missed':
      return [call('in'), { kind: 'call.missed', body: { callId: id, why: null }, ...after }]
    case 'noAnswer':
      return [call('out'), { kind: 'call.missed', body: { callId: id, why: null }, ...after }]
    case 'voicemail':
      return [call('in'), { kind: 'call.voicemail', body: { callId: id, seconds: 4, transcript: words }, ...after }]
    case 'textIn':
      return [{ kind: 'text.received', body: { textId: id, ...place, body: words, lineId: line ?? 'main', consent: 'none', mayMeanVisit: false }, at, actor: `line:${line}` }]
    case 'failed':
      return [queued(false), { kind: 'text.sending', body: { textId: id, lineId: line ?? 'main' }, ...after }, { kind: 'text.failed', body: { textId: id, reason: 'landline' }, ...after }]
    case 'note':
      return [{ kind: 'conversation.noted', body: { contactId: id, conversationId: number, body: words, handOffTo: null }, at, actor: staff ?? 'ana' }]
    case 'automatic':
    case 'textOut':
    case 'cancelled':
    case 'ringing':
      return [queued(outcome === 'automatic')]
  }
}

const arbitraryWhole = fc.record({
  patientId: fc.constantFrom('rosa', 'felix', 'nobody'),
  number: fc.constantFrom(...NUMBERS, '(555) 010-0177'),
  from: fc.constantFrom('2026-03-06', '2026-03-08', '2026-03-09'),
  to: fc.constantFrom('2026-03-07', '2026-03-08', '2026-03-11'),
  staffId: fc.constantFrom('ana', 'ben'),
  lineId: fc.constantFrom('main', 'second'),
  outcome: fc.constantFrom<HistoryOutcome>(...OUTCOMES),
  words: fc.constantFrom(...WORDS, 'refill kne', 'PARK'),
})

/** Three at most: what all of them let through is nothing as a rule, and nothing shows no mistake. */
const arbitraryFilter: fc.Arbitrary<HistoryFilter> = fc
  .tuple(arbitraryWhole, fc.subarray(['patientId', 'number', 'from', 'to', 'staffId', 'lineId', 'outcome', 'words'], { minLength: 1, maxLength: 3 }))
  .map(([whole, names]) => Object.fromEntries(Object.entries(whole).filter(([name]) => names.includes(name))))

/** The filters by the plainest reading of them. */
function passes(filter: HistoryFilter, told: Told): boolean {
  const day = dayKey(told.at, ZONE)
  const number = filter.number?.startsWith('(') ? '+15550100177' : filter.number
  const words = filter.words?.toLowerCase().split(' ')
  return (
    (filter.patientId === undefined || PEOPLE[filter.patientId as keyof typeof PEOPLE] === told.number) &&
    (number === undefined || number === told.number) &&
    (filter.from === undefined || day >= filter.from) &&
    (filter.to === undefined || day <= filter.to) &&
    (filter.staffId === undefined || filter.staffId === told.staff) &&
    (filter.lineId === undefined || filter.lineId === told.line) &&
    (filter.outcome === undefined || filter.outcome === told.outcome) &&
    // What an automatic text always says is not found.
    (words === undefined || (told.outcome !== 'automatic' && words.every((word) => told.words.split(' ').some((said) => said.startsWith(word)))))
  )
}

async function practiceWith(all: readonly Told[]): Promise<OpenPractice> {
  const opened = await temporaryPractice({ now: () => START + 30 * DAY })
  opened.core.record([
    { kind: 'practice.changed', body: { timeZone: ZONE }, at: START, actor: 'ana' },
    { kind: 'staff.saved', body: { staffId: 'ana', name: 'Ana', initials: 'A' }, at: START, actor: 'ana' },
    ...Object.entries(PEOPLE).map(([patientId, number]): NewEvent => ({ kind: 'patient.created', body: { patientId, fields: { ...noFields, givenName: patientId, phones: [{ number, display: number, label: 'mobile' }] }, importId: null }, at: START, actor: 'ana' })),
    ...[...all].flatMap((told) => [
      { kind: 'conversation.begun' as const, body: { conversationId: told.number, display: told.number, textable: true }, at: START, actor: 'ana' },
      ...eventsOf(told),
    ]),
  ])
  return opened
}

function walk({ core }: OpenPractice, filter: HistoryFilter): HistoryRow[] {
  const rows: HistoryRow[] = []
  let after: string | null = null
  do {
    const page = historyPage(core.db, filter, after, core.now())
    rows.push(...page.rows)
    if (page.next !== null && page.next === after) throw new Error('the pages go round and round')
    after = page.next
  } while (after !== null)
  return rows
}

function inOrder(rows: readonly { id: string; at: number }[]): boolean {
  return rows.every((row, index) => index === 0 || row.at < (rows[index - 1]?.at ?? 0) || (row.at === rows[index - 1]?.at && row.id < (rows[index - 1]?.id ?? '')))
}

const ids = (rows: readonly { id: string }[]): string[] => rows.map(({ id }) => id)

describe('History', () => {
  test('finds with any filters together what a plain look at every contact finds, each exactly once, the newest first', async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryTold, fc.array(arbitraryFilter, { minLength: 12, maxLength: 12 }), async (all, filters) => {
        const opened = await practiceWith(all)
        try {
          const everything = walk(opened, {})
          expect(ids(everything)).toEqual(ids(all.toSorted((a, b) => b.at - a.at || (a.id < b.id ? 1 : -1))))
          expect(Object.fromEntries(everything.map(({ id, outcome }) => [id, outcome]))).toEqual(Object.fromEntries(all.map(({ id, outcome }) => [id, outcome])))
          for (const filter of filters) {
            const found = walk(opened, filter)
            expect(new Set(ids(found)).size).toBe(found.length)
            expect({ filter, found: ids(found).toSorted() }).toEqual({ filter, found: ids(all.filter((told) => passes(filter, told))).toSorted() })
            // By words they come as they were written down.
            expect(filter.words !== undefined || inOrder(found)).toBe(true)
          }
        } finally {
          await opened.close()
        }
      }),
      // A practice file for each try: looking for the smallest failure would take minutes.
      { numRuns: 12, endOnFailure: true },
    )
  }, 60_000)

  test('fills a page whatever is asked for, and goes on through any number of words that others said', async () => {
    const told = (id: string, at: number, outcome: HistoryOutcome): Told => ({ id, number: NUMBERS[2] ?? '', at, outcome, staff: null, line: 'main', words: 'hello' })
    const many = Array.from({ length: LOOKED_AT + 50 }, (_, index) => told(`t${index}`, START + index, 'textIn'))
    const opened = await practiceWith([{ ...told('first', START - DAY, 'failed'), staff: 'ana' }, ...many])
    expect(historyPage(opened.core.db, { outcome: 'failed' }, null, START)).toMatchObject({ rows: [{ id: 'first' }], next: null })
    expect(historyPage(opened.core.db, { outcome: 'failed', words: 'hello' }, null, START)).toMatchObject({ rows: [], next: expect.any(String) })
    expect(ids(walk(opened, { outcome: 'failed', words: 'hello' }))).toEqual(['first'])
    expect(walk(opened, {})).toHaveLength(many.length + 1)
  })
})
