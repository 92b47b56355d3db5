import { describe, expect, it } from 'vitest'
import { draftFor, draftKey, keepDraft } from './form-drafts.ts'

describe('a half-typed form', () => {
  it('is kept for its person in its practice file, and for nobody else', () => {
    keepDraft(draftKey('practice', 'p1', {}), { givenName: 'Mari' })
    expect(draftFor(draftKey('practice', 'p1', {}))).toEqual({ givenName: 'Mari' })
    expect(draftFor(draftKey('practice', 'p2', {}))).toEqual({})
    expect(draftFor(draftKey('demo', 'p1', {}))).toEqual({})
    expect(draftFor(draftKey('practice', null, {}))).toEqual({})
  })

  it('stays the same for a new person when a name for their number comes in', () => {
    const phones = [{ number: '(555) 010-0142', label: 'mobile' as const }]
    expect(draftKey('practice', null, { phones })).toBe(draftKey('practice', null, { phones, givenName: 'Ana' }))
    expect(draftKey('practice', null, { givenName: 'Ana' })).not.toBe(draftKey('practice', null, { givenName: 'Bea' }))
  })

  it('is forgotten when nothing of it is left', () => {
    const key = draftKey('practice', 'p3', {})
    keepDraft(key, { email: 'a' })
    keepDraft(key, {})
    expect(draftFor(key)).toEqual({})
  })
})
