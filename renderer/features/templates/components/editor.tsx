import { ArrowDown, ArrowUp, Trash2 } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { Button, IconButton } from '@renderer/ui/button.tsx'
import { Field, Input } from '@renderer/ui/field.tsx'
import { withMod } from '@renderer/ui/format.ts'
import { Tag } from '@renderer/ui/tag.tsx'
import { useEditor } from '../hooks/use-editor.ts'
import type { TemplateActions } from '../hooks/use-template-actions.ts'
import type { TemplateItem } from '../hooks/use-templates.ts'
import { keyAt } from '../rules/order.ts'
import { NEW } from '../store/view.ts'
import { LanguageTabs } from './language-tabs.tsx'
import { PreviewPane } from './preview-pane.tsx'
import { TextEditor } from './text-editor.tsx'

type Props = { item: TemplateItem; items: readonly TemplateItem[]; actions: TemplateActions }

/** One template: its name, its text per language, and how it reads for somebody real. */
export function Editor({ item, items, actions }: Props) {
  const { draft, unsaved, saved, place } = item
  const { language, change, setText, addLanguage, removeLanguage, problems } = useEditor(item)
  const name = useRef<HTMLInputElement>(null)
  const begun = item.id === NEW && draft.name === ''
  // A new template begins with its name.
  useEffect(() => {
    if (begun) name.current?.focus()
  }, [begun])
  const last = items.filter((one) => one.saved).length - 1
  const key = keyAt(place)
  const twin = items.find((one) => one.id !== item.id && one.draft.name.trim() !== '' && one.draft.name.trim().toLowerCase() === draft.name.trim().toLowerCase())
  return (
    <div className="@container grid h-full min-h-0 grid-rows-[auto_minmax(0,1fr)]">
      <header className="flex min-h-16 items-center gap-2 border-b border-edge px-5 py-2.5">
        <div className="mr-auto min-w-0">
          <h2 className="flex items-center gap-2 text-[15px] font-semibold tracking-tight">
            <span className="truncate">{draft.name.trim() || 'New template'}</span>
            {unsaved && <Tag>Unsaved</Tag>}
          </h2>
          <p role="status" className="truncate text-[12.5px] text-ink-2">
            {saved ? (key ? `Key ${key} at the desk` : `Number ${place + 1}, found under / at the desk`) : 'Not saved yet; it will stand last'}
          </p>
        </div>
        {saved && (
          <>
            <IconButton label="Move up (Alt+↑)" disabled={place <= 0} onClick={() => void actions.move(item.id, place - 1)}>
              <ArrowUp size={16} aria-hidden />
            </IconButton>
            <IconButton label="Move down (Alt+↓)" disabled={place >= last} onClick={() => void actions.move(item.id, place + 1)}>
              <ArrowDown size={16} aria-hidden />
            </IconButton>
            <IconButton label="Delete this template" className="hover:text-miss-ink" onClick={() => void actions.remove(item)}>
              <Trash2 size={16} aria-hidden />
            </IconButton>
          </>
        )}
        {unsaved && (
          <Button look="quiet" onClick={() => actions.discard(item)}>
            Discard
          </Button>
        )}
        <Button look="primary" shortcut={withMod('S')} aria-keyshortcuts="Control+S Meta+S" disabled={!unsaved} onClick={() => void actions.save(item)}>
          Save
        </Button>
      </header>
      <div className="min-h-0 overflow-y-auto px-5 py-4">
        <div className="grid gap-x-8 gap-y-6 @3xl:grid-cols-[minmax(0,1fr)_minmax(0,22rem)]">
          <div className="grid content-start gap-4">
            <Field label="Name" problem={problems?.name} hint={twin ? 'Another template has this name too.' : 'It stands on a button at the desk; short is good.'}>
              {(id, describedBy) => (
                <Input
                  ref={name}
                  id={id}
                  aria-describedby={describedBy}
                  aria-invalid={problems?.name ? true : undefined}
                  value={draft.name}
                  maxLength={60}
                  placeholder="Offer new time"
                  spellCheck
                  onChange={(event) => change({ name: event.target.value })}
                />
              )}
            </Field>
            <LanguageTabs draft={draft} language={language} problems={problems} onAdd={addLanguage} onRemove={removeLanguage}>
              <TextEditor key={language} language={language} text={draft.texts[language] ?? ''} problem={problems?.texts[language] ?? null} alone={Object.keys(draft.texts).length === 1} onChange={setText} />
            </LanguageTabs>
          </div>
          <PreviewPane text={draft.texts[language] ?? ''} language={language} />
        </div>
      </div>
    </div>
  )
}
