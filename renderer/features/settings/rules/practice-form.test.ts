import { describe, expect, it } from 'vitest'
import { completeLink, phoneHint, practiceProblems, toSave, type PracticeForm } from './practice-form.ts'

const form: PracticeForm = { name: 'Lakeside', phone: '', timeZone: 'America/Chicago', language: 'en', country: 'US', formsLink: '', directionsLink: '' }

describe('practiceProblems', () => {
  it('takes a practice with nothing but a name', () => {
    expect(practiceProblems(form)).toEqual({})
  })

  it('asks for the name', () => {
    expect(practiceProblems({ ...form, name: '  ' }).name).toMatch(/name/)
  })

  it('refuses links that no phone could open', () => {
    for (const formsLink of ['forms', 'see the website', 'javascript:alert(1)', 'file:///forms.html', 'https://exa mple.org']) {
      expect(practiceProblems({ ...form, formsLink }).formsLink).toBeDefined()
    }
    for (const formsLink of ['https://example.org/forms', 'example.org', 'http://example.org/a?b=c']) {
      expect(practiceProblems({ ...form, formsLink }).formsLink).toBeUndefined()
    }
  })
})

it('completes a link only where https:// was left out', () => {
  expect(completeLink(' example.org/forms ')).toBe('https://example.org/forms')
  expect(completeLink('http://example.org')).toBe('http://example.org')
  expect(completeLink('forms')).toBe('forms')
  expect(toSave({ ...form, directionsLink: 'maps.example.org' }).directionsLink).toBe('https://maps.example.org')
})

it('doubts a phone number only when it cannot be one', () => {
  expect(phoneHint('(555) 010-0100', 'US')).toBeNull()
  expect(phoneHint('555 01', 'US')).toMatch(/does not look/)
  expect(phoneHint('', 'US')).toMatch(/without it/)
})
