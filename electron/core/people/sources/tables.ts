/** Version 70: the sources of records that are followed, with their settings. */
export const sourceTables = `
CREATE TABLE record_sources (id TEXT PRIMARY KEY, enabled INTEGER NOT NULL, settings TEXT NOT NULL) STRICT, WITHOUT ROWID;
`
