/**
 * Version 70: the words of texts, notes and voicemails, and apart from them those of visit notes, which an import brings by the hundred thousand
 * at once. A row is the journal's of the event that said it, so the newest come first and nothing is kept twice.
 */
export const saidTables = `
CREATE VIRTUAL TABLE said_words USING fts5(words, content='', contentless_delete=1, detail=none, tokenize="unicode61 remove_diacritics 2", prefix='3 4 5');
CREATE VIRTUAL TABLE visit_words USING fts5(words, content='', contentless_delete=1, detail=none, tokenize="unicode61 remove_diacritics 2", prefix='3 4 5');
-- A file that was there before is read in small pieces while it is in use (fill.ts), the newest first; this is how far down that is.
INSERT INTO meta (name, value) SELECT 'said.unread', max(seq) FROM journal HAVING max(seq) > 0;
`
