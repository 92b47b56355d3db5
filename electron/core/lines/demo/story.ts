import type { NewEvent } from '@shared/events/index.ts'
import { DAY, MINUTE } from '@shared/time.ts'
import { dayOf } from './calendar.ts'
import { named } from './cast.ts'
import { createDiary } from './diary.ts'
import { writeHistory } from './history.ts'
import { demoHouse, demoLineSaved } from './house.ts'
import { writeMorning } from './morning.ts'
import { demoPeople } from './people.ts'
import type { DemoPerson } from './person.ts'
import { createRandom } from './random.ts'
import { demoVisits } from './visits.ts'

/** The seed of the demo that everybody sees. */
export const DEMO_SEED = 2016

/**
 * Everything that has happened in the demo practice until `start` (ms UTC, on the demo day), oldest first.
 * The same seed, start and speed give the same events, ids included.
 */
export function demoStory({ seed, start, speed }: { seed: number; start: number; speed: number }): NewEvent[] {
  const random = createRandom(seed)
  const today = dayOf(start)
  const since = start - 30 * DAY
  const from = { at: since, actor: 'rule:demo' }
  const people = demoPeople(random, today)
  const house = demoHouse(random.fork('house'), since)
  const patients = people.map(({ id, key, fields }): NewEvent => ({ kind: 'patient.created', body: { patientId: id, fields: key === 'maria' ? { ...fields, ...unknown } : fields, importId: null }, ...from }))
  const visiting = random.fork('visits')
  const visits = people.flatMap((person) =>
    demoVisits(visiting.fork(person.id), today, person).map(
      // A visit is written down when it is over; one still to come, when the practice was set up.
      (body): NewEvent => ({ kind: 'visit.recorded', body, at: body.status === 'booked' ? since : Math.max(since, body.at + 30 * MINUTE), actor: 'rule:demo' }),
    ),
  )
  const diary = createDiary(random.fork('diary'))
  writeHistory(random.fork('history'), diary, house, people, today)
  writeMorning(diary, house, people, today)
  return [...house.events, demoLineSaved(speed, since), ...patients, ...visits, ...learnt(named(people, 'maria'), house.staff.ana, start - 19 * DAY), ...diary.events].sort((a, b) => a.at - b.at)
}

const unknown = { channel: 'any', timeOfDay: 'any' } as const

/** What Ana wrote down about her after they spoke, so that her card can tell who knew it and since when. */
function learnt({ id, fields: { channel, timeOfDay } }: DemoPerson, by: string, at: number): NewEvent[] {
  return [
    { kind: 'patient.changed', body: { patientId: id, changes: { channel, timeOfDay }, importId: null }, at, actor: by },
    { kind: 'preference.noted', body: { preferenceId: `${id}:daughter`, patientId: id, kind: 'speaksFor', text: 'Elena, her daughter, about appointments' }, at, actor: by },
  ]
}
