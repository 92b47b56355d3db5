CREATE INDEX auto_replies_by_conversation ON auto_replies(conversation_id, at);
CREATE INDEX calls_by_conversation ON calls(conversation_id, direction, ringing_at);
CREATE INDEX calls_open ON calls(ringing_at) WHERE ended_at IS NULL AND missed_at IS NULL AND voicemail_at IS NULL;
CREATE INDEX choices_by_patient ON choices(patient_id, conversation_id, since);
CREATE INDEX consent_changes_by_number ON consent_changes(number, at);
CREATE INDEX contacts_by_kind ON contacts(kind, at, id, conversation_id, type) WHERE kind IS NOT NULL;
CREATE INDEX contacts_by_time ON contacts(at, id, type, conversation_id);
CREATE INDEX contacts_in_order ON contacts(conversation_id, at, id, type, undone);
CREATE INDEX contacts_of_loop ON contacts(conversation_id, effect, at, id, type, undone);
CREATE INDEX conversations_by_patient ON conversations(patient_id) WHERE patient_id IS NOT NULL;
CREATE INDEX conversations_promised ON conversations(promise_due) WHERE promise_due IS NOT NULL;
CREATE INDEX conversations_recent ON conversations(last_at);
CREATE INDEX conversations_waiting ON conversations(waiting_since) WHERE waiting_since IS NOT NULL;
CREATE INDEX differences_by_import ON differences(import_id) WHERE import_id IS NOT NULL;
CREATE INDEX follow_up_sources_by_visit ON follow_up_sources(visit_id, rule_id);
CREATE INDEX follow_ups_by_patient ON follow_ups(patient_id, due);
CREATE INDEX follow_ups_open ON follow_ups(due) WHERE done_at IS NULL;
CREATE INDEX former_names ON patient_changes(patient_id) WHERE field IN ('givenName', 'familyName') AND by_actor <> 'rule:import';
CREATE INDEX import_changes_by_patient ON import_changes(patient_id);
CREATE INDEX import_visits_by_patient ON import_visits(patient_id);
CREATE UNIQUE INDEX journal_source_key ON journal(source_key) WHERE source_key IS NOT NULL;
CREATE INDEX line_gaps_unseen ON line_gaps(from_at) WHERE seen = 0;
CREATE INDEX merged_patients_by_survivor ON merged_patients(into_id);
CREATE INDEX patient_ids_by_patient ON patient_ids(patient_id);
CREATE INDEX patients_by_birth_date ON patients(birth_date) WHERE birth_date <> '';
CREATE INDEX patients_by_birthday ON patients(substr(birth_date, 6)) WHERE birth_date <> '';
CREATE INDEX patients_by_external_id ON patients(external_id) WHERE external_id <> '';
CREATE INDEX patients_by_guarantor ON patients(guarantor_id) WHERE guarantor_id IS NOT NULL;
CREATE INDEX patients_by_import ON patients(import_id) WHERE import_id IS NOT NULL;
CREATE INDEX phones_by_ending ON phones(substr(number, -4));
CREATE INDEX phones_by_patient ON phones(patient_id, position, display, label, may_leave);
CREATE INDEX preferences_by_patient ON preferences(patient_id, at);
CREATE INDEX promises_by_conversation ON promises(conversation_id, at);
CREATE INDEX promises_by_due ON promises(due_at);
CREATE INDEX text_media_by_text ON text_media(text_id);
CREATE INDEX texts_by_provider_id ON texts(provider_id) WHERE provider_id IS NOT NULL;
CREATE INDEX texts_on_their_way ON texts(state, leaves_at) WHERE state IN ('queued', 'sending');
CREATE INDEX texts_promised ON texts(conversation_id, at) WHERE promised_at IS NOT NULL;
CREATE INDEX texts_promised_by_due ON texts(promised_at) WHERE promised_at IS NOT NULL;
CREATE INDEX texts_sent_to ON texts(conversation_id) WHERE direction = 'out';
CREATE INDEX texts_under_way ON texts(line_id, at) WHERE state = 'sent';
CREATE INDEX told_calls_by_call ON told_calls(call_id, n);
CREATE INDEX told_calls_in_order ON told_calls(conversation_id, direction, ringing_at);
CREATE INDEX visits_by_clinician ON visits(clinician);
CREATE INDEX visits_by_patient ON visits(patient_id, at);
CREATE INDEX visits_by_time ON visits(at);
CREATE TABLE auto_replies (cause_id TEXT PRIMARY KEY, conversation_id TEXT NOT NULL, at INTEGER NOT NULL, occasion TEXT, why TEXT, text_id TEXT) STRICT, WITHOUT ROWID;
CREATE TABLE call_checks (call_id TEXT NOT NULL, line TEXT NOT NULL, at INTEGER NOT NULL, by_actor TEXT NOT NULL, PRIMARY KEY (call_id, line)) STRICT, WITHOUT ROWID;
CREATE TABLE calls (
  id TEXT PRIMARY KEY, conversation_id TEXT, moved_from TEXT, direction TEXT NOT NULL DEFAULT 'in', line_id TEXT,
  ringing_at INTEGER, answered_at INTEGER, ended_at INTEGER, missed_at INTEGER,
  answered_staff TEXT, answered_phone TEXT, why TEXT,
  voicemail_at INTEGER, voicemail_seconds REAL, transcript TEXT
, trunk_answered_at INTEGER, phones_told INTEGER NOT NULL DEFAULT 0) STRICT;
CREATE TABLE choices (
  conversation_id TEXT NOT NULL, since INTEGER NOT NULL, until INTEGER, patient_id TEXT NOT NULL, at INTEGER NOT NULL, by_actor TEXT NOT NULL,
  PRIMARY KEY (conversation_id, since)
) STRICT, WITHOUT ROWID;
CREATE TABLE consent_changes (
  id TEXT PRIMARY KEY, number TEXT NOT NULL, at INTEGER NOT NULL, change TEXT NOT NULL, how TEXT NOT NULL, wording TEXT NOT NULL, by_actor TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE contact_kinds (id INTEGER PRIMARY KEY, outcome TEXT NOT NULL, inbound INTEGER NOT NULL, staff_id TEXT, line_id TEXT) STRICT;
CREATE TABLE contacts (
  id TEXT PRIMARY KEY, conversation_id TEXT NOT NULL, at INTEGER NOT NULL, type TEXT NOT NULL,
  effect TEXT NOT NULL, undone INTEGER NOT NULL DEFAULT 0
, kind INTEGER) STRICT, WITHOUT ROWID;
CREATE TABLE conversations (
  id TEXT PRIMARY KEY, display TEXT NOT NULL, textable INTEGER NOT NULL, caller_name TEXT,
  patient_id TEXT, assigned_to TEXT, handled_by TEXT, snoozed_until INTEGER,
  -- Derived from the contacts by the waiting rule; recomputed whole whenever one of them changes.
  last_at INTEGER NOT NULL, last_contact TEXT, has_calls INTEGER NOT NULL DEFAULT 0, has_texts INTEGER NOT NULL DEFAULT 0,
  waiting_since INTEGER, missed INTEGER NOT NULL DEFAULT 0, voicemails INTEGER NOT NULL DEFAULT 0, texts INTEGER NOT NULL DEFAULT 0, failed INTEGER NOT NULL DEFAULT 0,
  closed_by TEXT
, asked_at INTEGER NOT NULL DEFAULT 0, promise_due INTEGER) STRICT;
CREATE TABLE counted (
  at INTEGER NOT NULL, id TEXT NOT NULL, kind INTEGER NOT NULL, figures INTEGER NOT NULL, took INTEGER, closed_at INTEGER, PRIMARY KEY (at, id)
) STRICT, WITHOUT ROWID;
CREATE TABLE desks (desk TEXT PRIMARY KEY, staff_id TEXT) STRICT, WITHOUT ROWID;
CREATE TABLE differences (
  patient_id TEXT NOT NULL, field TEXT NOT NULL, theirs TEXT NOT NULL, source TEXT NOT NULL, at INTEGER NOT NULL, import_id TEXT,
  settled INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (patient_id, field)
) STRICT, WITHOUT ROWID;
CREATE TABLE drafts (conversation_id TEXT PRIMARY KEY, body TEXT NOT NULL, template_id TEXT, language TEXT, promised_at INTEGER, media TEXT) STRICT, WITHOUT ROWID;
CREATE TABLE follow_up_rules (
  id TEXT PRIMARY KEY, enabled INTEGER NOT NULL, visit_type TEXT NOT NULL, clinician TEXT NOT NULL, days INTEGER NOT NULL, recall INTEGER NOT NULL, what TEXT NOT NULL, template_id TEXT
) STRICT, WITHOUT ROWID;
CREATE TABLE follow_up_sources (follow_up_id TEXT PRIMARY KEY, rule_id TEXT NOT NULL, visit_id TEXT NOT NULL, visit_at INTEGER NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE follow_ups (
  id TEXT PRIMARY KEY, patient_id TEXT NOT NULL, due TEXT NOT NULL, what TEXT NOT NULL, template_id TEXT,
  by_actor TEXT NOT NULL, at INTEGER NOT NULL, done_at INTEGER, done_by TEXT, how TEXT
) STRICT;
CREATE TABLE former_phones (patient_id TEXT NOT NULL, number TEXT NOT NULL, PRIMARY KEY (patient_id, number)) STRICT, WITHOUT ROWID;
CREATE TABLE hidden_names (desk TEXT PRIMARY KEY, by TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE import_changes (
  import_id TEXT NOT NULL, patient_id TEXT NOT NULL, field TEXT NOT NULL, seq INTEGER NOT NULL, before TEXT NOT NULL, after TEXT NOT NULL,
  PRIMARY KEY (import_id, patient_id, seq, field)
) STRICT, WITHOUT ROWID;
CREATE TABLE import_visits (
  import_id TEXT NOT NULL, visit_id TEXT NOT NULL, seq INTEGER NOT NULL, patient_id TEXT NOT NULL, before TEXT, after TEXT NOT NULL,
  PRIMARY KEY (import_id, visit_id, seq)
) STRICT, WITHOUT ROWID;
CREATE TABLE imports (
  id TEXT PRIMARY KEY, file_name TEXT NOT NULL, at INTEGER NOT NULL, by_actor TEXT NOT NULL, state TEXT NOT NULL,
  created INTEGER NOT NULL DEFAULT 0, changed INTEGER NOT NULL DEFAULT 0, unchanged INTEGER NOT NULL DEFAULT 0, skipped INTEGER NOT NULL DEFAULT 0
, differing INTEGER NOT NULL DEFAULT 0, visits INTEGER NOT NULL DEFAULT 0) STRICT;
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
CREATE TABLE line_gaps (id TEXT PRIMARY KEY, line_id TEXT NOT NULL, from_at INTEGER NOT NULL, until_at INTEGER NOT NULL, untold TEXT NOT NULL, seen INTEGER NOT NULL DEFAULT 0) STRICT;
CREATE TABLE line_hours (line_id TEXT NOT NULL, hour INTEGER NOT NULL, events INTEGER NOT NULL, last_at INTEGER NOT NULL, PRIMARY KEY (line_id, hour)) STRICT, WITHOUT ROWID;
CREATE TABLE line_memory (line_id TEXT NOT NULL, name TEXT NOT NULL, value TEXT NOT NULL, PRIMARY KEY (line_id, name)) STRICT, WITHOUT ROWID;
CREATE TABLE lines (id TEXT PRIMARY KEY, kind TEXT NOT NULL, name TEXT NOT NULL, enabled INTEGER NOT NULL, settings TEXT NOT NULL) STRICT;
CREATE TABLE marks (
  id TEXT PRIMARY KEY, type TEXT NOT NULL, body TEXT NOT NULL, by_actor TEXT NOT NULL, until INTEGER, handoff_to TEXT, opted_out INTEGER
, ended_at INTEGER) STRICT;
CREATE TABLE media_bytes (id TEXT PRIMARY KEY, bytes BLOB NOT NULL) STRICT;
CREATE TABLE mentions (conversation_id TEXT NOT NULL, staff_id TEXT NOT NULL, contact_id TEXT NOT NULL, PRIMARY KEY (conversation_id, staff_id, contact_id)) STRICT, WITHOUT ROWID;
CREATE TABLE merged_patients (
  id TEXT PRIMARY KEY, into_id TEXT NOT NULL, name TEXT NOT NULL, at INTEGER NOT NULL, by_actor TEXT NOT NULL, kept TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE name_words (key TEXT NOT NULL, word TEXT NOT NULL, PRIMARY KEY (key, word)) STRICT, WITHOUT ROWID;
CREATE TABLE number_marks (number TEXT PRIMARY KEY, kind TEXT NOT NULL, name TEXT NOT NULL, at INTEGER NOT NULL, by_actor TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE opt_outs (number TEXT PRIMARY KEY, at INTEGER NOT NULL, how TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE patient_changes (
  seq INTEGER NOT NULL, patient_id TEXT NOT NULL, field TEXT NOT NULL, at INTEGER NOT NULL, by_actor TEXT NOT NULL,
  before TEXT NOT NULL, after TEXT NOT NULL,
  PRIMARY KEY (patient_id, field, seq)
) STRICT, WITHOUT ROWID;
CREATE TABLE patient_ids (value TEXT NOT NULL, patient_id TEXT NOT NULL, PRIMARY KEY (value, patient_id)) STRICT, WITHOUT ROWID;
CREATE TABLE patient_origins (patient_id TEXT PRIMARY KEY, at INTEGER NOT NULL, by_actor TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE patients (
  row INTEGER PRIMARY KEY, -- the search index points here; a bare rowid may change in a VACUUM
  id TEXT NOT NULL UNIQUE,
  given_name TEXT NOT NULL, family_name TEXT NOT NULL, preferred_name TEXT NOT NULL,
  pronouns TEXT NOT NULL, birth_date TEXT NOT NULL, language TEXT NOT NULL, email TEXT NOT NULL,
  channel TEXT NOT NULL, time_of_day TEXT NOT NULL, clinician TEXT NOT NULL,
  alerts TEXT NOT NULL, guarantor_id TEXT, relation TEXT NOT NULL,
  patient_since TEXT NOT NULL, external_id TEXT NOT NULL, import_id TEXT
, other_ids TEXT NOT NULL DEFAULT '[]', id_source TEXT NOT NULL DEFAULT '') STRICT;
CREATE VIRTUAL TABLE people_digits USING fts5(digits, content='', contentless_delete=1, tokenize='trigram');
CREATE TABLE 'people_digits_config'(k PRIMARY KEY, v) WITHOUT ROWID;
CREATE TABLE 'people_digits_data'(id INTEGER PRIMARY KEY, block BLOB);
CREATE TABLE 'people_digits_docsize'(id INTEGER PRIMARY KEY, sz BLOB, origin INTEGER);
CREATE TABLE 'people_digits_idx'(segid, term, pgno, PRIMARY KEY(segid, term)) WITHOUT ROWID;
CREATE VIRTUAL TABLE people_words USING fts5(words, content='', contentless_delete=1, tokenize="unicode61 remove_diacritics 2", prefix='1 2 3');
CREATE TABLE 'people_words_config'(k PRIMARY KEY, v) WITHOUT ROWID;
CREATE TABLE 'people_words_data'(id INTEGER PRIMARY KEY, block BLOB);
CREATE TABLE 'people_words_docsize'(id INTEGER PRIMARY KEY, sz BLOB, origin INTEGER);
CREATE TABLE 'people_words_idx'(segid, term, pgno, PRIMARY KEY(segid, term)) WITHOUT ROWID;
CREATE TABLE phones (
  number TEXT NOT NULL, patient_id TEXT NOT NULL, position INTEGER NOT NULL, display TEXT NOT NULL, label TEXT NOT NULL, may_leave INTEGER,
  PRIMARY KEY (number, patient_id)
) STRICT, WITHOUT ROWID;
CREATE TABLE practice (field TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE preferences (id TEXT PRIMARY KEY, patient_id TEXT NOT NULL, kind TEXT NOT NULL, text TEXT NOT NULL, by_actor TEXT NOT NULL, at INTEGER NOT NULL) STRICT;
CREATE TABLE promises (id TEXT PRIMARY KEY, conversation_id TEXT NOT NULL, at INTEGER NOT NULL, due_at INTEGER NOT NULL, by_actor TEXT NOT NULL, released INTEGER NOT NULL DEFAULT 0) STRICT, WITHOUT ROWID;
CREATE TABLE record_sources (id TEXT PRIMARY KEY, enabled INTEGER NOT NULL, settings TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE VIRTUAL TABLE said_words USING fts5(words, content='', contentless_delete=1, detail=none, tokenize="unicode61 remove_diacritics 2", prefix='3 4 5');
CREATE TABLE 'said_words_config'(k PRIMARY KEY, v) WITHOUT ROWID;
CREATE TABLE 'said_words_data'(id INTEGER PRIMARY KEY, block BLOB);
CREATE TABLE 'said_words_docsize'(id INTEGER PRIMARY KEY, sz BLOB, origin INTEGER);
CREATE TABLE 'said_words_idx'(segid, term, pgno, PRIMARY KEY(segid, term)) WITHOUT ROWID;
CREATE TABLE staff (id TEXT PRIMARY KEY, name TEXT NOT NULL, initials TEXT NOT NULL, removed INTEGER NOT NULL DEFAULT 0, extension TEXT NOT NULL DEFAULT '') STRICT;
CREATE TABLE template_uses (template_id TEXT NOT NULL, need TEXT NOT NULL, uses INTEGER NOT NULL, PRIMARY KEY (template_id, need)) STRICT, WITHOUT ROWID;
CREATE TABLE template_versions (
  template_id TEXT NOT NULL, version INTEGER NOT NULL, name TEXT NOT NULL, texts TEXT NOT NULL, at INTEGER NOT NULL, by_actor TEXT NOT NULL,
  PRIMARY KEY (template_id, version)
) STRICT, WITHOUT ROWID;
CREATE TABLE templates (id TEXT PRIMARY KEY, name TEXT NOT NULL, texts TEXT NOT NULL, position INTEGER NOT NULL, version INTEGER NOT NULL DEFAULT 1, purpose TEXT NOT NULL DEFAULT 'other', fixed_key INTEGER) STRICT;
CREATE TABLE text_media (id TEXT PRIMARY KEY, text_id TEXT NOT NULL, content_type TEXT NOT NULL, size INTEGER NOT NULL, problem TEXT) STRICT, WITHOUT ROWID;
CREATE TABLE texts (
  id TEXT PRIMARY KEY, conversation_id TEXT NOT NULL, at INTEGER NOT NULL, direction TEXT NOT NULL, body TEXT NOT NULL, state TEXT NOT NULL,
  failure TEXT, leaves_at INTEGER, by_actor TEXT, automatic INTEGER NOT NULL DEFAULT 0, template_name TEXT, template_id TEXT, line_id TEXT,
  provider_id TEXT, consent TEXT NOT NULL DEFAULT 'none', may_mean_visit INTEGER NOT NULL DEFAULT 0
, promised_at INTEGER, template_version INTEGER, scheduled INTEGER NOT NULL DEFAULT 0, failure_kind TEXT) STRICT;
CREATE TABLE told_apart (a TEXT NOT NULL, b TEXT NOT NULL, PRIMARY KEY (a, b)) STRICT, WITHOUT ROWID;
CREATE TABLE told_calls (
  n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, call_id TEXT NOT NULL, line_id TEXT, conversation_id TEXT, moved_from TEXT, direction TEXT NOT NULL DEFAULT 'in',
  ringing_at INTEGER, answered_at INTEGER, trunk_answered_at INTEGER, ended_at INTEGER, missed_at INTEGER, over_at INTEGER,
  answered_staff TEXT, staff_at INTEGER, answered_phone TEXT, phone_at INTEGER, why TEXT, why_at INTEGER,
  voicemail_at INTEGER, voicemail_seconds REAL, transcript TEXT, phones_told INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE TABLE verifications (conversation_id TEXT PRIMARY KEY, patient_id TEXT NOT NULL, call_id TEXT, how TEXT NOT NULL, at INTEGER NOT NULL, by_actor TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE VIRTUAL TABLE visit_words USING fts5(words, content='', contentless_delete=1, detail=none, tokenize="unicode61 remove_diacritics 2", prefix='3 4 5');
CREATE TABLE 'visit_words_config'(k PRIMARY KEY, v) WITHOUT ROWID;
CREATE TABLE 'visit_words_data'(id INTEGER PRIMARY KEY, block BLOB);
CREATE TABLE 'visit_words_docsize'(id INTEGER PRIMARY KEY, sz BLOB, origin INTEGER);
CREATE TABLE 'visit_words_idx'(segid, term, pgno, PRIMARY KEY(segid, term)) WITHOUT ROWID;
CREATE TABLE visits (
  id TEXT PRIMARY KEY, patient_id TEXT NOT NULL, at INTEGER NOT NULL, status TEXT NOT NULL,
  clinician TEXT NOT NULL, reason TEXT NOT NULL, note TEXT NOT NULL, matter TEXT
) STRICT;
CREATE TRIGGER journal_no_delete BEFORE DELETE ON journal BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
CREATE TRIGGER journal_no_update BEFORE UPDATE ON journal BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
