/** Changes of a person's record in words for the desk. */

export type Change = { at: number; by: string; field: string; before: string; after: string }

/** How values that are not plain words are said; the window brings its own language. */
export type Say = { language: (tag: string) => string; date: (iso: string) => string }

const NAMES: Readonly<Record<string, string>> = {
  givenName: 'First name',
  familyName: 'Last name',
  preferredName: 'Likes to be called',
  pronouns: 'Pronouns',
  birthDate: 'Birth date',
  language: 'Language',
  email: 'Email',
  channel: 'Prefers',
  timeOfDay: 'Best time',
  clinician: 'Usual clinician',
  alerts: 'Alerts',
  phones: 'Phones',
  guarantorId: 'Guarantor',
  relation: 'Relation in the household',
  patientSince: 'Patient since',
  externalId: 'ID in the practice software',
  otherIds: 'Further IDs',
  merged: 'Joined record',
}

/** What a field is called on screen. */
export function fieldName(field: string): string {
  return NAMES[field] ?? field
}

export const CHANNELS = { any: 'No preference', text: 'Texts', call: 'Calls' } as const
export const TIMES = { any: 'Any time', morning: 'Mornings', afternoon: 'Afternoons' } as const

/** A stored value as people say it; empty stays empty. */
export function saidValue(field: string, value: string, say: Say): string {
  if (value === '') return ''
  if (field === 'language') return /^[a-z]{2,3}$/.test(value) ? say.language(value) : value
  if (field === 'birthDate' || field === 'patientSince') return /^\d{4}-\d\d-\d\d$/.test(value) ? say.date(value) : value
  if (field === 'channel') return value in CHANNELS ? CHANNELS[value as keyof typeof CHANNELS] : value
  if (field === 'timeOfDay') return value in TIMES ? TIMES[value as keyof typeof TIMES] : value
  // An id says nothing to anybody.
  if (field === 'guarantorId') return 'another person'
  return value
}

/** One line of the history: what was done to which field. */
export function describeChange({ field, before, after }: Change, say: Say): { what: string; before: string; after: string; how: 'added' | 'removed' | 'changed' } {
  const [was, is] = [saidValue(field, before, say), saidValue(field, after, say)]
  return { what: fieldName(field), before: was, after: is, how: was === '' ? 'added' : is === '' ? 'removed' : 'changed' }
}
