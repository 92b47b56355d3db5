import { useState } from 'react'
import { dayKey } from '@shared/rules/local-time.ts'
import { practiceNow, useNow } from '@renderer/store/clock.ts'
import { actions, store, useNamesHidden, usePractice } from '@renderer/store/index.ts'
import { Button } from '@renderer/ui/button.tsx'
import { NamesHidden } from '@renderer/ui/names-hidden.tsx'
import { draftNote } from '../draft-note.ts'

/** Where the half-written note is kept, beside the half-typed replies. */
const DRAFT = 'note:closing'

/** What whoever opens next should know: drafted from who is left, and theirs to change. */
export function ClosingNote() {
  const saved = usePractice((practice) => practice.practice.closingNote)
  const timeZone = usePractice((practice) => practice.practice.timeZone)
  const today = dayKey(useNow(), timeZone)
  // What was typed before another screen was looked at; null while nothing is.
  const [typed, setTyped] = useState(() => store.getState().ui.drafts[DRAFT]?.body || null)
  const hidden = useNamesHidden()
  // Drafted once: what the desk does meanwhile must not move the words under somebody's hands.
  const [drafted] = useState(() => {
    const { practice } = store.getState()
    return practice ? draftNote(Object.values(practice.conversations), { staff: practice.staff, now: practiceNow(), timeZone }) : ''
  })
  const left = saved?.day === today ? saved.body : null
  const body = typed ?? left ?? drafted
  const keep = (next: string | null): void => {
    setTyped(next)
    actions.saveDraft({ conversationId: DRAFT, body: next ?? '', templateId: null, language: null })
  }
  const leave = async (): Promise<void> => {
    if (!(await actions.ask('day.note', { body }))) return
    keep(null)
    actions.toast(body.trim() === '' ? 'The note is taken away' : 'The note is left for whoever opens next', 'done')
  }
  if (hidden) return <NamesHidden what="The note for tomorrow" />
  return (
    <section aria-label="Note for tomorrow" className="grid w-full gap-2 rounded-xl border border-edge bg-sunk p-4 text-left">
      <label htmlFor="closing-note" className="text-[13px] font-semibold">
        For whoever opens next
      </label>
      <textarea
        id="closing-note"
        rows={3}
        maxLength={4000}
        value={body}
        placeholder="Nothing is left over. Anything they should know?"
        onChange={({ target }) => keep(target.value)}
        className="field-sizing-content max-h-60 min-h-20 w-full resize-none rounded-lg border border-edge bg-panel px-3 py-2 text-[13px] leading-normal outline-none focus:border-brand"
      />
      <div className="flex items-center gap-3">
        <Button small look="primary" disabled={left === null ? body.trim() === '' : body.trim() === left} onClick={() => void leave()}>
          {left === null ? 'Leave the note' : 'Change the note'}
        </Button>
        <p role="status" className="text-[12.5px] text-ink-3">
          {left !== null && body.trim() === left ? 'It is left, and shown first tomorrow.' : ''}
        </p>
      </div>
    </section>
  )
}
