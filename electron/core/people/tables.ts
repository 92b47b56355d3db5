export const peopleTables = `
CREATE TABLE patients (
  row INTEGER PRIMARY KEY, -- the search index points here; a bare rowid may change in a VACUUM
  id TEXT NOT NULL UNIQUE,
  given_name TEXT NOT NULL, family_name TEXT NOT NULL, preferred_name TEXT NOT NULL,
  pronouns TEXT NOT NULL, birth_date TEXT NOT NULL, language TEXT NOT NULL, email TEXT NOT NULL,
  channel TEXT NOT NULL, time_of_day TEXT NOT NULL, clinician TEXT NOT NULL,
  alerts TEXT NOT NULL, guarantor_id TEXT, relation TEXT NOT NULL,
  patient_since TEXT NOT NULL, external_id TEXT NOT NULL, import_id TEXT
) STRICT;
CREATE INDEX patients_by_external_id ON patients(external_id) WHERE external_id <> '';
CREATE INDEX patients_by_birth_date ON patients(birth_date) WHERE birth_date <> '';
CREATE INDEX patients_by_import ON patients(import_id) WHERE import_id IS NOT NULL;
CREATE INDEX patients_by_guarantor ON patients(guarantor_id) WHERE guarantor_id IS NOT NULL;
CREATE TABLE phones (
  number TEXT NOT NULL, patient_id TEXT NOT NULL, position INTEGER NOT NULL, display TEXT NOT NULL, label TEXT NOT NULL,
  PRIMARY KEY (number, patient_id)
) STRICT, WITHOUT ROWID;
-- Holds all of a phone, so that a card and a row of the search find it in one step.
CREATE INDEX phones_by_patient ON phones(patient_id, position, display, label);
-- Numbers a person once had: windows that show their conversations must hear when the name there goes.
CREATE TABLE former_phones (patient_id TEXT NOT NULL, number TEXT NOT NULL, PRIMARY KEY (patient_id, number)) STRICT, WITHOUT ROWID;
CREATE TABLE visits (
  id TEXT PRIMARY KEY, patient_id TEXT NOT NULL, at INTEGER NOT NULL, status TEXT NOT NULL,
  clinician TEXT NOT NULL, reason TEXT NOT NULL, note TEXT NOT NULL, matter TEXT
) STRICT;
CREATE INDEX visits_by_patient ON visits(patient_id, at);
CREATE INDEX visits_by_clinician ON visits(clinician);
CREATE TABLE patient_changes (
  seq INTEGER NOT NULL, patient_id TEXT NOT NULL, field TEXT NOT NULL, at INTEGER NOT NULL, by_actor TEXT NOT NULL,
  before TEXT NOT NULL, after TEXT NOT NULL,
  PRIMARY KEY (patient_id, field, seq)
) STRICT, WITHOUT ROWID;
CREATE TABLE imports (
  id TEXT PRIMARY KEY, file_name TEXT NOT NULL, at INTEGER NOT NULL, by_actor TEXT NOT NULL, state TEXT NOT NULL,
  created INTEGER NOT NULL DEFAULT 0, changed INTEGER NOT NULL DEFAULT 0, unchanged INTEGER NOT NULL DEFAULT 0, skipped INTEGER NOT NULL DEFAULT 0
) STRICT;
-- What an import changed in people who were there before, each field as JSON, so that it can be taken back whole.
CREATE TABLE import_changes (
  import_id TEXT NOT NULL, patient_id TEXT NOT NULL, field TEXT NOT NULL, seq INTEGER NOT NULL, before TEXT NOT NULL, after TEXT NOT NULL,
  PRIMARY KEY (import_id, patient_id, seq, field)
) STRICT, WITHOUT ROWID;
CREATE INDEX import_changes_by_patient ON import_changes(patient_id);
-- Names, folded by the tokenizer; prefixes of 1 to 3 letters are indexed because the desk types as the caller speaks.
CREATE VIRTUAL TABLE people_words USING fts5(words, content='', contentless_delete=1, tokenize="unicode61 remove_diacritics 2", prefix='1 2 3');
-- Phone digits in threes, so that any fragment of a number finds it.
CREATE VIRTUAL TABLE people_digits USING fts5(digits, content='', contentless_delete=1, tokenize='trigram');
-- Removed rows leave marks; merging them away at every tenth (the default) holds the core for up to 300 ms while an import is undone.
INSERT INTO people_words (people_words, rank) VALUES ('deletemerge', 100);
INSERT INTO people_digits (people_digits, rank) VALUES ('deletemerge', 100);
`

