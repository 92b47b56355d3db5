import type { PreferenceKind } from '../contract/views.ts'
import { fold } from './fold.ts'
import { pronunciationIn } from './pronunciation.ts'

/** Words by which the desk tells what a preference is about, English and Spanish, folded; the first that is there counts. */
const WORDS: readonly (readonly [PreferenceKind, RegExp])[] = [
  ['interpreter', /\b(interpreter|translator|interprete|traductor\w*)\b/],
  ['hearing', /\b(hearing|hears?|deaf|loud(ly|er)?|slow(ly|er)?|ear|oye|sord[oa]|oido)\b/],
  ['vision', /\b(blind|sight|vision|glasses|large print|ciego|ciega|vista)\b/],
  ['mobility', /\b(wheel ?chair|walker|stairs|elevator|lift|ramp|parking|silla de ruedas|escaleras)\b/],
  ['speaksFor', /\b(speaks? (for|with)|talk to|daughter|son|wife|husband|mother|father|carer|caregiver|hija|hijo|esposa|esposo|madre|padre)\b/],
  ['times', /\b(morning|afternoon|evening|noon|lunch|after school|before \d|after \d|(mon|tues|wednes|thurs|fri)days?|manana|tarde|lunes|martes|miercoles|jueves|viernes)s?\b/],
  ['clinician', /\b(dr\.?|doctor\w*|nurse|hygienist|enfermer[oa])\b/],
  ['reach', /\b(text|texts|call|calls|voicemail|e-?mail|mensaje|llamada|llamar)\b/],
]

/** What a line about somebody's wishes is about; `other` where no word tells. Only a heading to read it under, never a decision. */
export function preferenceKindOf(text: string): PreferenceKind {
  // A name that is said "EAR-win" is no matter of hearing.
  if (pronunciationIn(text) !== null) return 'name'
  const folded = fold(text)
  return WORDS.find(([, words]) => words.test(folded))?.[0] ?? 'other'
}
