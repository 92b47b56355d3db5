import type { NumberMark } from '@shared/contract/views.ts'
import type { Tone } from '@renderer/ui/tag.tsx'

/** What a number is, in words for the desk: in the menu, and as it stands beside the number from then on. */
export const MARK_WORDS: Record<NumberMark['kind'], { menu: string; hint: string; done: string; tag: string; tone: Tone }> = {
  shared: { menu: 'Shared number', hint: 'always asks who', done: 'Shared: Rapport always asks who it is', tag: 'Shared', tone: 'plain' },
  facility: { menu: 'Nursing home, school…', hint: 'asks which one', done: 'Rapport shows its name and asks who it is about', tag: 'Facility', tone: 'plain' },
  blocked: { menu: 'Block', hint: 'waits for nobody', done: 'Blocked: it does not ring here, and nobody waits', tag: 'Blocked', tone: 'miss' },
  internal: { menu: 'One of ours', hint: 'never waits', done: 'One of ours: it never waits and gets no automatic texts', tag: 'Internal', tone: 'plain' },
}

/** "Sunrise House", "Blocked", "Shared · Grant farm" */
export function markInWords({ kind, name }: NumberMark): string {
  if (kind === 'facility') return name
  return [MARK_WORDS[kind].tag, name].filter(Boolean).join(' · ')
}
