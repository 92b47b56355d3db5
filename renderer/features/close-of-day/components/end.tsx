import { Moon, PartyPopper, Undo2 } from 'lucide-react'
import { dayKey } from '@shared/rules/local-time.ts'
import { useNow } from '@renderer/store/clock.ts'
import { actions, store, usePractice } from '@renderer/store/index.ts'
import { setUi } from '@renderer/store/state.ts'
import { Button } from '@renderer/ui/button.tsx'
import { count } from '@renderer/ui/format.ts'
import { useKeys } from '@renderer/ui/keys.ts'
import { LaterToday } from './later-today.tsx'
import { ClosingNote } from './closing-note.tsx'
import { Today } from './today.tsx'
import type { Walk } from '../hooks/walk.ts'
import type { Outcome } from '../outcomes.ts'

const WORDS: Record<Outcome, string> = {
  called: 'spoken to by phone',
  texted: 'answered by text',
  followUps: 'follow-ups done',
  tomorrow: 'put off',
  handed: 'given to a colleague',
  nothing: 'needed nothing more',
  otherwise: 'settled otherwise',
}

/** Nobody is left: what was done, and a thank-you. */
export function End({ walk }: { walk: Walk }) {
  useKeys({ b: () => walk.back() })
  const Icon = walk.met > 0 ? PartyPopper : Moon
  const { elsewhere } = walk
  const parts = (Object.keys(WORDS) as Outcome[]).filter((outcome) => walk.outcomes[outcome] > 0)
  return (
    <main className="grid h-full place-items-center overflow-y-auto bg-panel p-8">
      <div className="grid w-full max-w-lg justify-items-center gap-4 text-center">
        <span className="grid size-16 place-items-center rounded-3xl bg-done-soft text-done-ink">
          <Icon size={28} strokeWidth={1.7} />
        </span>
        <h1 className="text-2xl font-semibold tracking-tight">{elsewhere.length > 0 ? 'Nobody is left for you' : 'Nobody is left waiting'}</h1>
        {elsewhere.length > 0 && <p className="text-ink-2">{elsewhere.length === 1 ? 'One person is' : `${elsewhere.length} people are`} with a colleague.</p>}
        <p className="text-ink-2">{walk.met > 0 ? 'Everyone who tried to reach you today has been dealt with. Thank you.' : 'Every call and text has been answered. There is nothing left to close.'}</p>
        {parts.length > 0 && (
          <dl className="flex flex-wrap justify-center gap-3">
            {parts.map((outcome) => (
              <div key={outcome} className="grid min-w-32 gap-0.5 rounded-xl bg-sunk px-4 py-3">
                <dd className="text-2xl font-semibold">{walk.outcomes[outcome]}</dd>
                <dt className="text-[12.5px] text-ink-2">{WORDS[outcome]}</dt>
              </div>
            ))}
          </dl>
        )}
        {walk.laterToday.length > 0 && <LaterToday walk={walk} />}
        <WithoutNumber />
        <Today />
        <ClosingNote />
        <div className="flex gap-2">
          <Button
            onClick={() => {
              setUi(store, { walk: null })
              actions.go('desk')
            }}
          >
            Back to the desk
          </Button>
          {walk.met > 0 && (
            <Button look="quiet" icon={<Undo2 size={14} aria-hidden />} shortcut="B" onClick={walk.back}>
              The one before
            </Button>
          )}
        </div>
      </div>
    </main>
  )
}

/** What is due for people whom no number reaches: the walk cannot come to them, so it says so. */
function WithoutNumber() {
  const timeZone = usePractice((practice) => practice.practice.timeZone)
  const followUps = usePractice((practice) => practice.followUps)
  const today = dayKey(useNow(), timeZone)
  const left = Object.values(followUps).filter(({ due, number }) => due <= today && number === null).length
  if (left === 0) return null
  return (
    <p className="text-[13px] text-ink-2">
      {count(left, 'follow-up is', 'follow-ups are')} due for people without a number here.{' '}
      <button type="button" className="font-medium text-brand-ink underline underline-offset-2" onClick={() => actions.go('followUps')}>
        Open Follow-ups
      </button>
    </p>
  )
}
