import type { NewEvent } from '@shared/events/index.ts'
import { newPractice } from '../../practice/queries.ts'
import { starterTemplateEvents } from '../../practice/starter.ts'
import { DEMO_ZONE } from './calendar.ts'
import type { Random } from './random.ts'

/** The practice itself: its settings, its people at the desk, its templates and its line. */

export const PRACTICE = 'Lakeside Family Clinic'
export const PRACTICE_PHONE = '(555) 010-0100'
export const LINE_ID = 'demo-line'

const weekday = [{ from: '08:00', to: '17:00' }]

export type House = { events: NewEvent[]; staff: { ana: string; marcus: string; dolores: string; tom: string }; templateId: (name: string) => string | null }

/** @param since when all this was set up, ms UTC */
export function demoHouse(random: Random, since: number): House {
  const newId = random.fork('ids').id
  const staff = { ana: newId(), marcus: newId(), dolores: newId(), tom: newId() }
  const templates = starterTemplateEvents({ newId }, since)
  const from = { at: since, actor: 'rule:demo' }
  const joined = (staffId: string, name: string, initials: string): NewEvent => ({ kind: 'staff.saved', body: { staffId, name, initials }, ...from })
  const settings: NewEvent = {
    kind: 'practice.changed',
    body: {
      name: PRACTICE,
      phone: PRACTICE_PHONE,
      timeZone: DEMO_ZONE,
      language: 'en',
      country: 'US',
      hours: { mon: weekday, tue: weekday, wed: weekday, thu: weekday, fri: [{ from: '08:00', to: '16:00' }], sat: [], sun: [] },
      formsLink: 'https://lakeside.example/forms',
      directionsLink: 'https://lakeside.example/map',
    },
    ...from,
  }
  const templateId: House['templateId'] = (name) => templates.flatMap((event) => (event.kind === 'template.saved' && event.body.name === name ? [event.body.templateId] : []))[0] ?? null
  const rule = { enabled: true, clinician: 'Dr. Chen', recall: false, templateId: templateId('After-visit steps') }
  const rules: NewEvent[] = [
    { kind: 'followUpRule.saved', body: { ruleId: newId(), rule: { ...rule, visitType: 'injection', days: 7, what: 'Ask how it is since the injection' } }, ...from },
    { kind: 'followUpRule.saved', body: { ruleId: newId(), rule: { ...rule, visitType: 'diabetes', days: 98, recall: true, what: 'A1c is due: offer a time', templateId: templateId('Offer new time') } }, ...from },
  ]
  return {
    events: [
      settings,
      joined(staff.ana, 'Ana Kovač', 'AK'),
      joined(staff.marcus, 'Marcus Webb', 'MW'),
      joined(staff.dolores, 'Dolores Ibarra', 'DI'),
      joined(staff.tom, 'Tom Lindgren', 'TL'),
      { kind: 'staff.cameToDesk', body: { staffId: staff.ana }, ...from },
      ...templates,
      ...rules,
    ],
    staff,
    templateId,
  }
}

/** From the demo day on it texts missed callers back; what was before it leaves alone. */
export function demoAutomaticOn(at: number): NewEvent {
  const { automatic } = newPractice
  return { kind: 'practice.changed', body: { automatic: { ...automatic, textBack: { ...automatic.textBack, enabled: true, promiseMinutes: 30 }, voicemail: { enabled: true }, afterHours: { enabled: true } } }, at, actor: 'rule:demo' }
}

/** The demo line as it stands in Settings; `speed` is how many times faster its day plays. */
export function demoLineSaved(speed: number, at: number): NewEvent {
  return { kind: 'line.saved', body: { lineId: LINE_ID, kind: 'demo', name: 'Main line', enabled: true, settings: { speed } }, at, actor: 'rule:demo' }
}
