import { existsSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, onTestFinished, test } from 'vitest'
import { BIT } from '../insights/counting.ts'
import { bytesIn } from '../testing/disk.ts'
import { temporaryFolder } from '../testing/practice.ts'
import { openDatabase, type WritableDB } from './database.ts'
import { migrate, MIGRATIONS, newestVersion, type Migration } from './migrations.ts'

const KEY = Buffer.alloc(32, 7)

function opened(file: string): WritableDB {
  const db = openDatabase(file, KEY)
  onTestFinished(() => void db.close())
  return db
}

function schemaOf(db: Database.Database): string {
  const rows = db.prepare('SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY type, name').all() as { sql: string }[]
  return `${rows.map((row) => row.sql).join(';\n')};\n`
}

const versionOf = (db: Database.Database): number => Number(db.pragma('user_version', { simple: true }))

const addsPets: Migration = {
  version: newestVersion + 10,
  up: (db) => void db.exec(`CREATE TABLE pets (name TEXT) STRICT; INSERT INTO pets VALUES ('Rex')`),
}
const breaksHalfway: Migration = {
  version: newestVersion + 20,
  up(db) {
    db.exec(`CREATE TABLE half (name TEXT) STRICT; INSERT INTO meta (name, value) VALUES ('half', 'done'); DROP TABLE marks`)
    throw new Error('the second half went wrong')
  },
}

