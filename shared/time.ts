/** Durations in milliseconds, so that they read `30 * SECOND`. */
export const SECOND = 1000
export const MINUTE = 60 * SECOND
export const QUARTER = 15 * MINUTE
export const HOUR = 60 * MINUTE
export const DAY = 24 * HOUR

/** How long a sent reply can still be taken back before it leaves (DESIGN.md, "Sending"). */
export const UNDO_WINDOW = 5 * SECOND

/** Until when somebody is put off who is put off until they answer; ms UTC, the last moment a date can say. */
export const FOREVER = 8_640_000_000_000_000
