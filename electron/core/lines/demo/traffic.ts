import talk from '../../../../resources/demo/talk.json' with { type: 'json' }
import type { CallEnding, Happenings } from './happenings.ts'
import { numberOf, writesIn, type DemoPerson } from './person.ts'
import type { Player } from './player.ts'
import type { Random } from './random.ts'

const STAFF = ['Ana Kovač', 'Marcus Webb', 'Dolores Ibarra', 'Tom Lindgren'] as const
const PHONES = ['Phone 102', 'Phone 104'] as const

/** Keeps the day going after its script, without end: mostly calls that are answered, now and then one that is not. */
export function startTraffic(random: Random, player: Player, happenings: Happenings, people: readonly DemoPerson[]): void {
  const callers = people.filter(({ key, age }) => key === null && age > 17)
  // Whoever was on just now is not picked again at once.
  const recent: string[] = []

  function caller(): DemoPerson {
    const person = random.pick(callers.filter(({ id }) => !recent.includes(id)))
    recent.push(person.id)
    if (recent.length > 40) recent.shift()
    return person
  }

  function answered(): CallEnding {
    const talkSeconds = random.int(30, 150)
    return random.chance(0.2) ? { type: 'answered', phone: random.pick(PHONES), talk: talkSeconds } : { type: 'answered', staff: random.pick(STAFF), talk: talkSeconds }
  }

  /** Most who are missed try again and are answered, so that the desk can keep up. */
  function missedCall(from: string, ending: CallEnding): void {
    const seconds = happenings.call({ from, ring: random.int(12, 38), ending })
    if (random.chance(0.65)) player.after(seconds + random.int(50, 140), () => void happenings.call({ from, ring: random.int(5, 15), ending: answered() }))
  }

  const kinds: readonly { weight: number; begin: () => void }[] = [
    { weight: 46, begin: () => void happenings.call({ from: numberOf(caller()), ring: random.int(5, 24), ending: answered() }) },
    { weight: 8, begin: () => missedCall(numberOf(caller()), { type: 'missed' }) },
    { weight: 6, begin: () => missedCall(numberOf(caller()), { type: 'missed', why: 'Caller hung up' }) },
    {
      weight: 6,
      begin() {
        const person = caller()
        happenings.call({ from: numberOf(person), ring: 25, ending: { type: 'voicemail', ...random.pick(talk.voicemails[writesIn(person)]) } })
      },
    },
    { weight: 4, begin: () => void happenings.call({ from: null, ring: random.int(5, 20), ending: answered() }) },
    { weight: 7, begin: () => void happenings.call({ from: `+122455501${random.int(60, 99)}`, ring: random.int(5, 20), ending: answered() }) },
    {
      weight: 11,
      begin() {
        const person = caller()
        happenings.text(numberOf(person), random.pick(talk.questions[writesIn(person)]))
      },
    },
    {
      weight: 12,
      begin() {
        const person = caller()
        happenings.text(numberOf(person), random.pick(talk.thanks[writesIn(person)]))
      },
    },
  ]

  function next(): void {
    player.after(random.int(15, 25), () => {
      random.weighted(kinds).begin()
      next()
    })
  }
  next()
}
