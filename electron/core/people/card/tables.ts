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

/** Follow-ups by rule. A source outlives its follow-up, so that what the desk removed is not planned again. */
export const followUpRuleTables = `
CREATE TABLE follow_up_rules (
  id TEXT PRIMARY KEY, enabled INTEGER NOT NULL, visit_type TEXT NOT NULL, clinician TEXT NOT NULL, days INTEGER NOT NULL, recall INTEGER NOT NULL, what TEXT NOT NULL, template_id TEXT
) STRICT, WITHOUT ROWID;
CREATE TABLE follow_up_sources (follow_up_id TEXT PRIMARY KEY, rule_id TEXT NOT NULL, visit_id TEXT NOT NULL, visit_at INTEGER NOT NULL) STRICT, WITHOUT ROWID;
CREATE INDEX follow_up_sources_by_visit ON follow_up_sources(visit_id, rule_id);
CREATE INDEX visits_by_time ON visits(at);
`
