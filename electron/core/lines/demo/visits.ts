import type { EventBody } from '@shared/events/index.ts'
import reasons from '../../../../resources/demo/visits.json' with { type: 'json' }
import { at, lastWeekday, nextWeekday, workdayFrom, type Day } from './calendar.ts'
import { CLINICIANS, type DemoPerson } from './person.ts'
import type { Random } from './random.ts'

export type DemoVisit = EventBody<'visit.recorded'>

const TIMES = ['08:20', '08:40', '09:00', '09:40', '10:20', '11:00', '11:20', '13:20', '13:40', '14:20', '15:00', '15:40', '16:20']

/** Two years of somebody's visits up to yesterday, and for many the next one. */
export function demoVisits(random: Random, today: Day, person: DemoPerson): DemoVisit[] {
  if (person.key === 'maria') return mariasVisits(random, today, person)
  const visits: DemoVisit[] = []
  const fitting = reasons.filter(({ from, to }) => person.age >= from && person.age <= to)
  for (let count = random.int(1, 8), days = 720; count > 0 && days > 4; count -= 1) {
    days = Math.max(3, days - random.int(40, 190))
    const { reason, notes, matter } = random.weighted(fitting)
    const status = random.weighted([{ value: 'kept' as const, weight: 84 }, { value: 'cancelled' as const, weight: 10 }, { value: 'noShow' as const, weight: 6 }]).value
    const note = status === 'kept' && random.chance(0.75) ? random.pick(notes) : ''
    const day = workdayFrom(today.subtract({ days: days + 2 }))
    visits.push(visit(random, person, { day, time: random.pick(TIMES), status, clinician: clinicianOf(random, person), reason, note, matter: status === 'kept' ? matter : null }))
  }
  const next = comingVisit(random, today, person)
  return next ? [...visits, next] : visits
}

type Coming = { day: (today: Day) => Day; time: string; reason: string }

/** Visits ahead that the story needs. */
const COMING: Readonly<Record<string, Coming>> = {
  devon: { day: (today) => today, time: '10:00', reason: 'Shoulder pain' },
  june: { day: (today) => nextWeekday(today, 4, 1), time: '09:20', reason: 'Yearly check-up' },
  priya: { day: (today) => nextWeekday(today, 2, 6), time: '11:00', reason: 'Follow-up' },
  rosa: { day: (today) => nextWeekday(today, 1, 4), time: '08:40', reason: 'Blood pressure check' },
  curtis: { day: (today) => workdayFrom(today.add({ days: 2 })), time: '14:20', reason: 'Back pain' },
  margaret: { day: (today) => nextWeekday(today, 3, 1), time: '09:40', reason: 'Yearly check-up' },
}

/** Of those without a part in the story, somewhat under half have a visit ahead. */
function comingVisit(random: Random, today: Day, person: DemoPerson): DemoVisit | null {
  const planned = person.key === null ? undefined : COMING[person.key]
  if (!planned && !random.chance(0.42)) return null
  const { reason } = planned ?? random.weighted(reasons.filter(({ from, to }) => person.age >= from && person.age <= to))
  const day = planned ? planned.day(today) : workdayFrom(today.add({ days: random.int(1, 45) }))
  const clinician = planned ? person.fields.clinician : clinicianOf(random, person)
  return visit(random, person, { day, time: planned?.time ?? random.pick(TIMES), status: 'booked', clinician, reason, note: '', matter: null })
}

/** Nine mornings kept; of four afternoons one. All but one of the visits she kept were with Dr. Chen. */
function mariasVisits(random: Random, today: Day, person: DemoPerson): DemoVisit[] {
  const past = (weeksAgo: number, time: string, status: 'kept' | 'cancelled', reason: string, clinician = 'Dr. Chen', note = ''): DemoVisit =>
    visit(random, person, { day: lastWeekday(today, 2 + (weeksAgo % 3)).subtract({ weeks: weeksAgo }), time, status, clinician, reason, note, matter: null })
  return [
    past(101, '09:00', 'kept', 'Yearly check-up'),
    past(90, '08:40', 'kept', 'Diabetes check-up'),
    past(81, '15:00', 'cancelled', 'Knee pain'),
    past(79, '09:40', 'kept', 'Knee pain', 'Dr. Chen', 'Left knee. Long shifts standing at the school kitchen.'),
    past(66, '10:20', 'kept', 'Diabetes check-up', 'Dr. Rivera', 'Dr. Chen was away. Numbers steady.'),
    past(57, '14:20', 'kept', 'Flu shot'),
    past(50, '09:00', 'kept', 'Yearly check-up', 'Dr. Chen', 'Doing well. Elena has moved back to town.'),
    past(41, '16:20', 'cancelled', 'Diabetes check-up'),
    past(39, '08:40', 'kept', 'Diabetes check-up'),
    past(26, '09:40', 'kept', 'Knee pain', 'Dr. Chen', 'Stairs are hard. Talked over an injection.'),
    past(15, '15:40', 'cancelled', 'Diabetes check-up'),
    past(13, '09:00', 'kept', 'Diabetes check-up', 'Dr. Chen', 'Numbers better. Walks with Elena on weekends.'),
    visit(random, person, {
      day: lastWeekday(today, 2),
      time: '09:40',
      status: 'kept',
      clinician: 'Dr. Chen',
      reason: 'Knee injection',
      note: "Knee injection, left. Worried about driving to work. Daughter Elena's wedding in May.",
      matter: { en: 'knee', es: 'la rodilla' },
    }),
    visit(random, person, { day: nextWeekday(today, 5, 2), time: '15:00', status: 'booked', clinician: 'Dr. Chen', reason: 'Follow-up', note: '', matter: null }),
  ]
}

type Details = Omit<DemoVisit, 'visitId' | 'patientId' | 'at'> & { day: Day; time: string }

function visit(random: Random, person: DemoPerson, { day, time, ...rest }: Details): DemoVisit {
  return { visitId: random.id(), patientId: person.id, at: at(day, time), ...rest }
}

function clinicianOf(random: Random, { fields }: DemoPerson): string {
  return fields.clinician && random.chance(0.82) ? fields.clinician : random.pick(CLINICIANS)
}
