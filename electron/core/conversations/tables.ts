export const conversationTables = `
CREATE TABLE conversations (
  id TEXT PRIMARY KEY, display TEXT NOT NULL, textable INTEGER NOT NULL, caller_name TEXT,
  patient_id TEXT, assigned_to TEXT, handled_by TEXT, snoozed_until INTEGER,
  -- Derived from the contacts by the waiting rule; recomputed whole whenever one of them changes.
  last_at INTEGER NOT NULL, last_contact TEXT, has_calls INTEGER NOT NULL DEFAULT 0, has_texts INTEGER NOT NULL DEFAULT 0,
  waiting_since INTEGER, missed INTEGER NOT NULL DEFAULT 0, voicemails INTEGER NOT NULL DEFAULT 0, texts INTEGER NOT NULL DEFAULT 0, failed INTEGER NOT NULL DEFAULT 0,
  closed_by TEXT
) STRICT;
CREATE INDEX conversations_waiting ON conversations(waiting_since) WHERE waiting_since IS NOT NULL;
CREATE INDEX conversations_recent ON conversations(last_at);
CREATE INDEX conversations_by_patient ON conversations(patient_id) WHERE patient_id IS NOT NULL;
-- Everything that passed, in one order. The effect is what the waiting rule reads from it.
CREATE TABLE contacts (
  id TEXT PRIMARY KEY, conversation_id TEXT NOT NULL, at INTEGER NOT NULL, type TEXT NOT NULL,
  effect TEXT NOT NULL, undone INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;
CREATE INDEX contacts_in_order ON contacts(conversation_id, at, id, type, undone);
CREATE INDEX contacts_of_loop ON contacts(conversation_id, effect, at, id, type, undone);
CREATE TABLE calls (
  id TEXT PRIMARY KEY, conversation_id TEXT, moved_from TEXT, direction TEXT NOT NULL DEFAULT 'in', line_id TEXT,
  ringing_at INTEGER, answered_at INTEGER, ended_at INTEGER, missed_at INTEGER,
  answered_staff TEXT, answered_phone TEXT, why TEXT,
  voicemail_at INTEGER, voicemail_seconds REAL, transcript TEXT
) STRICT;
CREATE INDEX calls_open ON calls(ringing_at) WHERE ended_at IS NULL AND missed_at IS NULL AND voicemail_at IS NULL;
CREATE INDEX calls_by_conversation ON calls(conversation_id, ringing_at) WHERE direction = 'in';
CREATE TABLE texts (
  id TEXT PRIMARY KEY, conversation_id TEXT NOT NULL, at INTEGER NOT NULL, direction TEXT NOT NULL, body TEXT NOT NULL, state TEXT NOT NULL,
  failure TEXT, leaves_at INTEGER, by_actor TEXT, automatic INTEGER NOT NULL DEFAULT 0, template_name TEXT, template_id TEXT, line_id TEXT,
  provider_id TEXT, consent TEXT NOT NULL DEFAULT 'none', may_mean_visit INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX texts_sent_to ON texts(conversation_id) WHERE direction = 'out';
CREATE INDEX texts_on_their_way ON texts(state, leaves_at) WHERE state IN ('queued', 'sending');
CREATE INDEX texts_by_provider_id ON texts(provider_id) WHERE provider_id IS NOT NULL;
-- What the desk did: resolved, noted, snoozed; and what became of a number's consent.
CREATE TABLE marks (
  id TEXT PRIMARY KEY, type TEXT NOT NULL, body TEXT NOT NULL, by_actor TEXT NOT NULL, until INTEGER, handoff_to TEXT, opted_out INTEGER
) STRICT;
-- Replies begun and not sent. Not practice data until they are, so not in the journal: they would fill it with half words.
CREATE TABLE drafts (conversation_id TEXT PRIMARY KEY, body TEXT NOT NULL, template_id TEXT, language TEXT) STRICT, WITHOUT ROWID;
`

