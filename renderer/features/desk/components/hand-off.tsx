import { useState } from 'react'
import type { ConversationView } from '@shared/contract/views.ts'
import { actions, useNamesHidden, usePractice, useUi } from '@renderer/store/index.ts'
import { nameOf } from '@renderer/store/selectors.ts'
import { Button } from '@renderer/ui/button.tsx'
import { PRIVACY_KEY } from '@renderer/ui/format.ts'
import { Dialog } from '@renderer/ui/dialog.tsx'
import { Field, Select, TextArea } from '@renderer/ui/field.tsx'
import { noteKey } from '../note-key.ts'

const EVERYBODY = 'the front desk'

/** A note from one person at the desk to the next, with the conversation. */
export function HandOff({ conversation, open, onClose }: { conversation: ConversationView; open: boolean; onClose: () => void }) {
  const staff = usePractice((practice) => practice.staff)
  const me = usePractice((practice) => practice.me)
  const [to, setTo] = useState('')
  const hidden = useNamesHidden()
  const key = noteKey(conversation.id)
  const body = useUi((ui) => ui.drafts[key]?.body ?? '')
  const keep = (words: string): void => actions.saveDraft({ conversationId: key, body: words, templateId: null, language: null })
  const colleagues = Object.values(staff).filter((member) => !member.removed && member.id !== me)

  const handOff = async (): Promise<void> => {
    const colleague = staff[to]
    const noted = await actions.ask('conversations.note', { conversationId: conversation.id, body, handOffTo: colleague?.name ?? EVERYBODY })
    if (!noted) return
    await actions.ask('conversations.assign', { conversationId: conversation.id, staffId: colleague?.id ?? null })
    keep('')
    onClose()
    actions.toast(`Handed to ${colleague?.name ?? EVERYBODY}`, 'done')
  }

  return (
    <Dialog open={open} onClose={onClose} title={`Hand off ${nameOf(conversation)}`} description="They see your note in the conversation. It stays waiting until it is answered.">
      <form
        className="grid gap-3"
        onSubmit={(event) => {
          event.preventDefault()
          if (!hidden) void handOff()
        }}
      >
        <Field label="To">
          {(id) => (
            <Select id={id} value={to} onChange={(event) => setTo(event.target.value)}>
              <option value="">Whoever is at the front desk</option>
              {colleagues.map((member) => (
                <option key={member.id} value={member.id}>
                  {member.name}
                </option>
              ))}
            </Select>
          )}
        </Field>
        <Field label="Note">
          {(id) => (
            <TextArea
              id={id}
              rows={4}
              maxLength={2000}
              data-autofocus
              readOnly={hidden}
              value={hidden ? '' : body}
              placeholder={hidden && body !== '' ? `Your note is kept. ${PRIVACY_KEY} shows it.` : 'What they should know, and what you promised'}
              onChange={(event) => keep(event.target.value)}
              onKeyDown={(event) => {
                if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && body.trim() && !hidden) void handOff()
              }}
            />
          )}
        </Field>
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>Cancel</Button>
          <Button look="primary" type="submit" disabled={hidden || body.trim() === ''}>
            Hand off
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
