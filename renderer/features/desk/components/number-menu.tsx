import { useState, type ReactNode } from 'react'
import type { NumberMark } from '@shared/contract/views.ts'
import { actions, useNamesHidden } from '@renderer/store/index.ts'
import { Button } from '@renderer/ui/button.tsx'
import { Dialog } from '@renderer/ui/dialog.tsx'
import { Field, Input } from '@renderer/ui/field.tsx'
import { Menu, type MenuItem } from '@renderer/ui/menu.tsx'
import { NamesHidden } from '@renderer/ui/names-hidden.tsx'
import { MARK_WORDS, markInWords } from '../mark-words.ts'

type Numbered = { number: string; display: string; mark: NumberMark | null }

const ORDER = ['shared', 'facility', 'blocked', 'internal'] as const

/** Says what a number is, whoever has it; with Undo. */
async function markNumber({ number, display, mark: before }: Numbered, mark: NumberMark | null): Promise<boolean> {
  if (actions.isHidden(before)) return false
  const done = await actions.ask('numbers.mark', { number, mark })
  if (!done) return false
  const words = mark ? MARK_WORDS[mark.kind].done : `${display} is an ordinary number again`
  actions.toast(words, 'done', () => void actions.ask('numbers.mark', { number, mark: before }))
  return true
}

type Props = Numbered & { trigger: ReactNode; open?: boolean; onOpenChange?: (open: boolean) => void }

/** What can be said of a number: shared, a facility, blocked, one of ours. One key each while it is open. */
export function NumberMenu({ trigger, open, onOpenChange, ...numbered }: Props) {
  const [naming, setNaming] = useState(false)
  const { mark, display } = numbered
  const items: MenuItem[] = ORDER.filter((kind) => kind === 'facility' || kind !== mark?.kind).map((kind, index) => ({
    label: kind === 'facility' && mark?.kind === 'facility' ? 'Change its name…' : MARK_WORDS[kind].menu,
    hint: MARK_WORDS[kind].hint,
    shortcut: String(index + 1),
    danger: kind === 'blocked',
    onSelect: () => (kind === 'facility' ? setNaming(true) : void markNumber(numbered, { kind, name: '' })),
  }))
  if (mark) items.push({ label: `No longer ${MARK_WORDS[mark.kind].tag.toLowerCase()}`, shortcut: '0', onSelect: () => void markNumber(numbered, null) })
  return (
    <>
      <Menu title={`${display}${mark ? `: ${markInWords(mark)}` : ''}`} trigger={trigger} items={items} open={open} onOpenChange={onOpenChange} />
      <Dialog open={naming} onClose={() => setNaming(false)} title="Which place is this?" description={`Calls from ${display} show this name, and Rapport asks who it is about.`}>
        <FacilityName known={mark?.kind === 'facility' ? mark.name : ''} onSave={async (name) => (await markNumber(numbered, { kind: 'facility', name })) && setNaming(false)} />
      </Dialog>
    </>
  )
}

function FacilityName({ known, onSave }: { known: string; onSave: (name: string) => Promise<unknown> }) {
  const [name, setName] = useState(known)
  const hidden = useNamesHidden()
  if (hidden) return <NamesHidden what="Its name" />
  return (
    <form
      className="grid gap-4 pt-2"
      onSubmit={(event) => {
        event.preventDefault()
        if (name.trim()) void onSave(name.trim())
      }}
    >
      <Field label="Name">{(id) => <Input id={id} data-autofocus maxLength={80} placeholder="Sunrise Nursing Home" value={name} onChange={({ target }) => setName(target.value)} />}</Field>
      <Button type="submit" look="primary" className="justify-self-end" shortcut="↵" disabled={!name.trim()}>
        Save
      </Button>
    </form>
  )
}
