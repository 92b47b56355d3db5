import type Database from 'better-sqlite3'
import type { CallRow } from './calls.ts'
import { kindOfCall, kindOfText, numberOfKind } from './kinds.ts'
import type { TextRow } from './texts.ts'

/** For the migration, whose handle is not branded yet: what everything came to that is there already, and which conversations were brought back when. */
export function fillKinds(db: Database.Database): void {
  const outcomeOfCall = (...[direction, answered_at, trunk_answered_at, phones_told, ended_at, missed_at, voicemail_at]: unknown[]): string =>
    kindOfCall({ direction, answered_at, trunk_answered_at, phones_told, ended_at, missed_at, voicemail_at } as CallRow).outcome
  const outcomeOfText = (...[direction, state, automatic]: unknown[]): string => kindOfText({ direction, state, automatic } as TextRow).outcome
  db.function('outcome_of_call', { deterministic: true, varargs: true }, outcomeOfCall)
  db.function('outcome_of_text', { deterministic: true, varargs: true }, outcomeOfText)
  db.function('number_of_kind', { deterministic: true, varargs: true }, (...kind: unknown[]) => numberOfKind(...(kind as Parameters<typeof numberOfKind>)))
  db.exec(`
    CREATE TEMP TABLE facts (id TEXT PRIMARY KEY, outcome TEXT NOT NULL, inbound INTEGER NOT NULL, staff_id TEXT, line_id TEXT) STRICT, WITHOUT ROWID;
    INSERT INTO facts SELECT id, outcome_of_call(direction, answered_at, trunk_answered_at, phones_told, ended_at, missed_at, voicemail_at), direction = 'in', answered_staff, line_id FROM calls ORDER BY id;
    INSERT OR IGNORE INTO facts SELECT id, outcome_of_text(direction, state, automatic), direction = 'in', by_actor, line_id FROM texts ORDER BY id;
    INSERT OR IGNORE INTO facts SELECT id, 'note', 0, by_actor, NULL FROM marks WHERE type = 'note' ORDER BY id;
    INSERT INTO contact_kinds (id, outcome, inbound, staff_id, line_id) SELECT number_of_kind(outcome, inbound, staff_id, line_id), * FROM (SELECT DISTINCT outcome, inbound, staff_id, line_id FROM facts);
    CREATE TEMP TABLE known AS SELECT * FROM contact_kinds;
    CREATE INDEX temp.known_kinds ON known(outcome, inbound, staff_id, line_id, id);
    UPDATE contacts SET kind = (SELECT k.id FROM facts f CROSS JOIN known k ON k.outcome = f.outcome AND k.inbound = f.inbound AND k.staff_id IS f.staff_id AND k.line_id IS f.line_id WHERE f.id = contacts.id)
      WHERE type IN ('call', 'text', 'note');
    DROP TABLE known;
    DROP TABLE facts;
    CREATE TEMP TABLE brought_back AS SELECT at, body ->> 'conversationId' AS conversation_id FROM journal WHERE kind = 'conversation.unsnoozed';
    UPDATE marks SET ended_at = (SELECT min(b.at) FROM contacts c JOIN brought_back b ON b.conversation_id = c.conversation_id AND b.at >= c.at WHERE c.id = marks.id
      AND NOT EXISTS (SELECT 1 FROM contacts later WHERE later.conversation_id = c.conversation_id AND later.type = 'snoozed' AND later.at > c.at AND later.at <= b.at))
      WHERE type = 'snoozed' AND EXISTS (SELECT 1 FROM brought_back);
    DROP TABLE brought_back;
  `)
}
