/** What the desk remembers of a person, and what is to be done for them. */
export const cardTables = `
CREATE TABLE preferences (id TEXT PRIMARY KEY, patient_id TEXT NOT NULL, kind TEXT NOT NULL, text TEXT NOT NULL, by_actor TEXT NOT NULL, at INTEGER NOT NULL) STRICT;
CREATE INDEX preferences_by_patient ON preferences(patient_id, at);
CREATE TABLE follow_ups (
  id TEXT PRIMARY KEY, patient_id TEXT NOT NULL, due TEXT NOT NULL, what TEXT NOT NULL, template_id TEXT,
  by_actor TEXT NOT NULL, at INTEGER NOT NULL, done_at INTEGER, done_by TEXT, how TEXT
) STRICT;
CREATE INDEX follow_ups_by_patient ON follow_ups(patient_id, due);
CREATE INDEX follow_ups_open ON follow_ups(due) WHERE done_at IS NULL;
`
