/**
 * The journal, append-only, and a few facts about this file that are not practice data (`meta`).
 * The triggers hold the promise even against our own mistakes.
 */
export const journalTables = `
CREATE TABLE journal (
  seq INTEGER PRIMARY KEY,
  id TEXT NOT NULL,
  at INTEGER NOT NULL,
  desk TEXT NOT NULL,
  actor TEXT NOT NULL,
  kind TEXT NOT NULL,
  source_key TEXT,
  body TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX journal_source_key ON journal(source_key) WHERE source_key IS NOT NULL;
CREATE TRIGGER journal_no_update BEFORE UPDATE ON journal BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
CREATE TRIGGER journal_no_delete BEFORE DELETE ON journal BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
`
