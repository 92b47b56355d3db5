import fc from 'fast-check'
import { beforeEach, describe, expect, test } from 'vitest'
import type { NewEvent } from '@shared/events/index.ts'
import { fold } from '@shared/rules/fold.ts'
import type { Core } from '../core.ts'
import { snapshotOf } from '../desk.ts'
import { deskAt } from '../testing/desk-calls.ts'
import { temporaryPractice, testClock } from '../testing/practice.ts'
import { everyKindOfEvent, NEW_NUMBER, ROSA } from '../testing/story.ts'
import { changesSince } from '../journal/changes.ts'
import { noFields, readPhones } from './phones.ts'
import { searchPeople } from './search.ts'

const clock = testClock()
let core: Core

const PEOPLE: [id: string, given: string, family: string, born: string, phone: string, preferred?: string][] = [
  ['maria', 'María', 'Álvarez-Núñez', '1967-03-04', '(555) 010-0177', 'Mari'],
  ['jose', 'José', 'Alvarez', '1971-12-31', '555-010-0188'],
  ['obrien', 'Siobhán', 'O’Brien', '2001-02-03', '5550100190'],
  ['strasse', 'Jörg', 'Straße', '1980-01-02', '+49 30 901820'],
  ['bjork', 'Björk', 'Sørensen', '1990-05-06', '+45 32 12 34 56'],
  ['lukasz', 'Łukasz', 'Kowalski', '1991-07-08', '555 010 0200'],
  ['li', '李', '小龙', '1940-11-27', '555 010 0210'],
  ['ann', 'Mary Ann', 'de la Cruz', '1933-09-09', '555 010 0220'],
  ['none', 'Noah', 'Nemo', '', 'ask his mother'],
]

beforeEach(async () => {
  clock.at = testClock().at
  core = (await temporaryPractice({ now: clock.now })).core
  core.record(
    PEOPLE.map(([patientId, givenName, familyName, birthDate, number, preferredName = '']): NewEvent => ({
      kind: 'patient.created',
      body: { patientId, fields: { ...noFields, givenName, familyName, birthDate, preferredName, phones: readPhones([{ number, label: 'mobile' }], 'US') }, importId: null },
      at: clock.at,
      actor: 'ana',
    })),
  )
})

const found = (words: string): string[] => searchPeople(core.db, words, 50, 0, clock.at).rows.map((row) => row.id)

describe('search finds a person', () => {
  test.each([
    ['maria', 'maria'], ['MARÍA', 'maria'], ['alvarez maria', 'maria'], ['maria alv', 'maria'], ['nunez', 'maria'], ['núñ', 'maria'], ['mari', 'maria'], ['álvarez núñez maría', 'maria'],
    ['o’brien', 'obrien'], ["o'brien", 'obrien'], ['obrien', 'obrien'], ['o brien', 'obrien'], ['brien siob', 'obrien'], ['obr', 'obrien'],
    ['straße', 'strasse'], ['strasse', 'strasse'], ['stras jorg', 'strasse'], ['jörg', 'strasse'],
    ['sorensen', 'bjork'], ['sørensen', 'bjork'], ['lukasz', 'lukasz'], ['łuk', 'lukasz'],
    ['李', 'li'], ['小龙', 'li'], ['mary ann', 'ann'], ['cruz ann mary', 'ann'], ['la cr', 'ann'], ['nemo', 'none'],
    ['m', 'maria'],
  ])('by name: %j', (words, id) => {
    expect(found(words)).toContain(id)
  })

  test.each([['0177', 'maria'], ['(555) 010-0177', 'maria'], ['+1 555 010 0177', 'maria'], ['55501001', 'maria'], ['010-01', 'maria'], ['901820', 'strasse'], ['321234', 'bjork']])('by any part of a number: %j', (words, id) => {
    expect(found(words)).toContain(id)
  })

  test.each([['3/4/1967', 'maria'], ['3/4/67', 'maria'], ['1967-03-04', 'maria'], ['March 4, 1967', 'maria'], ['4 de marzo de 1967', 'maria'], ['31/12/1971', 'jose'], ['born 2/3/01', null], ['2/3/01 brien', 'obrien']])('by birth date: %j', (words, id) => {
    expect(found(words)).toEqual(id === null ? [] : [id])
  })

  test('by name and number together, and by nothing that does not fit both', () => {
    expect(found('alvarez 0188')).toEqual(['jose'])
    expect(found('maria 0188')).toEqual([])
  })

  test.each(['xyz', 'alvarez xyz', '9999', '12', '1/1/1901', 'ria', 'varez', 'jsoe alvaresz'])('not by %j', (words) => {
    expect(found(words)).toEqual([])
  })

  test('by what is true now, not by what was', () => {
    core.record([{ kind: 'patient.changed', body: { patientId: 'jose', changes: { familyName: 'Smith', phones: [] }, importId: null }, at: clock.at, actor: 'ana' }])
    expect([found('jose smith'), found('jose alvarez'), found('0188')]).toEqual([['jose'], [], []])
    core.record([{ kind: 'patient.removed', body: { patientId: 'jose', importId: null }, at: clock.at, actor: 'ana' }])
    expect(found('smith')).toEqual([])
  })
})

