import type { ConversationView, PatientView } from '@shared/contract/views.ts'
import { dueOf, withoutDue } from '@shared/rules/due.ts'
import { dayKey } from '@shared/rules/local-time.ts'
import { preferenceKindOf } from '@shared/rules/preference-kind.ts'
import { practiceNow } from '@renderer/store/clock.ts'
import { actions, store, useNamesHidden, usePractice, useUi } from '@renderer/store/index.ts'
import { Button } from '@renderer/ui/button.tsx'
import { plainDate, PRIVACY_KEY } from '@renderer/ui/format.ts'

/** A note that was begun is kept under a key of its own, by person: it survives the end of the call, a closed window and a crash. */
const noteKey = (patientId: string): string => `card:${patientId}`

/** A line written during the call; one key makes it a note, a preference, a follow-up or a handoff. */
export function CardNote({ patient, conversation, onHandOff }: { patient: PatientView; conversation: ConversationView; onHandOff: () => void }) {
  const timeZone = usePractice((practice) => practice.practice.timeZone)
  const key = noteKey(patient.id)
  const body = useUi((ui) => ui.drafts[key]?.body ?? '')
  const keep = (words: string): void => actions.saveDraft({ conversationId: key, body: words, templateId: null, language: null })
  const hidden = useNamesHidden()
  const text = hidden ? '' : body.trim()
  const short = text.length <= 200

  /** The words leave the box at once, so that typing can go on; refused, they come back before what was typed since. */
  async function turnInto<T>(ask: () => Promise<T | null>): Promise<T | null> {
    keep('')
    const done = await ask()
    if (done === null) giveBack()
    return done
  }
  function giveBack(): void {
    const since = store.getState().ui.drafts[key]?.body ?? ''
    keep([text, since].filter(Boolean).join('\n').slice(0, 2000))
  }
  async function asNote(): Promise<void> {
    if (text !== '') await turnInto(() => actions.ask('conversations.note', { conversationId: conversation.id, body: text, handOffTo: null }))
  }
  async function asPreference(): Promise<void> {
    if (text === '' || !short) return
    const noted = await turnInto(() => actions.ask('preferences.note', { patientId: patient.id, kind: preferenceKindOf(text), text }))
    if (!noted) return
    actions.toast('Kept as a preference', 'done', () => {
      void actions.ask('preferences.remove', { preferenceId: noted.preferenceId, patientId: patient.id })
      giveBack()
    })
  }
  async function asFollowUp(): Promise<void> {
    if (text === '' || !short) return
    const due = dueOf(text, dayKey(practiceNow(), timeZone))
    const planned = await turnInto(() => actions.ask('followUps.plan', { followUpId: null, patientId: patient.id, due, what: withoutDue(text), templateId: null }))
    if (!planned) return
    actions.toast(`To do on ${plainDate(due)}`, 'done', () => {
      void actions.ask('followUps.remove', { followUpId: planned.followUpId })
      giveBack()
    })
  }
  function handOff(): void {
    if (text === '') return
    actions.saveDraft({ conversationId: `note:${conversation.id}`, body: text, templateId: null, language: null })
    keep('')
    onHandOff()
  }

  const turns: { key: string; label: string; run: () => void; blocked: boolean }[] = [
    { key: '1', label: 'Preference', run: () => void asPreference(), blocked: !short },
    { key: '2', label: 'Follow-up', run: () => void asFollowUp(), blocked: !short },
    { key: '3', label: 'Hand off', run: handOff, blocked: false },
  ]
  return (
    <section aria-label="Note" className="grid gap-2">
      <textarea
        aria-label={`Note about ${patient.calledName || patient.fullName}`}
        rows={1}
        maxLength={2000}
        readOnly={hidden}
        value={hidden ? '' : body}
        placeholder={hidden ? (body === '' ? `${PRIVACY_KEY} shows names, then write a note` : `Your note is kept. ${PRIVACY_KEY} shows it.`) : 'Note while you talk'}
        className="field-sizing-content max-h-40 w-full resize-none rounded-lg border border-edge bg-panel px-2.5 py-2 text-[13px] leading-normal placeholder:text-ink-3 hover:border-edge-strong focus-visible:outline-2 focus-visible:outline-offset-0"
        onChange={(event) => keep(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') event.currentTarget.blur()
          // With Alt a Mac types symbols, so the physical digit counts.
          const turn = event.altKey && event.code.startsWith('Digit') ? turns.find(({ key: digit }) => digit === event.code.slice(5)) : undefined
          if (turn) {
            event.preventDefault()
            event.stopPropagation()
            if (!turn.blocked) turn.run()
          } else if (event.key === 'Enter' && !event.shiftKey && !event.nativeEvent.isComposing) {
            event.preventDefault()
            void asNote()
          }
        }}
      />
      {text !== '' && (
        <div className="flex flex-wrap gap-1.5">
          <Button small look="primary" shortcut="↵" onClick={() => void asNote()}>
            Note
          </Button>
          {turns.map(({ key: digit, label, run, blocked }) => (
            <Button key={digit} small shortcut={`Alt ${digit}`} aria-keyshortcuts={`Alt+${digit}`} disabled={blocked} title={blocked ? 'At most 200 letters' : undefined} onClick={run}>
              {label}
            </Button>
          ))}
        </div>
      )}
    </section>
  )
}
