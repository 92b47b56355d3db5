import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { NEW_RULE, problemsOfRule, toFollowUpForm, toRule, whenWords } from './follow-up-form.ts'

const form = { ...NEW_RULE, what: 'Ask how it feels' }

describe('a rule as it is typed', () => {
  it('is the same after it was saved and opened again', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1095 }), fc.boolean(), (days, recall) => {
        const rule = { enabled: true, visitType: 'injection', clinician: '', days, recall, what: 'Ask', templateId: null }
        expect(toRule(toFollowUpForm(rule), true)).toEqual(rule)
      }),
    )
  })

  it.each([
    [{ ...form, count: '' }, 'number'],
    [{ ...form, count: '1.5' }, 'number'],
    [{ ...form, count: '-1' }, 'number'],
    [{ ...form, count: '157', unit: 'weeks' as const }, 'number'],
    [{ ...form, count: '0', recall: true }, 'recall'],
  ])('says what is wrong with how long: %o', (typed, problem) => {
    const { count } = problemsOfRule(typed)
    expect(count).toContain(problem)
  })

  it('may be due on the very day', () => {
    for (const typed of [form, { ...form, count: '0' }]) expect(problemsOfRule(typed)).toEqual({ what: null, count: null })
  })

  it('needs to say what is to be done', () => {
    expect(problemsOfRule({ ...form, what: '  ' }).what).toContain('Say what')
  })

  it('is said in words', () => {
    const words = (rule: Partial<Parameters<typeof whenWords>[0]>) => whenWords({ visitType: '', clinician: '', days: 1, recall: false, ...rule })
    expect(words({ visitType: 'injection', clinician: 'Dr. Chen', days: 2 })).toBe('2 days after “injection” with Dr. Chen')
    expect(words({ visitType: 'diabetes', days: 84, recall: true })).toBe('12 weeks after “diabetes”, again until they come')
    expect(words({ clinician: 'Dr. Wu', days: 7 })).toBe('1 week after a visit with Dr. Wu')
    expect(words({ days: 0 })).toBe('On the day of any visit')
  })
})