const add = (people: [id: string, given: string, family: string, born?: string, phones?: string[]][]): void =>
  void core.record(
    people.map(([patientId, givenName, familyName, birthDate = '', phones = []]): NewEvent => ({
      kind: 'patient.created',
      body: { patientId, fields: { ...noFields, givenName, familyName, birthDate, phones: readPhones(phones.map((number) => ({ number, label: 'mobile' as const })), 'US') }, importId: null },
      at: clock.at,
      actor: 'ana',
    })),
  )
const why = (words: string): unknown => Object.fromEntries(searchPeople(core.db, words, 50, 0, clock.at).rows.map((row) => [row.id, row.why]))

describe('search finds who is meant', () => {
  test.each([['Robert', 'Bob'], ['William', 'Bill'], ['Elizabeth', 'Liz'], ['Francisco', 'Paco'], ['José', 'Pepe'], ['Guadalupe', 'Lupe'], ['Margaret', 'Peggy']])('%s by %s and the other way round, after the exact name', (long, short) => {
    add([['long', long, 'Zzyzx'], ['short', short, 'Zzyzx']])
    expect(found(`${short} zzyzx`)).toEqual(['short', 'long'])
    expect(found(`zzyzx ${long}`)).toEqual(['long', 'short'])
    expect(why(`${short} zzyzx`)).toEqual({ short: [], long: [{ kind: 'nickname', typed: short, name: long }] })
  })

  test.each([['alvraez', ['maria', 'jose']], ['maria alvares', ['maria']], ['kowalsky', ['lukasz']], ['sorenson bjork', ['bjork']], ['siobhn', ['obrien']]])('with one typing error: %j', (words, ids) => {
    expect(found(words)).toEqual(ids)
  })

  test('with every single typing error in a name, whatever the name', () => {
    const letter = fc.constantFrom(...Array.from({ length: 26 }, (_, at) => String.fromCodePoint(97 + at)))
    const name = fc.stringMatching(/^[A-Z][a-záéñü]{3,9}$/)
    let n = 0
    fc.assert(
      fc.property(name, fc.nat(), letter, fc.constantFrom('insert', 'delete', 'replace', 'swap'), (given, place, other, how) => {
        const id = `typo-${(n += 1)}`
        add([[id, 'Qq', given]])
        const folded = fold(given)
        const at = place % folded.length
        const [head, tail] = [folded.slice(0, at), folded.slice(at)]
        const typed = { insert: head + other + tail, delete: head + tail.slice(1), replace: head + other + tail.slice(1), swap: head + (tail[1] ?? '') + (tail[0] ?? '') + tail.slice(2) }[how]
        const ids = found(`qq ${typed}`)
        core.record([{ kind: 'patient.removed', body: { patientId: id, importId: null }, at: clock.at, actor: 'ana' }])
        expect(ids).toEqual([id])
      }),
      { numRuns: 200 },
    )
  })

  test('and with no typing error where enough fit as it was typed, whichever page is asked for', () => {
    add([...Array.from({ length: 5 }, (_, at): [string, string, string] => [`lane-${at}`, 'Ann', 'Laneway']), ['lone', 'Ann', 'Loneway']])
    expect(found('laneway')).toHaveLength(5)
    expect(searchPeople(core.db, 'laneway', 3, 3).rows.map(({ id }) => id)).toEqual(['lane-3', 'lane-4'])
    core.record([{ kind: 'patient.removed', body: { patientId: 'lane-0', importId: null }, at: clock.at, actor: 'ana' }])
    expect(found('laneway')).toEqual(['lane-1', 'lane-2', 'lane-3', 'lane-4', 'lone'])
  })

  test('whole names before beginnings, beginnings before nicknames, nicknames before errors; pages together are the whole, each person once', () => {
    add([['error', 'Bpb', 'X'], ['nick', 'Robert', 'X'], ['begun', 'Bobette', 'X'], ['whole', 'Bob', 'X'], ['both', 'Bob Robert', 'Bobbins'], ['typo', 'Bobb', 'Q']])
    expect(found('bob x')).toEqual(['whole', 'begun', 'nick'])
    const everyone = found('bob')
    expect(everyone.slice(0, 2).toSorted()).toEqual(['both', 'whole'])
    for (const size of [1, 2, 3]) {
      const pages = Array.from({ length: 8 }, (_, page) => searchPeople(core.db, 'bob', size, page * size, clock.at).rows.map(({ id }) => id))
      expect(pages.flat()).toEqual(everyone)
    }
    expect(new Set(everyone).size).toBe(everyone.length)
  })

  test.each([['mar 4', ['maria']], ['4 mar', ['maria']], ['4 de marzo', ['maria']], ['3/4', ['maria']], ['12/31', ['jose']], ['31 dec alvarez', ['jose']], ['31 dec maria', []], ['1971', ['jose']], ['alvarez 1971', ['jose']], ['mar 14', []], ['19670304', []]])('by a birth date as it is said: %j', (words, ids) => {
    expect(found(words)).toEqual(ids)
  })

  test('by a birth date in the order of the country', () => {
    expect(searchPeople(core.db, '4.3.1967', 5, 0, clock.at, 'dmy').rows.map(({ id }) => id)).toEqual(['maria'])
    expect(searchPeople(core.db, '4/3', 5, 0, clock.at, 'dmy').rows.map(({ id }) => id)).toEqual(['maria'])
    expect(searchPeople(core.db, '4.3.1967', 5, 0, clock.at, 'mdy').rows).toEqual([])
  })

  test('by the last digits of any number of theirs, before numbers that have them elsewhere', () => {
    add([['middle', 'A', 'Middle', '', ['(555) 010-1771']], ['second', 'B', 'Second', '', ['555 010 0299', '555 010 0177']]])
    expect(found('0177')).toEqual(['maria', 'second', 'middle'])
    expect(found('00177')).toEqual(['maria', 'second'])
    expect(found('177')[0]).toBe('maria')
    expect(found('1017')).toEqual(expect.arrayContaining(['middle']))
    expect(found('second 0177')).toEqual(['second'])
  })

  test('and says why, where it is not plain to see', () => {
    expect(why('maria alv')).toEqual({ maria: [] })
    expect(why('alvares jose')).toEqual({ jose: [{ kind: 'similar', name: 'Alvarez' }] })
    expect(why('3/4/1967')).toEqual({ maria: [{ kind: 'born', date: '1967-03-04' }] })
    expect(why('0188')).toEqual({ jose: [{ kind: 'phone', ends: true, digits: '0188' }] })
    expect(why('mary 0188')).toEqual({})
    expect(why('josé 010-018')).toEqual({ jose: [{ kind: 'phone', ends: false, digits: '010018' }] })
    expect(why('o brien')).toEqual({ obrien: [] })
  })
})

