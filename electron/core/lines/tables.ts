export const lineTables = `
CREATE TABLE lines (id TEXT PRIMARY KEY, kind TEXT NOT NULL, name TEXT NOT NULL, enabled INTEGER NOT NULL, settings TEXT NOT NULL) STRICT;
`