/** Version 20: one call told by two lines, and what comes with a text. */
export const conversationTables20 = `
-- An answer told by the trunk counts only where no line that hears the phones knows the call.
ALTER TABLE calls ADD COLUMN trunk_answered_at INTEGER;
ALTER TABLE calls ADD COLUMN phones_told INTEGER NOT NULL DEFAULT 0;
UPDATE calls SET phones_told = 1;
-- What each line told of a call: \`id\` is its name for the call \`call_id\`, whose row is put together from all of these.
CREATE TABLE told_calls (
  n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, call_id TEXT NOT NULL, line_id TEXT, conversation_id TEXT, moved_from TEXT, direction TEXT NOT NULL DEFAULT 'in',
  ringing_at INTEGER, answered_at INTEGER, trunk_answered_at INTEGER, ended_at INTEGER, missed_at INTEGER, over_at INTEGER,
  answered_staff TEXT, staff_at INTEGER, answered_phone TEXT, phone_at INTEGER, why TEXT, why_at INTEGER,
  voicemail_at INTEGER, voicemail_seconds REAL, transcript TEXT, phones_told INTEGER NOT NULL DEFAULT 0
) STRICT;
INSERT INTO told_calls (id, call_id, line_id, conversation_id, moved_from, direction, ringing_at, answered_at, ended_at, missed_at, over_at,
    answered_staff, staff_at, answered_phone, phone_at, why, why_at, voicemail_at, voicemail_seconds, transcript, phones_told)
  SELECT id, id, line_id, conversation_id, moved_from, direction, ringing_at, answered_at, ended_at, missed_at, coalesce(ended_at, missed_at),
    answered_staff, iif(answered_staff IS NULL, NULL, answered_at), answered_phone, iif(answered_phone IS NULL, NULL, answered_at), why, iif(why IS NULL, NULL, missed_at),
    voicemail_at, voicemail_seconds, transcript, 1 FROM calls ORDER BY rowid;
CREATE INDEX told_calls_by_call ON told_calls(call_id, n);
CREATE INDEX told_calls_in_order ON told_calls(conversation_id, direction, ringing_at);
DROP INDEX calls_by_conversation;
CREATE INDEX calls_by_conversation ON calls(conversation_id, direction, ringing_at);
CREATE INDEX texts_under_way ON texts(line_id, at) WHERE state = 'sent';
CREATE TABLE text_media (id TEXT PRIMARY KEY, text_id TEXT NOT NULL, content_type TEXT NOT NULL, size INTEGER NOT NULL, problem TEXT) STRICT, WITHOUT ROWID;
CREATE INDEX text_media_by_text ON text_media(text_id);
-- The bytes of text_media: beside the journal, which keeps what they are; a rebuild leaves them.
CREATE TABLE media_bytes (id TEXT PRIMARY KEY, bytes BLOB NOT NULL) STRICT;
`

/** Version 90: what was made sure of before hanging up. */
export const checklistTables = `
CREATE TABLE call_checks (call_id TEXT NOT NULL, line TEXT NOT NULL, at INTEGER NOT NULL, by_actor TEXT NOT NULL, PRIMARY KEY (call_id, line)) STRICT, WITHOUT ROWID;
`

/** Version 60: what a number is, whoever has it; and who it was each time several could have been. */
export const conversationTables60 = `
CREATE TABLE number_marks (number TEXT PRIMARY KEY, kind TEXT NOT NULL, name TEXT NOT NULL, at INTEGER NOT NULL, by_actor TEXT NOT NULL) STRICT, WITHOUT ROWID;
-- When the question who this is was last opened anew; what passed since is with whoever is chosen.
ALTER TABLE conversations ADD COLUMN asked_at INTEGER NOT NULL DEFAULT 0;
-- Each answer, for what passed from \`since\` until \`until\` (null: until now).
CREATE TABLE choices (
  conversation_id TEXT NOT NULL, since INTEGER NOT NULL, until INTEGER, patient_id TEXT NOT NULL, at INTEGER NOT NULL, by_actor TEXT NOT NULL,
  PRIMARY KEY (conversation_id, since)
) STRICT, WITHOUT ROWID;
CREATE INDEX choices_by_patient ON choices(patient_id, conversation_id, since);
INSERT INTO choices (conversation_id, since, patient_id, at, by_actor) SELECT id, 0, patient_id, last_at, 'desk' FROM conversations WHERE patient_id IS NOT NULL;
`

/** Version 140: everybody's contacts in one order, for History. It holds all that decides whether one is looked at, so the rows of others are not read. */
export const contactsByTime = `
CREATE INDEX contacts_by_time ON contacts(at, id, type, conversation_id);
`

/** Version 150: what each call, text and note came to, by whom and over which line (kinds.ts), and when somebody put off was brought back. */
export const contactKinds = `
CREATE TABLE contact_kinds (id INTEGER PRIMARY KEY, outcome TEXT NOT NULL, inbound INTEGER NOT NULL, staff_id TEXT, line_id TEXT) STRICT;
ALTER TABLE contacts ADD COLUMN kind INTEGER;
ALTER TABLE marks ADD COLUMN ended_at INTEGER;
`
export const contactKindIndex = `
CREATE INDEX contacts_by_kind ON contacts(kind, at, id, conversation_id, type) WHERE kind IS NOT NULL;
`
