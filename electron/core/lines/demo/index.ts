import { z } from 'zod'
import type { LineModule } from '../line.ts'
import { answerTo } from './answers.ts'
import { dayOf } from './calendar.ts'
import { named } from './cast.ts'
import { createHappenings } from './happenings.ts'
import { demoPeople } from './people.ts'
import { numberOf, type DemoPerson } from './person.ts'
import { createPlayer } from './player.ts'
import { createRandom } from './random.ts'
import { SCRIPT, type Step } from './script.ts'
import { DEMO_SEED } from './story.ts'
import { startTraffic } from './traffic.ts'

/** As large as most carriers take. */
const MEDIA_LIMIT = 1_000_000

const settings = z.object({
  /** How many times faster the day plays. */
  speed: z.number().positive().default(1),
  seed: z.number().int().default(DEMO_SEED),
})

type DemoSettings = z.infer<typeof settings>

/** A line on which a day at a front desk plays: people call, text, and answer what we write. It reaches nobody. */
export const demoLine: LineModule<DemoSettings> = {
  kind: 'demo',
  title: 'Demo',
  about: 'A day at a front desk that plays by itself.',
  guide: 'README.md',
  hears: 'phones',
  hidden: true,
  settings,
  canText: () => true,
  async start({ speed, seed }, sink, signal) {
    const random = createRandom(seed)
    const people = demoPeople(random, dayOf(sink.now()))
    const player = createPlayer(speed)
    const happenings = createHappenings(sink, player)
    const replying = random.fork('replies')
    const dialling = random.fork('dialling')

    playFrom(0)
    sink.live()

    function playFrom(index: number): void {
      const step = SCRIPT[index]
      if (!step) return startTraffic(random.fork('traffic'), player, happenings, people)
      player.after(step.gap, () => {
        play(step)
        playFrom(index + 1)
      })
    }

    function play(step: Step): void {
      const { who } = step
      const from = who && ('key' in who ? numberOf(named(people, who.key)) : who.number)
      if ('text' in step) happenings.text(from ?? '', step.text)
      else happenings.call({ from, ring: step.ring, ending: step.ending, ...(step.callerName ? { callerName: step.callerName } : {}) })
    }

    return {
      mediaLimit: MEDIA_LIMIT,
      async sendText({ textId, to, body }) {
        const providerId = happenings.newId('sms')
        const { person, landline } = ownerOf(people, to)
        if (landline) {
          player.after(3, () => happenings.tell({ type: 'delivery', textId, providerId, state: 'failed', reason: 'This number is a landline and cannot get texts.', notMobile: true }))
          return { outcome: 'sent', providerId }
        }
        player.after(replying.int(1, 3), () => happenings.tell({ type: 'delivery', textId, providerId, state: 'delivered' }))
        const answer = answerTo(body, person, replying)
        if (answer !== null) player.after(replying.int(8, 40), () => happenings.text(to, answer))
        return { outcome: 'sent', providerId }
      },
      async dial({ to }) {
        const reached = dialling.chance(0.75)
        happenings.call({
          from: to,
          direction: 'out',
          ring: reached ? dialling.int(4, 12) : 24,
          ending: reached ? { type: 'answered', phone: 'Front desk', talk: dialling.int(20, 80) } : { type: 'missed', why: 'No answer' },
        })
        return { dialled: true }
      },
      done: new Promise((resolve) => {
        signal.addEventListener(
          'abort',
          () => {
            player.stop()
            resolve()
          },
          { once: true },
        )
      }),
    }
  },
}

/** The first person with this number, and whether it is a phone at home that takes no texts. */
function ownerOf(people: readonly DemoPerson[], number: string): { person: DemoPerson | null; landline: boolean } {
  const person = people.find(({ fields }) => fields.phones.some((phone) => phone.number === number)) ?? null
  return { person, landline: person?.fields.phones.some((phone) => phone.number === number && phone.label === 'home') ?? false }
}
