import { useEffect, useRef } from 'react'
import { dayKey } from '@shared/rules/local-time.ts'
import { useEdit } from '@renderer/store/edits.ts'
import { usePractice } from '@renderer/store/index.ts'
import { Button } from '@renderer/ui/button.tsx'
import { plainDate } from '@renderer/ui/format.ts'
import { Tag, type Tone } from '@renderer/ui/tag.tsx'
import { changeInWords, howInWords, statusInWords, type ConsentNumber } from '../rules/consent-words.ts'
import { consentDrafts, NO_DRAFT } from '../store/consent-drafts.ts'
import { AgreedForm, StopForm } from './consent-forms.tsx'

const TAGS: Readonly<Record<ConsentNumber['status'], { word: string; tone: Tone }>> = {
  out: { word: 'No texts', tone: 'miss' },
  in: { word: 'May be texted', tone: 'done' },
  given: { word: 'Agreed', tone: 'done' },
  theyWrote: { word: 'They wrote first', tone: 'plain' },
  none: { word: 'Nothing noted yet', tone: 'plain' },
}

/** One number: where its consent stands, all that was ever said of it, and what can be noted now. */
export function NumberConsent({ number, when }: { number: ConsentNumber; when: (at: number) => string }) {
  const which = usePractice((practice) => practice.which)
  const timeZone = usePractice((practice) => practice.practice.timeZone)
  const { value: draft, change, reset } = useEdit(consentDrafts, `${which}/${number.number}`, NO_DRAFT)
  const heading = useRef<HTMLHeadingElement>(null)
  const { display, status, changes } = number
  const begun = useRef(draft.noting)
  useEffect(() => {
    // Whoever closed a form goes on from this number; its button may be gone.
    if (begun.current !== null && draft.noting === null) heading.current?.focus()
    begun.current = draft.noting
  }, [draft.noting])
  const { word, tone } = TAGS[status]
  return (
    <section aria-label={display} className="grid gap-2.5 rounded-xl border border-edge p-3">
      <header className="flex flex-wrap items-center gap-x-2.5 gap-y-1.5">
        <h3 ref={heading} tabIndex={-1} className="text-[13.5px] font-semibold focus:outline-none" data-selectable>
          {display}
        </h3>
        <Tag tone={tone}>{word}</Tag>
        {(status === 'out' || status === 'in' || status === 'given') && <span className="text-xs text-ink-2 wrap-anywhere">{statusInWords(number, (at) => plainDate(dayKey(at, timeZone)))}</span>}
        {number.number.startsWith('+') && status !== 'out' && draft.noting === null && (
          <span className="ml-auto flex flex-wrap gap-2">
            <Button small onClick={() => change({ noting: 'given' })}>
              Note what they agreed to
            </Button>
            <Button small look="danger" onClick={() => change({ noting: 'out' })}>
              They asked for no texts
            </Button>
          </span>
        )}
      </header>
      {status === 'out' && <p className="text-xs text-ink-3">Staff cannot take this back. Only they can, by texting START from this number.</p>}
      {draft.noting === 'out' && status !== 'out' && <StopForm number={number} draft={draft} onChange={change} onDone={reset} />}
      {draft.noting === 'given' && <AgreedForm number={number} draft={draft} onChange={change} onDone={reset} />}
      {changes.length > 0 && (
        <div role="region" aria-label={`What was said of ${display}`} tabIndex={0} className="overflow-x-auto">
          <table className="w-full text-left text-[12.5px]" data-selectable>
            <thead className="text-xs text-ink-3">
              <tr>
                {['When', 'What', 'How, and in which words', 'Taken down by'].map((title) => (
                  <th key={title} scope="col" className="py-1 pr-4 font-medium whitespace-nowrap">
                    {title}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {changes.map((one) => (
                <tr key={`${one.at} ${one.change} ${one.how}`} className="border-t border-edge align-top">
                  <td className="py-1.5 pr-4 whitespace-nowrap">{when(one.at)}</td>
                  <td className="py-1.5 pr-4 font-medium whitespace-nowrap">{changeInWords(one)}</td>
                  <td className="w-full min-w-40 py-1.5 pr-4 wrap-anywhere whitespace-pre-line text-ink-2">
                    {howInWords(one)}
                    {one.wording !== '' && `: “${one.wording}”`}
                  </td>
                  <td className="py-1.5 whitespace-nowrap text-ink-2">{one.by}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  )
}
