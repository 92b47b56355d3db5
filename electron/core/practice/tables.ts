export const practiceTables = `
CREATE TABLE practice (field TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE staff (id TEXT PRIMARY KEY, name TEXT NOT NULL, initials TEXT NOT NULL, removed INTEGER NOT NULL DEFAULT 0) STRICT;
CREATE TABLE desks (desk TEXT PRIMARY KEY, staff_id TEXT) STRICT, WITHOUT ROWID;
`

/** Version 90: the desks on whose screens names are hidden. */
export const hiddenNamesTables = `
CREATE TABLE hidden_names (desk TEXT PRIMARY KEY, by TEXT NOT NULL) STRICT, WITHOUT ROWID;
`

/** Version 20: whose phone is which. */
export const staffExtensions = `
ALTER TABLE staff ADD COLUMN extension TEXT NOT NULL DEFAULT '';
`
