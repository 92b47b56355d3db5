/** Version 130: the ways to a span of time, so that looking back at a month reads that month alone. */
export const insightIndexes = `
CREATE INDEX calls_in_by_time ON calls(ringing_at) WHERE direction = 'in';
CREATE INDEX texts_by_time ON texts(direction, at);
CREATE INDEX promises_by_due ON promises(due_at);
CREATE INDEX texts_promised_by_due ON texts(promised_at) WHERE promised_at IS NOT NULL;
`

/** Version 150: what each call and text counts as (counting.ts), in the order of time. The indexes by time have had their day: a period is read from here alone. */
export const countedTable = `
DROP INDEX calls_in_by_time;
DROP INDEX texts_by_time;
CREATE TABLE counted (
  at INTEGER NOT NULL, id TEXT NOT NULL, kind INTEGER NOT NULL, figures INTEGER NOT NULL, took INTEGER, closed_at INTEGER, PRIMARY KEY (at, id)
) STRICT, WITHOUT ROWID;
`
