import { describe, expect, it } from 'vitest'
import { preferenceKindOf } from './preference-kind.ts'

describe('what a preference is about', () => {
  it.each([
    ['Needs an interpreter (Vietnamese)', 'interpreter'],
    ['Intérprete, por favor', 'interpreter'],
    ['Hard of hearing, left ear', 'hearing'],
    ['Speak slowly', 'hearing'],
    ['Large print letters', 'vision'],
    ['Wheelchair, needs the ramp', 'mobility'],
    ['Daughter Ana may speak for her', 'speaksFor'],
    ['Only Tuesdays after school', 'times'],
    ['Por la mañana', 'times'],
    ['Always Dr. Chen', 'clinician'],
    ['Text, never call at work', 'reach'],
    ['Likes the window seat', 'other'],
    ['', 'other'],
  ])('%s: %s', (text, kind) => {
    expect(preferenceKindOf(text)).toBe(kind)
  })
})
