import type { TextBackPreview } from '@shared/contract/views.ts'
import { count } from '@renderer/ui/format.ts'

/** As many as the core names; its sums are of all. */
const MOST_NAMED = 200

/** Whom it is about: while texts are not answered at all, those that came are nobody's business here. */
export function namedIn({ items }: TextBackPreview): TextBackPreview['items'] {
  return items.filter(({ type, why }) => type !== 'text' || why !== 'off')
}

/**
 * What would have happened last week, in one sentence; null when there was nobody.
 * @param answersTexts whether texts after hours are answered
 */
export function sumOf(preview: TextBackPreview, answersTexts: boolean): string | null {
  const { calls, texts, sent, items } = preview
  if (calls === 0 && namedIn(preview).length === 0) return null
  if (!answersTexts) return calls === 0 ? null : `${callsIn(calls, sent)}.`
  if (items.length >= MOST_NAMED) return `Of ${count(calls, 'missed call')} and ${count(texts, 'text')}, ${sent.toLocaleString()} would have been answered by a text. The newest ${MOST_NAMED} are listed.`
  const answered = items.filter(({ type, body }) => type === 'text' && body !== null).length
  const after = `${answered === 0 ? 'no text' : count(answered, 'text')} after hours would have been answered.`
  return calls === 0 ? `No call was missed; ${after}` : `${callsIn(calls, sent - answered)}; ${after}`
}

function callsIn(calls: number, texted: number): string {
  if (calls === 1) return `The one missed call would ${texted === 1 ? '' : 'not '}have been texted`
  return `Of ${count(calls, 'missed call')}, ${texted === 0 ? 'none' : texted.toLocaleString()} would have been texted`
}
