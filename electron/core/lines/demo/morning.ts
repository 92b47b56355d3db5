import { at, lastWeekday, workdayBefore, type Day } from './calendar.ts'
import { named } from './cast.ts'
import type { Diary } from './diary.ts'
import { PRACTICE, type House } from './house.ts'
import { numberOf, type DemoPerson } from './person.ts'

/** The story until 9:56, as the reference picture shows it: who waits, and what was answered earlier today. */
export function writeMorning(diary: Diary, house: House, people: readonly DemoPerson[], today: Day): void {
  maria(diary, house, people, today)
  waiting(diary, people, today)
  earlier(diary, house, people, today)
}

/** Her knee injection last Tuesday, Ana's handoff of yesterday, and two calls this morning that nobody could take. */
function maria(diary: Diary, { staff, templateId }: House, people: readonly DemoPerson[], today: Day): void {
  const patient = named(people, 'maria')
  const number = numberOf(patient)
  const tuesday = lastWeekday(today, 2)
  const weeksAgo = tuesday.subtract({ days: 19 })
  diary.call({ number, at: at(weeksAgo, '10:12'), ring: 9, ending: { type: 'answered', staffId: staff.ana, talk: 174 } })
  diary.send({
    number,
    at: at(tuesday, '16:12'),
    by: staff.ana,
    body: `Hi Mari, your after-visit steps from Tuesday: ice 10 minutes twice a day, short walks are fine. Reply here with any question. — ${PRACTICE}`,
    template: { id: templateId('After-visit steps'), name: 'After-visit steps' },
    language: 'en',
  })
  diary.receive({ number, at: at(tuesday, '16:20'), body: 'Thank you! 🙏' })
  diary.note({ number, at: at(workdayBefore(today), '17:34'), by: staff.ana, to: 'front desk', body: "Mari may call about moving Friday's 3 pm. Dr. Chen has Thursday 9:20 held for her." })
  const callIds = ['09:10', '09:12'].map((time, index) => diary.call({ number, at: at(today, time), ring: [24, 31][index] ?? 0, ending: { type: 'missed' } }))
  diary.textBack({ number, at: at(today, '09:12:50'), callIds, body: `Sorry we missed you. This is ${PRACTICE}. Text us here, or we'll call you back by 10:00.`, language: 'en' })
  diary.receive({ number, at: at(today, '09:14'), body: '¿Puedo cambiar mi cita del viernes?' })
}

function waiting(diary: Diary, people: readonly DemoPerson[], today: Day): void {
  const numberFor = (key: string): string => numberOf(named(people, key))
  diary.receive({ number: numberFor('tomas'), at: at(today, '09:27'), body: 'Buenos días, ¿me pueden mandar otra vez los formularios? Se me borró el mensaje.' })
  diary.call({
    number: numberFor('margaret'),
    at: at(today, '09:32'),
    ring: 26,
    ending: { type: 'voicemail', seconds: 24, transcript: "Good morning, it's Peg O'Sullivan-Reyes. Could my ride come in with me on Wednesday? Call me any time before noon. Thank you, dear." },
  })
  diary.call({ number: numberFor('rosa'), at: at(today, '09:38'), ring: 22, ending: { type: 'missed' } })
  diary.call({
    number: '+15550100142',
    at: at(today, '09:45'),
    ring: 25,
    ending: { type: 'voicemail', seconds: 32, transcript: "Hi, I'm a new patient and a friend told me about you. I'd like to set up a first visit, for me and for my son. Afternoons are best. Thank you!" },
  })
  diary.receive({ number: numberFor('devon'), at: at(today, '09:50'), body: 'Running 10 minutes late, still ok?' })
}

function earlier(diary: Diary, { staff }: House, people: readonly DemoPerson[], today: Day): void {
  const numberFor = (key: string): string => numberOf(named(people, key))
  const answered = (key: string, time: string, staffId: string, talk: number): string =>
    diary.call({ number: numberFor(key), at: at(today, time), ring: 8, ending: { type: 'answered', staffId, talk } })
  answered('bartholomew', '08:06', staff.dolores, 241)
  answered('siobhan', '08:21', staff.marcus, 95)
  diary.receive({ number: numberFor('jesus'), at: at(today, '08:33'), body: '¿A qué hora es mi cita?' })
  answered('jesus', '08:35', staff.dolores, 62)
  diary.call({ number: numberFor('zoe'), at: at(today, '08:47'), ring: 12, ending: { type: 'answered', phone: 'Phone 102', talk: 133 } })
  const bill = numberFor('bill')
  diary.call({
    number: bill,
    at: at(today, '08:58'),
    ring: 24,
    ending: { type: 'voicemail', seconds: 19, transcript: 'Bill Whitcomb here. I need a refill of my usual before the weekend, please. Main Street pharmacy. Thanks.' },
  })
  diary.note({ number: bill, at: at(today, '09:04'), by: staff.ana, to: 'Dr. Chen', body: 'Bill asks for a refill of his usual before the weekend. Main Street pharmacy.' })
  diary.resolve({ number: bill, at: at(today, '09:05'), by: staff.ana, reason: 'Refill request passed to Dr. Chen' })
  answered('priya', '09:31', staff.ana, 192)
  const june = numberFor('june')
  diary.receive({ number: june, at: at(today, '09:43'), body: 'Hi! Is my visit on Thursday at 9:00 or 9:20?' })
  diary.send({ number: june, at: at(today, '09:48'), by: staff.ana, body: 'See you Thursday at 9:20, June.', language: 'en' })
}
