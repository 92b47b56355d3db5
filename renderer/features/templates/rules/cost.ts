import type { SegmentCount } from '@shared/rules/segments.ts'

/** What a text costs, in words: "1 text, 120 of 160 letters"; and why it costs more than it looks, when it does. */
export function cost({ segments, characters, forcedBy }: SegmentCount): { parts: string; reason: string | null } {
  const room = forcedBy === null ? 160 : 70
  const parts = segments <= 1 ? `1 text, ${characters} of ${room} letters` : `goes out as ${segments} texts, ${characters} letters`
  const reason = forcedBy !== null && segments > 1 ? `Because of “${forcedBy}” one text holds ${room} letters instead of 160.` : null
  return { parts, reason }
}
