/** Version 130: the ways to a span of time, so that looking back at a month reads that month alone. */
export const insightIndexes = `
CREATE INDEX calls_in_by_time ON calls(ringing_at) WHERE direction = 'in';
CREATE INDEX texts_by_time ON texts(direction, at);
CREATE INDEX promises_by_due ON promises(due_at);
CREATE INDEX texts_promised_by_due ON texts(promised_at) WHERE promised_at IS NOT NULL;
`