describe('search', () => {
  test('of nothing shows the newest, page by page, with how many there are', () => {
    const pages = [0, 4, 8, 12].map((offset) => searchPeople(core.db, '  ', 4, offset))
    expect(pages.flatMap((page) => page.rows.map((row) => row.id))).toEqual(PEOPLE.map(([id]) => id).toReversed())
    expect(new Set(pages.map((page) => page.total))).toEqual(new Set([PEOPLE.length]))
  })

  test.each(['"', '""', '*', '-', 'maria"', 'maria*', '-maria', 'NEAR', 'NEAR(maria alvarez, 5)', 'OR', 'AND', 'NOT maria', 'maria OR jose', '^maria', 'words:maria', '{words}: maria', '(', ')', 'a:b', '+', 'maria + jose', '\u0000', "';--", '%', '_', '\ud800', '🙂', '\u0301', '½', '٣٤٥', '()()((', '--- 555'])('takes %j as words', (words) => {
    expect(() => found(words)).not.toThrow()
  })

  test('reads query language as words only', () => {
    expect(found('maria OR jose')).toEqual([])
    expect(found('mari*')).toEqual(found('mari'))
  })

  test('never fails, whatever is typed', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' }), fc.string({ unit: fc.constantFrom('"', '*', '-', '(', ')', ':', ' ', 'OR', 'a', '5', '/', '^', '+') })), (words) => {
        expect(found(words).length).toBeLessThanOrEqual(PEOPLE.length)
      }),
      { numRuns: 300 },
    )
  })
})

