import { describe, expect, it } from 'vitest'
import type { TextBackPreview } from '@shared/contract/views.ts'
import { namedIn, sumOf } from './last-week.ts'

type Item = TextBackPreview['items'][number]
const item = (type: Item['type'], body: string | null): Item => ({ id: 'i', conversationId: 'c', name: 'Rosa', type, at: 0, occasion: body === null ? null : 'open', why: body === null ? 'answered' : null, leavesAt: null, body })
const preview = (calls: number, ...items: Item[]): TextBackPreview => ({ from: 0, calls, texts: 9, sent: items.filter(({ body }) => body !== null).length, items })

describe('sumOf', () => {
  it('counts calls and texts apart', () => {
    expect(sumOf(preview(3, item('call', 'a'), item('voicemail', 'a'), item('call', null), item('text', 'b')), true)).toBe('Of 3 missed calls, 2 would have been texted; 1 text after hours would have been answered.')
    expect(sumOf(preview(2, item('call', null), item('call', null)), true)).toBe('Of 2 missed calls, none would have been texted; no text after hours would have been answered.')
  })

  it('reads well for one and for none', () => {
    expect(sumOf(preview(1, item('call', null)), true)).toMatch(/^The one missed call would not have been texted;/)
    expect(sumOf(preview(1, item('call', 'a')), true)).toMatch(/^The one missed call would have been texted;/)
    expect(sumOf(preview(0, item('text', 'b')), true)).toBe('No call was missed; 1 text after hours would have been answered.')
    expect(sumOf(preview(0), true)).toBeNull()
  })

  it('tells of all where more were there than are named', () => {
    const all = { ...preview(340, ...Array.from({ length: 200 }, () => item('call', null))), sent: 120 }
    expect(sumOf(all, true)).toBe('Of 340 missed calls and 9 texts, 120 would have been answered by a text. The newest 200 are listed.')
  })

  it('says nothing of texts while they are not answered at all', () => {
    const off = { ...item('text', null), why: 'off' as const }
    const both = preview(2, item('call', 'a'), item('call', null), off)
    expect(sumOf(both, false)).toBe('Of 2 missed calls, 1 would have been texted.')
    expect(namedIn(both)).toEqual(both.items.slice(0, 2))
    expect(sumOf(preview(0, off), false)).toBeNull()
    expect(sumOf(preview(0, off), true)).toBeNull()
  })
})