describe('migrations', () => {
  test('are numbered by tens, upwards', () => {
    const versions = MIGRATIONS.map((migration) => migration.version)
    expect(versions.every((version) => version % 10 === 0)).toBe(true)
    expect(versions).toEqual([...new Set(versions)].toSorted((a, b) => a - b))
  })

  test('version 10 makes exactly these tables, indexes and triggers in an empty file', async () => {
    const db = new Database(':memory:')
    onTestFinished(() => void db.close())
    migrate(db, 'unused', MIGRATIONS.slice(0, 1))
    expect(versionOf(db)).toBe(10)
    await expect(schemaOf(db)).toMatchFileSnapshot('./version-10.sql')
  })

  test('version 20 changes a file of version 10 to exactly this, and keeps what stands in it', async () => {
    const db = new Database(':memory:')
    onTestFinished(() => void db.close())
    migrate(db, 'unused', MIGRATIONS.slice(0, 1))
    db.exec(`INSERT INTO staff (id, name, initials) VALUES ('ana', 'Ana', 'A');
      INSERT INTO calls (id, conversation_id, ringing_at, answered_at) VALUES ('c1', '+15550100177', 5, 9)`)
    db.pragma('user_version = 0')
    migrate(db, 'unused', MIGRATIONS.slice(1, 2))
    expect(versionOf(db)).toBe(20)
    expect(db.prepare('SELECT * FROM staff').all()).toEqual([{ id: 'ana', name: 'Ana', initials: 'A', removed: 0, extension: '' }])
    expect(db.prepare('SELECT id, ringing_at, answered_at, trunk_answered_at, phones_told FROM calls').all()).toEqual([{ id: 'c1', ringing_at: 5, answered_at: 9, trunk_answered_at: null, phones_told: 1 }])
    await expect(schemaOf(db)).toMatchFileSnapshot('./version-20.sql')
  })

  test.each([30, 40])('version %i changes a file of the version before to exactly this', async (version) => {
    const db = new Database(':memory:')
    onTestFinished(() => void db.close())
    migrate(db, 'unused', MIGRATIONS.filter((migration) => migration.version < version))
    db.exec(`INSERT INTO patients (id, given_name, family_name, preferred_name, pronouns, birth_date, language, email, channel, time_of_day, clinician, alerts, relation, patient_since, external_id)
      VALUES ('p', 'Rosa', '', '', '', '', '', '', 'any', 'any', '', '[]', '', '', '77')`)
    db.pragma('user_version = 0')
    migrate(db, 'unused', MIGRATIONS.filter((migration) => migration.version === version))
    expect(versionOf(db)).toBe(version)
    expect(db.prepare('SELECT id, given_name, external_id, other_ids, id_source FROM patients').all()).toEqual([{ id: 'p', given_name: 'Rosa', external_id: '77', other_ids: '[]', id_source: '' }])
    expect(db.prepare('SELECT value, patient_id FROM patient_ids').all()).toEqual(version === 30 ? [{ value: '77', patient_id: 'p' }] : [])
    await expect(schemaOf(db)).toMatchFileSnapshot(`./version-${version}.sql`)
  })

  test('version 50 adds the sources of records, and nothing else', () => {
    const db = new Database(':memory:')
    onTestFinished(() => void db.close())
    const before = MIGRATIONS.filter(({ version }) => version < 50)
    migrate(db, 'unused', before)
    const schema = schemaOf(db)
    db.pragma('user_version = 0')
    migrate(db, 'unused', MIGRATIONS.filter(({ version }) => version === 50))
    expect(versionOf(db)).toBe(50)
    expect(schemaOf(db).split('\n').filter((line) => !schema.split('\n').includes(line))).toEqual(['CREATE TABLE record_sources (id TEXT PRIMARY KEY, enabled INTEGER NOT NULL, settings TEXT NOT NULL) STRICT, WITHOUT ROWID;'])
  })

  test('version 60 changes a file of the version before to exactly this, and keeps who was chosen and who made each record', async () => {
    const db = new Database(':memory:')
    onTestFinished(() => void db.close())
    migrate(db, 'unused', MIGRATIONS.filter(({ version }) => version < 60))
    db.exec(`INSERT INTO conversations (id, display, textable, patient_id, last_at) VALUES ('+15550100177', '(555) 010-0177', 1, 'rosa', 7), ('+15550100188', '(555) 010-0188', 1, NULL, 8);
      INSERT INTO phones (number, patient_id, position, display, label) VALUES ('+15550100177', 'rosa', 0, '(555) 010-0177', 'home');
      INSERT INTO journal (id, at, desk, actor, kind, body) VALUES ('e1', 5, 'd', 'ana', 'patient.created', '{"patientId":"rosa"}'), ('e2', 6, 'd', 'ben', 'patient.changed', '{"patientId":"rosa"}')`)
    db.pragma('user_version = 0')
    migrate(db, 'unused', MIGRATIONS.filter(({ version }) => version === 60))
    expect(db.prepare('SELECT * FROM choices').all()).toEqual([{ conversation_id: '+15550100177', since: 0, until: null, patient_id: 'rosa', at: 7, by_actor: 'desk' }])
    expect(db.prepare('SELECT * FROM patient_origins').all()).toEqual([{ patient_id: 'rosa', at: 5, by_actor: 'ana' }])
    expect(db.prepare('SELECT number, label, may_leave FROM phones').all()).toEqual([{ number: '+15550100177', label: 'home', may_leave: null }])
    expect(db.prepare('SELECT id, patient_id, asked_at FROM conversations').all()).toEqual([{ id: '+15550100177', patient_id: 'rosa', asked_at: 0 }, { id: '+15550100188', patient_id: null, asked_at: 0 }])
    await expect(schemaOf(db)).toMatchFileSnapshot('./version-60.sql')
  })

  test('version 70 learns the names of everybody there is, and adds where to find them by a typing error, a birthday and last digits', () => {
    const db = new Database(':memory:')
    onTestFinished(() => void db.close())
    migrate(db, 'unused', MIGRATIONS.filter(({ version }) => version < 70))
    const schema = schemaOf(db)
    db.exec(`INSERT INTO patients (id, given_name, family_name, preferred_name, pronouns, birth_date, language, email, channel, time_of_day, clinician, alerts, relation, patient_since, external_id)
      VALUES ('rosa', 'Ana', 'Núñez', '', '', '', '', '', 'any', 'any', '', '[]', '', '', ''), ('ben', 'Ana', 'Nunez', '', '', '', '', '', 'any', 'any', '', '[]', '', '', '')`)
    db.pragma('user_version = 0')
    migrate(db, 'unused', MIGRATIONS.filter(({ version }) => version === 70))
    expect(db.prepare('SELECT * FROM name_words').all()).toEqual(['nnez', 'nuez', 'nune', 'nunez', 'nunz', 'unez'].map((key) => ({ key, word: 'nunez' })))
    expect(schemaOf(db).split('\n').filter((line) => !schema.split('\n').includes(line))).toMatchInlineSnapshot(`
      [
        "CREATE INDEX patients_by_birthday ON patients(substr(birth_date, 6)) WHERE birth_date <> '';",
        "CREATE INDEX phones_by_ending ON phones(substr(number, -4));",
        "CREATE TABLE name_words (key TEXT NOT NULL, word TEXT NOT NULL, PRIMARY KEY (key, word)) STRICT, WITHOUT ROWID;",
        "CREATE VIRTUAL TABLE said_words USING fts5(words, content='', contentless_delete=1, detail=none, tokenize="unicode61 remove_diacritics 2", prefix='3 4 5');",
        "CREATE TABLE 'said_words_config'(k PRIMARY KEY, v) WITHOUT ROWID;",
        "CREATE TABLE 'said_words_data'(id INTEGER PRIMARY KEY, block BLOB);",
        "CREATE TABLE 'said_words_docsize'(id INTEGER PRIMARY KEY, sz BLOB, origin INTEGER);",
        "CREATE TABLE 'said_words_idx'(segid, term, pgno, PRIMARY KEY(segid, term)) WITHOUT ROWID;",
        "CREATE VIRTUAL TABLE visit_words USING fts5(words, content='', contentless_delete=1, detail=none, tokenize="unicode61 remove_diacritics 2", prefix='3 4 5');",
        "CREATE TABLE 'visit_words_config'(k PRIMARY KEY, v) WITHOUT ROWID;",
        "CREATE TABLE 'visit_words_data'(id INTEGER PRIMARY KEY, block BLOB);",
        "CREATE TABLE 'visit_words_docsize'(id INTEGER PRIMARY KEY, sz BLOB, origin INTEGER);",
        "CREATE TABLE 'visit_words_idx'(segid, term, pgno, PRIMARY KEY(segid, term)) WITHOUT ROWID;",
      ]
    `)
  })

  test('version 110 adds the rules for follow-ups, and nothing else', () => {
    const db = new Database(':memory:')
    onTestFinished(() => void db.close())
    migrate(db, 'unused', MIGRATIONS.filter(({ version }) => version < 110))
    const schema = schemaOf(db)
    db.pragma('user_version = 0')
    migrate(db, 'unused', MIGRATIONS.filter(({ version }) => version === 110))
    expect(versionOf(db)).toBe(110)
    expect(schemaOf(db).split('\n').filter((line) => !schema.split('\n').includes(line))).toMatchInlineSnapshot(`
      [
        "CREATE INDEX follow_up_sources_by_visit ON follow_up_sources(visit_id, rule_id);",
        "CREATE INDEX visits_by_time ON visits(at);",
        "CREATE TABLE follow_up_rules (",
        "  id TEXT PRIMARY KEY, enabled INTEGER NOT NULL, visit_type TEXT NOT NULL, clinician TEXT NOT NULL, days INTEGER NOT NULL, recall INTEGER NOT NULL, what TEXT NOT NULL, template_id TEXT",
        "CREATE TABLE follow_up_sources (follow_up_id TEXT PRIMARY KEY, rule_id TEXT NOT NULL, visit_id TEXT NOT NULL, visit_at INTEGER NOT NULL) STRICT, WITHOUT ROWID;",
      ]
    `)
  })

  test('version 90 adds what was ticked for a call and where names are hidden, and nothing else', () => {
    const db = new Database(':memory:')
    onTestFinished(() => void db.close())
    migrate(db, 'unused', MIGRATIONS.filter(({ version }) => version < 90))
    const schema = schemaOf(db)
    db.pragma('user_version = 0')
    migrate(db, 'unused', MIGRATIONS.filter(({ version }) => version === 90))
    expect(versionOf(db)).toBe(90)
    expect(schemaOf(db).split('\n').filter((line) => !schema.split('\n').includes(line))).toEqual([
      'CREATE TABLE call_checks (call_id TEXT NOT NULL, line TEXT NOT NULL, at INTEGER NOT NULL, by_actor TEXT NOT NULL, PRIMARY KEY (call_id, line)) STRICT, WITHOUT ROWID;',
      'CREATE TABLE hidden_names (desk TEXT PRIMARY KEY, by TEXT NOT NULL) STRICT, WITHOUT ROWID;',
    ])
  })

  test('version 80 adds the checks of who calls, and the promises of texts and drafts, and keeps what stands there', () => {
    const db = new Database(':memory:')
    onTestFinished(() => void db.close())
    migrate(db, 'unused', MIGRATIONS.filter(({ version }) => version < 80))
    db.exec(`INSERT INTO texts (id, conversation_id, at, direction, body, state) VALUES ('t', '+15550100177', 5, 'out', 'Hello', 'sent'); INSERT INTO drafts (conversation_id, body) VALUES ('+15550100177', 'Dear')`)
    const schema = schemaOf(db)
    db.pragma('user_version = 0')
    migrate(db, 'unused', MIGRATIONS.filter(({ version }) => version === 80))
    expect(versionOf(db)).toBe(80)
    expect(db.prepare('SELECT id, body, promised_at FROM texts').all()).toEqual([{ id: 't', body: 'Hello', promised_at: null }])
    expect(db.prepare('SELECT body, promised_at FROM drafts').all()).toEqual([{ body: 'Dear', promised_at: null }])
    expect(schemaOf(db).split('\n').filter((line) => !schema.split('\n').includes(line))).toEqual([
      'CREATE INDEX texts_promised ON texts(conversation_id, at) WHERE promised_at IS NOT NULL;',
      'CREATE TABLE drafts (conversation_id TEXT PRIMARY KEY, body TEXT NOT NULL, template_id TEXT, language TEXT, promised_at INTEGER) STRICT, WITHOUT ROWID;',
      ', promised_at INTEGER) STRICT;',
      'CREATE TABLE verifications (conversation_id TEXT PRIMARY KEY, patient_id TEXT NOT NULL, call_id TEXT, how TEXT NOT NULL, at INTEGER NOT NULL, by_actor TEXT NOT NULL) STRICT, WITHOUT ROWID;',
    ])
  })

  test('version 120 reads from the journal what older versions did not keep: versions of templates, changes of consent, and who took a conversation', async () => {
    const db = new Database(':memory:')
    onTestFinished(() => void db.close())
    migrate(db, 'unused', MIGRATIONS.filter(({ version }) => version < 120))
    const events = [
      ['e1', 'template.saved', { templateId: 't', name: 'Late', texts: { en: 'Running late?' } }],
      ['e2', 'template.saved', { templateId: 't', name: 'Late', texts: { en: 'Running late?', es: '¿Tarde?' } }],
      ['e3', 'template.saved', { templateId: 't', name: 'Late', texts: { en: 'Running late?', es: '¿Tarde?' } }],
      ['e4', 'number.optedOut', { contactId: 'c', conversationId: '+15550100177', how: 'texted “STOP”' }],
      ['e5', 'number.optedIn', { contactId: 'd', conversationId: '+15550100177', how: 'texted “START”' }],
      ['e6', 'conversation.assigned', { conversationId: '+15550100177', staffId: 'ben' }],
      ['e7', 'call.ended', { callId: 'x' }],
    ] as const
    for (const [index, [id, kind, body]] of events.entries()) db.prepare(`INSERT INTO journal (id, at, desk, actor, kind, body) VALUES (?, ?, 'd', 'ana', ?, ?)`).run(id, index, kind, JSON.stringify(body))
    db.exec(`INSERT INTO templates (id, name, texts, position) VALUES ('t', 'Late', '{}', 1), ('u', 'Other', '{}', 2)`)
    db.pragma('user_version = 0')
    migrate(db, 'unused', MIGRATIONS.filter(({ version }) => version === 120))
    expect(versionOf(db)).toBe(120)
    expect(db.prepare('SELECT template_id, version, texts, at FROM template_versions').all()).toEqual([{ template_id: 't', version: 1, texts: '{"en":"Running late?"}', at: 0 }, { template_id: 't', version: 2, texts: '{"en":"Running late?","es":"¿Tarde?"}', at: 1 }])
    expect(db.prepare('SELECT id, version, purpose, fixed_key FROM templates ORDER BY id').all()).toEqual([{ id: 't', version: 2, purpose: 'other', fixed_key: null }, { id: 'u', version: 1, purpose: 'other', fixed_key: null }])
    expect(db.prepare('SELECT id, change, how FROM consent_changes ORDER BY at').all()).toEqual([{ id: 'c', change: 'out', how: 'texted “STOP”' }, { id: 'd', change: 'in', how: 'texted “START”' }])
    expect(db.prepare('SELECT id, type, by_actor, handoff_to FROM marks').all()).toEqual([{ id: 'e6', type: 'assigned', by_actor: 'ana', handoff_to: 'ben' }])
    expect(db.prepare('SELECT id, type, effect FROM contacts').all()).toEqual([{ id: 'e6', type: 'assigned', effect: 'none' }])
    await expect(schemaOf(db)).toMatchFileSnapshot('./version-120.sql')
  })

  test('version 130 adds the ways to a span of time, and nothing else', async () => {
    const db = new Database(':memory:')
    onTestFinished(() => void db.close())
    migrate(db, 'unused', MIGRATIONS.filter(({ version }) => version < 130))
    db.exec(`INSERT INTO calls (id, conversation_id, ringing_at) VALUES ('c1', '+15550100177', 5)`)
    const schema = schemaOf(db)
    db.pragma('user_version = 0')
    migrate(db, 'unused', MIGRATIONS.filter(({ version }) => version === 130))
    expect(versionOf(db)).toBe(130)
    expect(db.prepare('SELECT id, conversation_id, ringing_at FROM calls').all()).toEqual([{ id: 'c1', conversation_id: '+15550100177', ringing_at: 5 }])
    expect(schemaOf(db).split('\n').filter((line) => !schema.split('\n').includes(line)).map((line) => line.split(' ON ')[0])).toEqual([
      'CREATE INDEX calls_in_by_time', 'CREATE INDEX promises_by_due', 'CREATE INDEX texts_by_time', 'CREATE INDEX texts_promised_by_due',
    ])
    await expect(schemaOf(db)).toMatchFileSnapshot('./version-130.sql')
  })

  test('version 140 adds the order of everybody’s contacts, and nothing else', () => {
    const db = new Database(':memory:')
    onTestFinished(() => void db.close())
    migrate(db, 'unused', MIGRATIONS.filter(({ version }) => version < 140))
    db.exec(`INSERT INTO contacts (id, conversation_id, at, type, effect) VALUES ('c', '+15550100177', 5, 'call', 'opens')`)
    const schema = schemaOf(db)
    db.pragma('user_version = 0')
    migrate(db, 'unused', MIGRATIONS.filter(({ version }) => version === 140))
    expect(versionOf(db)).toBe(140)
    expect(db.prepare('SELECT * FROM contacts').all()).toEqual([{ id: 'c', conversation_id: '+15550100177', at: 5, type: 'call', effect: 'opens', undone: 0 }])
    expect(schemaOf(db).split('\n').filter((line) => !schema.split('\n').includes(line))).toEqual(['CREATE INDEX contacts_by_time ON contacts(at, id, type, conversation_id);'])
  })

  test('version 150 says of everything there is what it came to and what it counts as, and of those put off when they were brought back', async () => {
    const db = new Database(':memory:')
    onTestFinished(() => void db.close())
    migrate(db, 'unused', MIGRATIONS.filter(({ version }) => version < 150))
    const [rosa, ours] = ['+15550100177', '+15550100142']
    db.exec(`INSERT INTO calls (id, conversation_id, direction, line_id, ringing_at, missed_at, answered_at, ended_at, answered_staff, phones_told) VALUES
        ('missed', '${rosa}', 'in', 'main', 1000, 5000, NULL, NULL, NULL, 1), ('back', '${rosa}', 'out', 'main', 9000, NULL, 9500, 9900, 'ana', 1), ('us', '${ours}', 'in', 'main', 1000, NULL, 2000, 3000, 'ana', 1);
      INSERT INTO texts (id, conversation_id, at, direction, body, state, by_actor) VALUES ('text', '${rosa}', 20000, 'in', 'Hello?', 'received', NULL);
      INSERT INTO marks (id, type, body, by_actor, until) VALUES ('note', 'note', 'x', 'ben', NULL), ('off', 'snoozed', '', 'ana', 90000), ('again', 'snoozed', '', 'ana', 90000);
      INSERT INTO contacts (id, conversation_id, at, type, effect) VALUES ('missed', '${rosa}', 1000, 'call', 'opens'), ('back', '${rosa}', 9000, 'call', 'closes'), ('us', '${ours}', 1000, 'call', 'closes'),
        ('text', '${rosa}', 20000, 'text', 'opens'), ('note', '${rosa}', 20001, 'note', 'none'), ('off', '${rosa}', 21000, 'snoozed', 'none'), ('again', '${rosa}', 30000, 'snoozed', 'none');
      INSERT INTO number_marks (number, kind, name, at, by_actor) VALUES ('${ours}', 'internal', '', 1, 'ana');
      INSERT INTO journal (id, at, desk, actor, kind, body) VALUES ('e', 25000, 'd', 'ana', 'conversation.unsnoozed', '{"conversationId":"${rosa}"}')`)
    db.pragma('user_version = 0')
    migrate(db, 'unused', MIGRATIONS.filter(({ version }) => version === 150))
    expect(db.prepare('SELECT c.id, k.outcome, k.inbound, k.staff_id, k.line_id FROM contacts c LEFT JOIN contact_kinds k ON k.id = c.kind ORDER BY c.at, c.id').raw().all()).toEqual([
      ['missed', 'missed', 1, null, 'main'], ['us', 'answered', 1, 'ana', 'main'], ['back', 'answered', 0, 'ana', 'main'], ['text', 'textIn', 1, null, null], ['note', 'note', 0, 'ben', null],
      ['off', null, null, null, null], ['again', null, null, null, null],
    ])
    expect(db.prepare('SELECT count(*) FROM contact_kinds').pluck().get()).toBe(5)
    expect(db.prepare('SELECT at, id, figures, took, closed_at FROM counted').raw().all()).toEqual([
      [1000, 'missed', BIT.callsIn | BIT.missed | BIT.abandoned | BIT.recovered | BIT.waited, 8000, 9000],
      [20000, 'text', BIT.textsIn | BIT.textsNotReplied | BIT.waited, null, null],
    ])
    expect(db.prepare(`SELECT id, ended_at FROM marks WHERE type = 'snoozed' ORDER BY id`).raw().all()).toEqual([['again', null], ['off', 25000]])
    await expect(schemaOf(db)).toMatchFileSnapshot('./version-150.sql')
  })

  test('every table but the search indexes is strict about types', () => {
    const db = opened(join(temporaryFolder(), 'practice.db'))
    const loose = db.prepare(`SELECT name FROM pragma_table_list WHERE schema = 'main' AND strict = 0 AND type = 'table' AND name NOT LIKE 'sqlite_%'`).all()
    expect(loose).toEqual([])
  })

  test('leave a file of the newest version alone', () => {
    const folder = temporaryFolder()
    const file = join(folder, 'practice.db')
    openDatabase(file, KEY).close()
    const before = bytesIn(folder)
    openDatabase(file, KEY).close()
    expect(bytesIn(folder)).toEqual(before)
  })

  test('copy a file with data before they touch it, and the copy opens with the same key as it was', () => {
    const file = join(temporaryFolder(), 'practice.db')
    const db = opened(file)
    // Still in the log, not in the file: it must be in the copy all the same.
    db.exec(`INSERT INTO meta (name, value) VALUES ('before', 'yes')`)
    const schema = schemaOf(db)
    migrate(db, file, [...MIGRATIONS, addsPets])
    expect(versionOf(db)).toBe(addsPets.version)
    expect(db.prepare('SELECT * FROM pets').all()).toEqual([{ name: 'Rex' }])

    const copy = opened(`${file}.before-${addsPets.version}`)
    expect(versionOf(copy)).toBe(newestVersion)
    expect(schemaOf(copy)).toBe(schema)
    expect(copy.prepare(`SELECT value FROM meta WHERE name = 'before'`).all()).toEqual([{ value: 'yes' }])
  })

  test('make no copy of a new, empty file', () => {
    const file = join(temporaryFolder(), 'practice.db')
    opened(file)
    expect(existsSync(`${file}.before-${newestVersion}`)).toBe(false)
  })

  test('leave the file as it was where one fails halfway, and keep the whole ones before it', () => {
    const folder = temporaryFolder()
    const file = join(folder, 'practice.db')
    const db = opened(file)
    const schema = schemaOf(db)
    expect(() => migrate(db, file, [...MIGRATIONS, breaksHalfway])).toThrow('the second half')
    expect({ version: versionOf(db), schema: schemaOf(db), half: db.prepare(`SELECT * FROM meta WHERE name = 'half'`).all() }).toEqual({ version: newestVersion, schema, half: [] })

    expect(() => migrate(db, file, [...MIGRATIONS, addsPets, breaksHalfway])).toThrow('the second half')
    expect(versionOf(db)).toBe(addsPets.version)
    expect(db.prepare('SELECT * FROM pets').all()).toEqual([{ name: 'Rex' }])
  })
})

describe('the journal table', () => {
  test('lets nobody change or remove what stands in it, not even the core', () => {
    const db = opened(join(temporaryFolder(), 'practice.db'))
    db.exec(`INSERT INTO journal (id, at, desk, actor, kind, body) VALUES ('a', 1, 'd', 'x', 'k', '{}')`)
    expect(() => db.exec(`UPDATE journal SET body = '{"changed":true}'`)).toThrow('append-only')
    expect(() => db.exec('DELETE FROM journal')).toThrow('append-only')
    expect(() => db.exec(`INSERT OR REPLACE INTO journal (seq, id, at, desk, actor, kind, body) VALUES (1, 'b', 1, 'd', 'x', 'k', '{}')`)).toThrow('append-only')
    expect(db.prepare('SELECT id, body FROM journal').all()).toEqual([{ id: 'a', body: '{}' }])
  })
})