describe('the number of all people', () => {
  const total = (): number => searchPeople(core.db, 'rosa', 1, 0).total
  const added = (patientId: string): NewEvent => ({ kind: 'patient.created', body: { patientId, fields: { ...noFields, givenName: 'New' }, importId: null }, at: clock.at, actor: 'ana' })

  test('follows who comes and goes', () => {
    expect(total()).toBe(PEOPLE.length)
    core.record([added('new')])
    expect(total()).toBe(PEOPLE.length + 1)
    core.record([{ kind: 'patient.removed', body: { patientId: 'new', importId: null }, at: clock.at, actor: 'ana' }])
    expect(total()).toBe(PEOPLE.length)
  })

  test('forgets people whose batch was taken back while somebody searched', () => {
    expect(total()).toBe(PEOPLE.length)
    const batch = function* (): Generator<NewEvent> {
      yield added('new')
      expect(total()).toBe(PEOPLE.length + 1)
      throw new Error('taken back')
    }
    expect(() => core.record(batch())).toThrow('taken back')
    expect(total()).toBe(PEOPLE.length)
  })
})

describe('the plan of', () => {
  /** Tables that stay small in any practice, and the few statements that may walk a whole table, with why. */
  const SMALL = ['practice', 'staff', 'desks', 'templates', 'lines', 'drafts', 'imports', 'meta', 'mentions']
  const WALKS = [
    { ending: 'SELECT count(*) AS total FROM patients', step: 'SCAN patients', why: 'counts over an index' },
    { ending: 'FROM patients p ORDER BY p.row DESC LIMIT (? + 0) OFFSET ?', step: 'SCAN p', why: 'stops at the page' },
  ]

  /** Prepared while `work` runs; a fresh practice prepares each statement at its first use. */
  async function statementsOf(work: (core: Core) => unknown): Promise<{ sql: string; plan: string[] }[]> {
    const practice = await temporaryPractice({ now: clock.now })
    const { db } = practice.core
    const prepare = db.prepare.bind(db)
    const seen = new Set<string>()
    db.prepare = ((sql: string) => {
      seen.add(sql)
      return prepare(sql)
    }) as typeof db.prepare
    await work(practice.core)
    return [...seen].map((sql) => ({ sql: sql.replace(/\s+/g, ' '), plan: planOf(prepare, sql) }))
  }

  function planOf(prepare: Core['db']['prepare'], sql: string): string[] {
    const names = [...sql.matchAll(/@(\w+)/g)].map((match) => [match[1] ?? '', null] as const)
    const unnamed = [...sql.replace(/'[^']*'/g, '').matchAll(/\?/g)].map(() => null)
    const statement = prepare(`EXPLAIN QUERY PLAN ${sql}`)
    return ((names.length > 0 ? statement.all(Object.fromEntries(names)) : statement.all(...unnamed)) as { detail: string }[]).map((row) => row.detail)
  }

  /** Steps that read a whole table which grows with the practice, without an index or to sort it. */
  function walksOf({ sql, plan }: { sql: string; plan: string[] }): string[] {
    return plan.filter((step) => {
      if (WALKS.some((known) => sql.endsWith(known.ending) && step.startsWith(known.step))) return false
      const [, table = ''] = /^SCAN (\w+)/.exec(step) ?? []
      if (table === '' || SMALL.includes(table)) return false
      // The newest first by its index, up to a limit, and an index of those waiting or what is to be done only; a search index answers by itself; names were found one by one, and what is counted anew (v, w, x) is of one conversation.
      return !/USING (COVERING )?INDEX (conversations_(recent|waiting|promised)|follow_ups_open)|VIRTUAL TABLE INDEX|^SCAN \(subquery|CONSTANT ROW|^SCAN (name|v|w|x)$/.test(step)
    })
  }

  test('no statement behind the desk walks a table that grows', async () => {
    const statements = await statementsOf(async (practice) => {
      practice.record(everyKindOfEvent(clock.at))
      const desk = deskAt(practice)
      snapshotOf(practice)
      changesSince(practice, 1)
      for (const words of ['', 'rosa', '0177', 'rosa 0177', '3/4/1967', 'rosa mar 4', 'mar 4', 'rosaa 1967', '1967', 'liz 01775']) await desk.done('people.search', { words, limit: 20, offset: 0 })
      await desk.done('said.search', { words: 'knee friday', limit: 5 })
      await desk.done('people.card', { patientId: 'rosa' })
      await desk.done('people.history', { patientId: 'rosa' })
      await desk.done('conversations.thread', { conversationId: NEW_NUMBER })
      for (const type of ['text', 'ringing', 'missed', 'answered', 'ended', 'voicemail'] as const) desk.tell({ type, at: clock.at, callId: 'c', textId: 't', direction: 'in', number: ROSA, body: 'Hi?' } as never)
      await desk.done('replies.send', { conversationId: ROSA, body: 'Hi', templateId: null, language: null })
      await desk.done('conversations.optOut', { conversationId: ROSA, how: 'asked' })
    })
    expect(statements.length).toBeGreaterThan(60)
    for (const table of ['FROM phones', 'FROM conversations', 'FROM contacts', 'people_words MATCH', 'people_digits MATCH', 'FROM calls', 'FROM texts', 'FROM visits', 'FROM journal']) {
      expect(statements.map(({ sql }) => sql)).toContainEqual(expect.stringContaining(table))
    }
    expect(statements.map((it) => ({ sql: it.sql, walks: walksOf(it) })).filter((it) => it.walks.length > 0)).toEqual([])
  })

  test('the look-up at the first ring goes straight to the number, and the thread to its page', async () => {
    const statements = await statementsOf(async (practice) => {
      const desk = deskAt(practice)
      desk.tell({ type: 'ringing', at: clock.at, callId: 'c', direction: 'in', number: ROSA })
      await desk.done('conversations.thread', { conversationId: ROSA })
      snapshotOf(practice)
    })
    const plan = (start: string): string[] => statements.find(({ sql }) => sql.startsWith(start))?.plan ?? ['not asked']
    expect(plan('SELECT p.* FROM phones n JOIN patients p')).toEqual([expect.stringMatching(/^SEARCH n USING (COVERING INDEX|PRIMARY KEY) .*\(number=\?\)/), expect.stringMatching(/^SEARCH p USING INDEX .*\(id=\?\)/), 'USE TEMP B-TREE FOR ORDER BY'])
    expect(plan('SELECT id, conversation_id, at, type, undone FROM contacts WHERE conversation_id = ? AND at < ?')).toEqual(['SEARCH contacts USING COVERING INDEX contacts_in_order (conversation_id=? AND at<?)'])
    expect(plan('SELECT id FROM conversations WHERE waiting_since IS NOT NULL').join('\n')).not.toMatch(/TEMP B-TREE FOR ORDER BY/)
  })
})
