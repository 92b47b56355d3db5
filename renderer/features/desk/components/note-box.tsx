import { useRef, useState } from 'react'
import type { ConversationView, StaffView } from '@shared/contract/views.ts'
import { fold } from '@shared/rules/fold.ts'
import { mentionBegun, mentionsIn } from '@shared/rules/mentions.ts'
import { actions, useNamesHidden, usePractice, useUi } from '@renderer/store/index.ts'
import { Button } from '@renderer/ui/button.tsx'
import { PRIVACY_KEY } from '@renderer/ui/format.ts'
import { focusAtOnce } from '../../patients/components/focus.ts'
import { noteKey } from '../note-key.ts'

/** A note that only the desk reads; an @ names a colleague, who then finds it under Mine. */
export function NoteBox({ conversation, onDone }: { conversation: ConversationView; onDone: () => void }) {
  const staff = usePractice((practice) => practice.staff)
  const me = usePractice((practice) => practice.me)
  const hidden = useNamesHidden()
  const key = noteKey(conversation.id)
  const body = useUi((ui) => ui.drafts[key]?.body ?? '')
  const field = useRef<HTMLTextAreaElement | null>(null)
  const [cursor, setCursor] = useState(body.length)
  const colleagues = Object.values(staff).filter((member) => !member.removed && member.id !== me)
  const begun = hidden ? null : mentionBegun(body, cursor)
  const offered = begun ? colleagues.filter(({ name }) => fold(name).startsWith(fold(begun.words)) && fold(name) !== fold(begun.words)).slice(0, 5) : []
  const named = mentionsIn(body, colleagues)
  const keep = (words: string): void => actions.saveDraft({ conversationId: key, body: words, templateId: null, language: null })

  const complete = ({ name }: StaffView): void => {
    if (!begun) return
    const next = `${body.slice(0, begun.at)}@${name} ${body.slice(cursor).trimStart()}`
    keep(next)
    const to = begun.at + name.length + 2
    setCursor(to)
    requestAnimationFrame(() => {
      field.current?.focus()
      field.current?.setSelectionRange(to, to)
    })
  }
  const save = async (): Promise<void> => {
    if (hidden || body.trim() === '') return
    const noted = await actions.ask('conversations.note', { conversationId: conversation.id, body, handOffTo: null, ...(named.length > 0 && { mentions: named }) })
    if (!noted) return
    keep('')
    onDone()
  }
  return (
    <form
      aria-label="Note"
      className="grid gap-2 rounded-xl border border-edge bg-note px-3 py-2.5 text-note-ink focus-within:border-note-ink"
      onSubmit={(event) => {
        event.preventDefault()
        void save()
      }}
    >
      <textarea
        ref={(it) => {
          if (it && field.current === null) focusAtOnce(it)
          field.current = it
        }}
        dir="auto"
        aria-label={`Note about ${conversation.display}`}
        rows={2}
        maxLength={2000}
        readOnly={hidden}
        value={hidden ? '' : body}
        placeholder={hidden ? `Your note is kept. ${PRIVACY_KEY} shows it.` : 'Only the desk reads this. @ names a colleague.'}
        className="field-sizing-content max-h-48 w-full resize-none bg-transparent leading-normal outline-none placeholder:text-note-ink/70"
        onChange={({ target }) => {
          keep(target.value)
          setCursor(target.selectionStart)
        }}
        onSelect={({ currentTarget }) => setCursor(currentTarget.selectionStart)}
        onKeyDown={(event) => {
          const [first] = offered
          if (first && (event.key === 'Tab' || event.key === 'Enter') && !event.shiftKey) {
            event.preventDefault()
            complete(first)
          } else if (event.key === 'Enter' && !event.shiftKey && !event.nativeEvent.isComposing) {
            event.preventDefault()
            void save()
          } else if (event.key === 'Escape') onDone()
        }}
      />
      {offered.length > 0 && (
        <div role="group" aria-label="Colleagues" className="flex flex-wrap gap-1.5">
          {offered.map((member, index) => (
            <Button key={member.id} small onClick={() => complete(member)} {...(index === 0 && { shortcut: 'Tab' })}>
              {member.name}
            </Button>
          ))}
        </div>
      )}
      <div className="flex items-center gap-2">
        <p role="status" className="min-w-0 flex-1 truncate text-[12.5px]">
          {named.length > 0 ? `${named.map((id) => staff[id]?.name).join(' and ')} will find it under Mine.` : 'Enter saves the note.'}
        </p>
        <Button small onClick={onDone}>
          Back to the reply
        </Button>
        <Button small look="primary" type="submit" disabled={hidden || body.trim() === ''}>
          Save note
        </Button>
      </div>
    </form>
  )
}
