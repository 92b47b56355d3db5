import type { Random } from '../../../electron/core/lines/demo/random.ts'
import { DAY, HOUR, MINUTE } from '@shared/time.ts'

/** What passes with the practice over three years, as one list in the order of time; no names and no words yet. */

export const YEARS = 3
/** When the generated practice's history ends: a Tuesday, 10 in the morning in Chicago. Fixed, so that the same seed gives the same file. */
export const PRACTICE_NOW = Date.UTC(2026, 2, 10, 15)

export type Sizes = { patients: number; contacts: number; waiting: number }
/** Patients, calls and texts, and people waiting, of the practice that the goals are set for. */
export const FULL: Sizes = { patients: 100_000, contacts: 1_000_000, waiting: 200 }

export const CONTACTS = ['answered', 'missed', 'voicemail', 'called', 'asked', 'replied', 'thanked', 'texted back', 'resolved', 'noted'] as const
export type Contact = (typeof CONTACTS)[number]

type Step = { contact: Contact; /** Minutes after the step before. */ from: number; to: number }
const step = (contact: Contact, from = 0, to = 0): Step => ({ contact, from, to })

/** How matters go at a front desk, by how often. Each ends with nobody waiting. */
const MATTERS: readonly { weight: number; steps: readonly Step[] }[] = [
  { weight: 46, steps: [step('answered')] },
  { weight: 4, steps: [step('answered'), step('noted', 5, 12)] },
  { weight: 13, steps: [step('missed'), step('called', 4, 45)] },
  { weight: 7, steps: [step('missed'), step('texted back', 1, 2), step('answered', 5, 30)] },
  { weight: 8, steps: [step('voicemail'), step('called', 8, 50)] },
  { weight: 2, steps: [step('voicemail'), step('resolved', 8, 50)] },
  { weight: 12, steps: [step('asked'), step('replied', 1, 14)] },
  { weight: 6, steps: [step('asked'), step('replied', 1, 14), step('thanked', 1, 6)] },
  { weight: 2, steps: [step('replied')] },
]

const OPENINGS: readonly Contact[] = ['missed', 'voicemail', 'asked']
const notCounted: readonly Contact[] = ['resolved', 'noted']

export type Passed = { at: number; number: number; contact: Contact }

/**
 * Lays out what passed with `numbers` numbers: some call often, most a few times.
 * Every matter was seen to, but for `waiting` numbers that wait since this morning.
 */
export function* layOut(random: Random, { contacts, waiting }: Sizes, numbers: number): Generator<Passed> {
  const at: number[] = []
  const who: number[] = []
  const what: number[] = []
  const put = (moment: number, number: number, contact: Contact): void => {
    at.push(moment)
    who.push(number)
    what.push(CONTACTS.indexOf(contact))
  }
  for (let counted = waiting; counted < contacts; ) {
    const number = Math.floor(numbers * random.next() ** 1.5)
    let moment = openMoment(random)
    for (const { contact, from, to } of random.weighted(MATTERS).steps) {
      moment += Math.round((from + random.next() * (to - from)) * MINUTE)
      put(moment, number, contact)
      if (!notCounted.includes(contact)) counted += 1
    }
  }
  const spread = Math.floor(numbers / waiting)
  for (let index = 0; index < waiting; index += 1) put(PRACTICE_NOW - Math.round(random.next() * 100 * MINUTE), index * spread, random.pick(OPENINGS))
  const order = Uint32Array.from(at.keys()).sort((a, b) => (at[a] ?? 0) - (at[b] ?? 0))
  for (const index of order) {
    const contact = CONTACTS[what[index] ?? 0]
    if (contact) yield { at: at[index] ?? 0, number: who[index] ?? 0, contact }
  }
}

/** A moment of an opening hour of a weekday in the last years, up to yesterday. */
function openMoment(random: Random): number {
  for (;;) {
    const midnight = PRACTICE_NOW - 15 * HOUR - random.int(1, YEARS * 365) * DAY
    const weekday = new Date(midnight).getUTCDay()
    // 8 to 16 o'clock in Chicago, as far as the model cares about daylight saving.
    if (weekday !== 0 && weekday !== 6) return midnight + 14 * HOUR + Math.round(random.next() * 8 * HOUR)
  }
}
