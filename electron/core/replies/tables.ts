export const repliesTables = `
CREATE TABLE templates (id TEXT PRIMARY KEY, name TEXT NOT NULL, texts TEXT NOT NULL, position INTEGER NOT NULL) STRICT;
-- Opt-out belongs to the number, whoever uses it.
CREATE TABLE opt_outs (number TEXT PRIMARY KEY, at INTEGER NOT NULL, how TEXT NOT NULL) STRICT, WITHOUT ROWID;
`
