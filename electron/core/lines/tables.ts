export const lineTables = `
CREATE TABLE lines (id TEXT PRIMARY KEY, kind TEXT NOT NULL, name TEXT NOT NULL, enabled INTEGER NOT NULL, settings TEXT NOT NULL) STRICT;
`

/** Version 20: how a line stands and stood. */
export const lineStandingTables = `
-- Where a line stands with its provider; not practice data, so not in the journal (lines/memory.ts).
CREATE TABLE line_memory (line_id TEXT NOT NULL, name TEXT NOT NULL, value TEXT NOT NULL, PRIMARY KEY (line_id, name)) STRICT, WITHOUT ROWID;
-- Times in which a line was away.
CREATE TABLE line_gaps (id TEXT PRIMARY KEY, line_id TEXT NOT NULL, from_at INTEGER NOT NULL, until_at INTEGER NOT NULL, untold TEXT NOT NULL, seen INTEGER NOT NULL DEFAULT 0) STRICT;
CREATE INDEX line_gaps_unseen ON line_gaps(from_at) WHERE seen = 0;
-- How many calls and texts came in each hour (ms UTC / 3,600,000), to know what is usual.
CREATE TABLE line_hours (line_id TEXT NOT NULL, hour INTEGER NOT NULL, events INTEGER NOT NULL, last_at INTEGER NOT NULL, PRIMARY KEY (line_id, hour)) STRICT, WITHOUT ROWID;
`
