import type { PatientView } from '@shared/contract/views.ts'
import type { SayPart, Unsaid } from '@shared/rules/say.ts'
import { clockTime, languageName, moment, shortDate } from '@renderer/ui/format.ts'

type Known = { patient: Pick<PatientView, 'language' | 'lastChanges'>; now: number; timeZone: string }

/** Where a part of the Say line is from, for the desk: "From the visit note of Tue, Mar 4". */
export function sourceInWords({ source }: SayPart, { patient, now, timeZone }: Known): string {
  switch (source.kind) {
    case 'clock': {
      const spoken = languageName(source.language)
      const why = { theirs: `${spoken} is their language`, practice: `${spoken}, as the practice speaks`, unspoken: `${spoken}: there are no words in ${languageName(patient.language || 'und')} yet` }[source.why]
      return `It is ${clockTime(source.at, timeZone)} at the practice. ${why}`
    }
    case 'name': {
      const change = patient.lastChanges.find(({ field }) => field === (source.preferred ? 'preferredName' : 'givenName'))
      return `${source.preferred ? 'The name they prefer' : 'Their first name'}${change ? `, ${change.by}, ${shortDate(change.at, now, timeZone)}` : ', from the card'}`
    }
    case 'missed':
      return `${source.at.length === 1 ? 'Missed call' : 'Missed calls'} at ${inARow(source.at.toSorted((a, b) => a - b).map((at) => moment(at, now, timeZone)))}`
    case 'promise':
      return `${source.by} promised it ${shortDate(source.madeAt, now, timeZone)}, ${clockTime(source.madeAt, timeZone)}, by text`
    case 'visit':
      return `From the visit note of ${shortDate(source.at, now, timeZone)}`
  }
}

/** Why the last visit is not brought up. */
export function unsaidInWords(unsaid: Unsaid): string {
  switch (unsaid) {
    case 'verify':
      return 'Nothing of their last visit until the birth date was checked'
    case 'carer':
      return 'The number is not theirs alone: neither their name nor their visit'
    case 'forChild':
      return 'They are a child, so somebody calls for them: neither name nor visit'
  }
}

function inARow(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`
}
