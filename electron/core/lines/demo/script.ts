import type { CallEnding } from './happenings.ts'

/** Who does it: a key from the cast, a number nobody knows, or null for a withheld number. */
type Who = { key: string } | { number: string } | null

/** `gap`: seconds since the step before began. */
export type Step = { gap: number; who: Who } & ({ text: string } | { ring: number; ending: CallEnding; callerName?: string })

const by = (staff: string, talk: number): CallEnding => ({ type: 'answered', staff, talk })
const onPhone = (phone: string, talk: number): CallEnding => ({ type: 'answered', phone, talk })
const hungUp: CallEnding = { type: 'missed', why: 'Caller hung up' }
const missed: CallEnding = { type: 'missed' }
const key = (name: string): Who => ({ key: name })
const number = (e164: string): Who => ({ number: e164 })

/** The first ten minutes of the demo day, from 9:56 on. */
export const SCRIPT: readonly Step[] = [
  { gap: 3, who: key('maria'), ring: 30, ending: missed },
  { gap: 24, who: key('priya'), text: 'Thank you! 👍' },
  { gap: 18, who: number('+12245550117'), callerName: 'HARTWELL J', ring: 9, ending: by('Marcus Webb', 74) },
  { gap: 20, who: number('+12245550128'), text: 'Buenos días, ¿atienden también los sábados? Quiero una primera cita.' },
  { gap: 19, who: key('wendell'), ring: 14, ending: hungUp },
  { gap: 22, who: key('siobhan'), text: 'Hi, could I bring both kids to my visit? No school that day 🙈' },
  { gap: 17, who: key('bartholomew'), ring: 7, ending: by('Dolores Ibarra', 96) },
  { gap: 21, who: key('wendell'), ring: 11, ending: hungUp },
  { gap: 16, who: null, ring: 12, ending: onPhone('Phone 102', 41) },
  { gap: 23, who: key('gloria'), ring: 8, ending: by('Tom Lindgren', 63) },
  { gap: 18, who: key('zoe'), text: 'is it ok if my roommate picks up my form? 😊' },
  { gap: 20, who: key('wendell'), ring: 16, ending: by('Dolores Ibarra', 118) },
  { gap: 22, who: key('curtis'), text: 'CANCEL' },
  { gap: 19, who: number('+12245550139'), ring: 26, ending: { type: 'voicemail', seconds: 22, transcript: 'Hello, this is the school nurse at Maple Grove. Could you fax us the sports form for one of our students? Thank you.' } },
  { gap: 24, who: key('bill'), ring: 6, ending: onPhone('Phone 104', 58) },
  { gap: 18, who: key('anh'), text: 'please stop texting me, I like calls better' },
  { gap: 21, who: key('jesus'), text: 'Ya llegué, estoy afuera. ¿Paso?' },
  { gap: 17, who: null, ring: 5, ending: hungUp },
  { gap: 20, who: key('june'), text: 'Perfect, thanks so much 😊' },
  { gap: 23, who: number('+12245550144'), callerName: 'WIRELESS CALLER', ring: 32, ending: missed },
  { gap: 19, who: key('elena'), ring: 10, ending: by('Marcus Webb', 87) },
  { gap: 22, who: number('+12245550128'), text: 'Gracias 🙏' },
  { gap: 18, who: number('+12245550150'), text: 'STOP' },
  { gap: 20, who: key('felix'), ring: 13, ending: by('Tom Lindgren', 102) },
  { gap: 21, who: number('+12245550144'), callerName: 'WIRELESS CALLER', ring: 9, ending: by('Dolores Ibarra', 66) },
]
