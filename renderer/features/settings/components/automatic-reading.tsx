import type { AutomaticSettings, Occasion } from '@shared/contract/views.ts'
import { countSegments } from '@shared/rules/segments.ts'
import { fillTemplate } from '@shared/rules/template.ts'
import { useNow } from '@renderer/store/clock.ts'
import { fillContextOf } from '@renderer/store/fill-context.ts'
import { usePractice } from '@renderer/store/index.ts'
import { moment } from '@renderer/ui/format.ts'
import { cost } from '../../templates/rules/cost.ts'
import { labelOf } from '../../templates/rules/pieces.ts'
import { useOpenings } from '@renderer/store/openings.ts'
import { scenesOf, type Scene } from '../rules/automatic-scenes.ts'

type Props = { occasion: Occasion; text: string; language: string; settings: AutomaticSettings }

/** How the words read to whoever gets them, filled with what the practice is; once for each moment that makes a difference. */
export function AutomaticReading({ occasion, text, language, settings }: Props) {
  const practice = usePractice((state) => state.practice)
  const now = useNow()
  const openings = useOpenings()
  if (text.trim() === '') return null
  const { timeZone } = practice
  return (
    <section aria-label="How it reads" className="grid gap-2 rounded-2xl bg-bg p-3">
      {scenesOf(occasion, text, settings, openings, timeZone, now).map((scene) => {
        const { at, callbackAt, nextOpeningAt, kind } = scene
        const { text: filled, unfilled } = fillTemplate(text, { ...fillContextOf({ practice, card: undefined, staffName: null, callbackAt, now: at, language }), nextOpeningAt })
        const { parts, reason } = cost(countSegments(filled))
        return (
          <figure key={kind} className="grid gap-1">
            <figcaption className="text-xs text-ink-3">{captionOf(scene, occasion, moment(at, now, timeZone), at === now)}</figcaption>
            <div className="max-w-full justify-self-end rounded-2xl rounded-br-sm bg-brand-soft px-3.5 py-2.5">
              <p data-selectable lang={language} dir="auto" className="text-[13px] leading-relaxed wrap-anywhere whitespace-pre-wrap">
                {filled}
              </p>
              <p className="mt-1 text-[11.5px] text-brand-ink">{parts}</p>
            </div>
            {reason && <p className="text-xs text-ink-2">{reason}</p>}
            {unfilled.length > 0 && <p className="rounded-lg border-l-3 border-wait bg-wait-soft px-3 py-2 text-xs text-wait-ink">{unknownWords(unfilled)}</p>}
          </figure>
        )
      })}
    </section>
  )
}

const ANSWERED: Readonly<Record<Occasion, string>> = { open: 'missed call', closed: 'missed call', lunch: 'missed call', holiday: 'missed call', voicemail: 'voicemail', afterHours: 'text' }

function captionOf({ kind }: Scene, occasion: Occasion, when: string, isNow: boolean): string {
  const moments = kind === 'beforeClosing' ? 'shortly before closing, when no call back can be promised' : isNow ? 'now' : when
  return `To a ${ANSWERED[occasion]} · ${moments}`
}

/** A text with a gap never goes out. */
function unknownWords(names: readonly string[]): string {
  const [first = ''] = names
  const listed = names.map((name) => `“${labelOf(name)}”`).join(' and ')
  return `Not known then: ${listed}. Nothing would be sent. Put what needs it between {if ${first}} and {end}, and the rest goes out.`
}
