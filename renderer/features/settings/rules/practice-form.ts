import type { PracticeView } from '@shared/contract/views.ts'
import { parseAddress, type CountryCode } from '@shared/rules/address.ts'

export type PracticeForm = Pick<PracticeView, 'name' | 'phone' | 'timeZone' | 'language' | 'country' | 'formsLink' | 'directionsLink'>
export type PracticeProblems = Partial<Record<keyof PracticeForm, string>>

export function toPracticeForm({ name, phone, timeZone, language, country, formsLink, directionsLink }: PracticeView): PracticeForm {
  return { name, phone, timeZone, language, country, formsLink, directionsLink }
}

/** What keeps the form from being saved, by field; empty when nothing does. */
export function practiceProblems({ name, formsLink, directionsLink }: PracticeForm): PracticeProblems {
  const problems: PracticeProblems = {}
  if (name.trim() === '') problems.name = 'Give the practice its name: it stands in every text.'
  if (!isLink(completeLink(formsLink))) problems.formsLink = LINK
  if (!isLink(completeLink(directionsLink))) problems.directionsLink = LINK
  return problems
}

const LINK = 'This is not a web address. Copy it from the browser: it begins with https://'

/** Whether a phone number looks mistyped. Only a hint: a practice writes its number as it likes. */
export function phoneHint(phone: string, country: string): string | null {
  if (phone.trim() === '') return 'Texts that name the phone number cannot be filled without it.'
  return parseAddress(phone, country as CountryCode).kind === 'phone' ? null : 'This does not look like a phone number. It is used in texts as it stands here.'
}

/** What goes to the core: trimmed, with links completed. */
export function toSave(form: PracticeForm): PracticeForm {
  return { ...form, name: form.name.trim(), phone: form.phone.trim(), formsLink: completeLink(form.formsLink), directionsLink: completeLink(form.directionsLink) }
}

/** "example.org/forms" gets the https:// that nobody types. */
export function completeLink(typed: string): string {
  const link = typed.trim()
  return link === '' || /^[a-z][a-z0-9+.-]*:/i.test(link) || !/^[^\s/]+\.[^\s/]+/.test(link) ? link : `https://${link}`
}

function isLink(link: string): boolean {
  if (link === '') return true
  const url = URL.parse(link)
  return url !== null && (url.protocol === 'https:' || url.protocol === 'http:') && url.hostname.includes('.') && !/\s/.test(link)
}
