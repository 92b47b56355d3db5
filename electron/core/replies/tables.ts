export const repliesTables = `
CREATE TABLE templates (id TEXT PRIMARY KEY, name TEXT NOT NULL, texts TEXT NOT NULL, position INTEGER NOT NULL) STRICT;
-- Opt-out belongs to the number, whoever uses it.
CREATE TABLE opt_outs (number TEXT PRIMARY KEY, at INTEGER NOT NULL, how TEXT NOT NULL) STRICT, WITHOUT ROWID;
`

/**
 * Version 120: what a template is for and how it read before, what is known of a number's consent, and what rules did with calls
 * and texts. What older journals tell of these is read from them once, in one pass.
 */
export const repliesTables120 = `
ALTER TABLE templates ADD COLUMN version INTEGER NOT NULL DEFAULT 1;
ALTER TABLE templates ADD COLUMN purpose TEXT NOT NULL DEFAULT 'other';
ALTER TABLE templates ADD COLUMN fixed_key INTEGER;
CREATE TABLE template_versions (
  template_id TEXT NOT NULL, version INTEGER NOT NULL, name TEXT NOT NULL, texts TEXT NOT NULL, at INTEGER NOT NULL, by_actor TEXT NOT NULL,
  PRIMARY KEY (template_id, version)
) STRICT, WITHOUT ROWID;
-- How often a template answered somebody who waited for this.
CREATE TABLE template_uses (template_id TEXT NOT NULL, need TEXT NOT NULL, uses INTEGER NOT NULL, PRIMARY KEY (template_id, need)) STRICT, WITHOUT ROWID;
-- Every change of a number's consent; opt_outs holds where it stands.
CREATE TABLE consent_changes (
  id TEXT PRIMARY KEY, number TEXT NOT NULL, at INTEGER NOT NULL, change TEXT NOT NULL, how TEXT NOT NULL, wording TEXT NOT NULL, by_actor TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX consent_changes_by_number ON consent_changes(number, at);
-- What a rule did about a missed call or a text: one decision for each.
CREATE TABLE auto_replies (cause_id TEXT PRIMARY KEY, conversation_id TEXT NOT NULL, at INTEGER NOT NULL, occasion TEXT, why TEXT, text_id TEXT) STRICT, WITHOUT ROWID;
CREATE INDEX auto_replies_by_conversation ON auto_replies(conversation_id, at);
ALTER TABLE texts ADD COLUMN template_version INTEGER;
ALTER TABLE texts ADD COLUMN scheduled INTEGER NOT NULL DEFAULT 0;
ALTER TABLE texts ADD COLUMN failure_kind TEXT;
ALTER TABLE drafts ADD COLUMN media TEXT;
CREATE TABLE promises (id TEXT PRIMARY KEY, conversation_id TEXT NOT NULL, at INTEGER NOT NULL, due_at INTEGER NOT NULL, by_actor TEXT NOT NULL, released INTEGER NOT NULL DEFAULT 0) STRICT, WITHOUT ROWID;
CREATE INDEX promises_by_conversation ON promises(conversation_id, at);
-- When a call is due that nobody has made yet; derived with everything else of the conversation.
ALTER TABLE conversations ADD COLUMN promise_due INTEGER;
CREATE INDEX conversations_promised ON conversations(promise_due) WHERE promise_due IS NOT NULL;
-- Colleagues whom a note names and who have not looked yet.
CREATE TABLE mentions (conversation_id TEXT NOT NULL, staff_id TEXT NOT NULL, contact_id TEXT NOT NULL, PRIMARY KEY (conversation_id, staff_id, contact_id)) STRICT, WITHOUT ROWID;
CREATE TEMP TABLE told AS SELECT seq, id, at, actor, kind, body FROM journal WHERE kind IN ('template.saved', 'number.optedOut', 'number.optedIn', 'conversation.assigned');
-- Saved again as it was, as when a deletion was undone, it is no other version.
INSERT INTO template_versions
  SELECT id, row_number() OVER (PARTITION BY id ORDER BY seq), name, texts, at, actor FROM (
    SELECT seq, at, actor, body ->> 'templateId' AS id, body ->> 'name' AS name, body ->> 'texts' AS texts,
      lag(body ->> 'name') OVER before AS name_before, lag(body ->> 'texts') OVER before AS texts_before
    FROM told WHERE kind = 'template.saved' WINDOW before AS (PARTITION BY body ->> 'templateId' ORDER BY seq)
  ) WHERE name IS NOT name_before OR texts IS NOT texts_before;
UPDATE templates SET version = coalesce((SELECT max(version) FROM template_versions WHERE template_id = templates.id), 1);
INSERT OR IGNORE INTO consent_changes SELECT body ->> 'contactId', body ->> 'conversationId', at, iif(kind = 'number.optedOut', 'out', 'in'), body ->> 'how', '', actor FROM told WHERE kind <> 'template.saved' AND kind <> 'conversation.assigned';
INSERT INTO marks (id, type, body, by_actor, handoff_to) SELECT id, 'assigned', '', actor, body ->> 'staffId' FROM told WHERE kind = 'conversation.assigned';
INSERT INTO contacts (id, conversation_id, at, type, effect) SELECT id, body ->> 'conversationId', at, 'assigned', 'none' FROM told WHERE kind = 'conversation.assigned';
DROP TABLE told;
`