/** For sources other than lists: several ids of a person, visits that an import brought, and where the desk and the practice software differ. */
export const peopleTables30 = `
ALTER TABLE patients ADD COLUMN other_ids TEXT NOT NULL DEFAULT '[]';
ALTER TABLE patients ADD COLUMN id_source TEXT NOT NULL DEFAULT '';
-- Every id of a person, external_id among them.
CREATE TABLE patient_ids (value TEXT NOT NULL, patient_id TEXT NOT NULL, PRIMARY KEY (value, patient_id)) STRICT, WITHOUT ROWID;
CREATE INDEX patient_ids_by_patient ON patient_ids(patient_id);
INSERT INTO patient_ids (value, patient_id) SELECT external_id, id FROM patients WHERE external_id <> '';
-- What an import did to visits; before is null for one it brought.
CREATE TABLE import_visits (
  import_id TEXT NOT NULL, visit_id TEXT NOT NULL, seq INTEGER NOT NULL, patient_id TEXT NOT NULL, before TEXT, after TEXT NOT NULL,
  PRIMARY KEY (import_id, visit_id, seq)
) STRICT, WITHOUT ROWID;
CREATE INDEX import_visits_by_patient ON import_visits(patient_id);
CREATE TABLE differences (
  patient_id TEXT NOT NULL, field TEXT NOT NULL, theirs TEXT NOT NULL, source TEXT NOT NULL, at INTEGER NOT NULL, import_id TEXT,
  settled INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (patient_id, field)
) STRICT, WITHOUT ROWID;
CREATE INDEX differences_by_import ON differences(import_id) WHERE import_id IS NOT NULL;
ALTER TABLE imports ADD COLUMN differing INTEGER NOT NULL DEFAULT 0;
ALTER TABLE imports ADD COLUMN visits INTEGER NOT NULL DEFAULT 0;
`

/** Version 60: where a message may be left, who made each record, which records were one person, and which were told apart. */
export const peopleTables60 = `
ALTER TABLE phones ADD COLUMN may_leave INTEGER;
DROP INDEX phones_by_patient;
CREATE INDEX phones_by_patient ON phones(patient_id, position, display, label, may_leave);
CREATE TABLE patient_origins (patient_id TEXT PRIMARY KEY, at INTEGER NOT NULL, by_actor TEXT NOT NULL) STRICT, WITHOUT ROWID;
INSERT INTO patient_origins (patient_id, at, by_actor)
  SELECT json_extract(body, '$.patientId'), at, actor FROM journal WHERE kind = 'patient.created' ORDER BY seq ON CONFLICT DO NOTHING;
CREATE INDEX former_names ON patient_changes(patient_id) WHERE field IN ('givenName', 'familyName') AND by_actor <> 'rule:import';
-- A record that was joined to another; \`kept\` is all that its undo needs.
CREATE TABLE merged_patients (
  id TEXT PRIMARY KEY, into_id TEXT NOT NULL, name TEXT NOT NULL, at INTEGER NOT NULL, by_actor TEXT NOT NULL, kept TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX merged_patients_by_survivor ON merged_patients(into_id);
-- Two records that look alike and are two people; the smaller id first.
CREATE TABLE told_apart (a TEXT NOT NULL, b TEXT NOT NULL, PRIMARY KEY (a, b)) STRICT, WITHOUT ROWID;
`
