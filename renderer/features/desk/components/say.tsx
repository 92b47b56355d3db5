import { ShieldCheck } from 'lucide-react'
import { useState } from 'react'
import type { ConversationView, PatientView } from '@shared/contract/views.ts'
import { FRESH, sayLine } from '@shared/rules/say.ts'
import { useNow } from '@renderer/store/clock.ts'
import { usePractice } from '@renderer/store/index.ts'
import { Button } from '@renderer/ui/button.tsx'
import { moment, plainDate } from '@renderer/ui/format.ts'
import { useKeys } from '@renderer/ui/keys.ts'
import { isHidden, lastVisitOf, nextVisitOf, sayFactsOf } from '../say-facts.ts'
import { verifyCaller } from '../verify.ts'
import { AskAfter } from './ask-after.tsx'
import { SayWhy } from './say-why.tsx'

/** What to say now; and first, where it matters, to ask for the birth date. */
export function Say({ patient, conversation }: { patient: PatientView; conversation: ConversationView }) {
  const now = useNow()
  const practice = usePractice((state) => state.practice)
  const facts = sayFactsOf(patient, conversation, practice, now)
  const line = sayLine(facts, now, practice.timeZone)
  const last = lastVisitOf(patient, now)
  const [writing, setWriting] = useState(false)
  const canAsk = last !== null && now - last.at <= FRESH && !isHidden(last, facts.verified) && (facts.speaker === 'them' || facts.speaker === 'otherNumber')
  const hides = [last, nextVisitOf(patient, now)].some((visit) => visit !== null && isHidden(visit, facts.verified))
  const check = conversation.verified
  const verify = (): void => void verifyCaller(conversation, patient.id, patient.birthDate === '' ? 'otherWay' : 'birthDate')
  const key = (): void | boolean => (facts.verified ? false : verify())
  useKeys({ v: key, 'alt+v': key })
  return (
    <section aria-label="Say" className="grid gap-1 rounded-xl bg-brand-soft px-3.5 py-3 text-brand-ink">
      <div className="flex items-center justify-between gap-2">
        <h3 className="text-[11.5px] font-semibold tracking-wider uppercase">Say</h3>
        <SayWhy line={line} patient={patient} verify={facts.verified ? null : verify} onAskAfter={canAsk ? () => setWriting(true) : null} />
      </div>
      <p lang={line.language} className="text-[15px] leading-snug wrap-anywhere">
        “{line.text}”
      </p>
      {(line.unsaid === 'verify' || hides) && (
        <div className="mt-1.5 grid gap-1.5 border-t border-edge pt-2 text-[13px]">
          {patient.birthDate === '' ? (
            <p>No birth date is noted. Ask something only they know.</p>
          ) : (
            <p>
              Ask for the birth date first: <span className="font-semibold whitespace-nowrap">{plainDate(patient.birthDate)}</span>
            </p>
          )}
          <Button small className="justify-self-start" shortcut="V" aria-keyshortcuts="V Alt+V" onClick={verify}>
            {patient.birthDate === '' ? 'I know who it is' : 'Birth date matches'}
          </Button>
        </div>
      )}
      {facts.verified && check && (
        <p className="flex items-center gap-1.5 text-xs">
          <ShieldCheck size={13} aria-hidden className="shrink-0" />
          {check.how === 'birthDate' ? 'Birth date checked' : 'Known'} by {check.by}, {moment(check.at, now, practice.timeZone)}
        </p>
      )}
      {last && writing ? (
        <AskAfter key={`${last.id} ${line.language}`} visit={last} language={line.language} onDone={() => setWriting(false)} />
      ) : (
        last && canAsk && !last.matter?.[line.language] && (
          <button type="button" className="-mx-1.5 -mb-1 justify-self-start rounded-md px-1.5 py-1 text-xs hover:underline" onClick={() => setWriting(true)}>
            Add what to ask after
          </button>
        )
      )}
    </section>
  )
}
