import { timeOf } from '@shared/rules/spoken-dates.ts'
import { HOUR, MINUTE, SECOND } from '@shared/time.ts'
import talk from '../../../../resources/demo/talk.json' with { type: 'json' }
import { at, dayOf, DEMO_ZONE, workdayBefore, type Day } from './calendar.ts'
import { named } from './cast.ts'
import type { Diary, Ending } from './diary.ts'
import { PRACTICE, type House } from './house.ts'
import { calledName, numberOf, writesIn, type DemoPerson } from './person.ts'
import type { Random } from './random.ts'

const DAYS = 6
const PER_DAY = 13

/** The last six working days: some eighty calls and texts, each of them seen to, so that nobody waits from before today. */
export function writeHistory(random: Random, diary: Diary, house: House, people: readonly DemoPerson[], today: Day): void {
  const others = random.shuffle(people.filter(({ key, age }) => key === null && age > 17))
  let day = today
  for (let back = 0; back < DAYS; back += 1) {
    day = workdayBefore(day)
    const from = at(day, '08:05')
    // Spread over the day so that each matter is over before the doors close.
    for (let index = 0; index < PER_DAY; index += 1) {
      const person = others.pop()
      if (!person) return
      const moment = from + Math.round(((index + random.next() * 0.8) / PER_DAY) * 8 * HOUR)
      random.weighted(MATTERS).write({ random, diary, house, person, moment })
    }
  }
  diary.stop({ number: numberOf(named(people, 'gloria')), at: at(workdayBefore(day), '11:20') })
}

type Matter = { random: Random; diary: Diary; house: House; person: DemoPerson; moment: number }

/** How matters at a front desk go, by how often. */
const MATTERS: readonly { weight: number; write: (matter: Matter) => void }[] = [
  { weight: 42, write: answeredCall },
  { weight: 11, write: calledBack },
  { weight: 8, write: calledAgain },
  { weight: 10, write: leftVoicemail },
  { weight: 24, write: textedAndAnswered },
  { weight: 5, write: remindedByText },
]

function answeredCall({ random, diary, house, person, moment }: Matter): void {
  diary.call({ number: numberOf(person), at: moment, ring: random.int(4, 22), ending: answer(random, house) })
  if (random.chance(0.25)) diary.note({ number: numberOf(person), at: moment + 9 * MINUTE, by: anyone(random, house), to: null, body: random.pick(NOTES) })
}

function calledBack({ random, diary, house, person, moment }: Matter): void {
  const number = numberOf(person)
  diary.call({ number, at: moment, ring: random.int(18, 38), ending: { type: 'missed' } })
  textBack(diary, person, moment + 100 * SECOND)
  diary.call({ number, at: moment + random.int(6, 40) * MINUTE, ring: random.int(6, 15), direction: 'out', ending: { ...answer(random, house), staffId: anyone(random, house) } })
}

function calledAgain({ random, diary, house, person, moment }: Matter): void {
  diary.call({ number: numberOf(person), at: moment, ring: random.int(8, 30), ending: { type: 'missed', why: 'Caller hung up' } })
  diary.call({ number: numberOf(person), at: moment + random.int(2, 9) * MINUTE, ring: random.int(4, 16), ending: answer(random, house) })
}

function leftVoicemail({ random, diary, house, person, moment }: Matter): void {
  const number = numberOf(person)
  diary.call({ number, at: moment, ring: 25, ending: { type: 'voicemail', ...random.pick(talk.voicemails[writesIn(person)]) } })
  const later = moment + random.int(8, 50) * MINUTE
  if (random.chance(0.6)) diary.call({ number, at: later, ring: random.int(6, 18), direction: 'out', ending: { type: 'answered', staffId: anyone(random, house), talk: random.int(40, 200) } })
  else diary.resolve({ number, at: later, by: anyone(random, house), reason: random.pick(['Called from the other desk', 'Done in the practice software', 'Spoke at the desk']) })
}

function textedAndAnswered({ random, diary, house, person, moment }: Matter): void {
  const number = numberOf(person)
  const language = writesIn(person)
  const { ask, reply, template, thanks } = random.pick(talk.exchanges[language])
  diary.receive({ number, at: moment, body: ask })
  const answered = moment + random.int(2, 14) * MINUTE
  const body = reply.replaceAll('{name}', calledName(person)).replaceAll('{practice}', PRACTICE)
  diary.send({ number, at: answered, by: anyone(random, house), body, language, ...(template ? { template: { id: house.templateId(template), name: template } } : {}) })
  if (thanks) diary.receive({ number, at: answered + random.int(1, 6) * MINUTE, body: thanks })
}

function remindedByText({ random, diary, house, person, moment }: Matter): void {
  const day = dayOf(moment)
  answeredCall({ random, diary, house, person, moment: moment - at(day, '12:00') + at(workdayBefore(day), '12:00') })
  diary.send({ number: numberOf(person), at: moment, by: house.staff.ana, body: `Hi ${calledName(person)}, thank you for your call. Your papers are ready at the front desk. ${PRACTICE}`, language: 'en' })
  diary.receive({ number: numberOf(person), at: moment + random.int(2, 30) * MINUTE, body: random.pick(talk.thanks.en) })
}

function textBack(diary: Diary, person: DemoPerson, moment: number): void {
  const language = writesIn(person)
  // The next full hour: what was promised is easy to keep in mind.
  const time = timeOf(Math.ceil((moment + 20 * MINUTE) / HOUR) * HOUR, language, DEMO_ZONE)
  diary.send({ number: numberOf(person), at: moment, by: 'rule:text-back', body: talk.textBack[language].replaceAll('{practice}', PRACTICE).replaceAll('{time}', time), language })
}

function answer(random: Random, house: House): Extract<Ending, { type: 'answered' }> {
  const talkSeconds = random.int(35, 330)
  return random.chance(0.15) ? { type: 'answered', phone: random.pick(['Phone 102', 'Phone 104']), talk: talkSeconds } : { type: 'answered', staffId: anyone(random, house), talk: talkSeconds }
}

function anyone(random: Random, { staff }: House): string {
  return random.pick(Object.values(staff))
}

const NOTES = ['Moved to next week, prefers mornings.', 'Form handed to the nurse.', 'Will bring the insurance card next time.', 'Asked for a printed list of visits. Ready at the desk.'] as const
