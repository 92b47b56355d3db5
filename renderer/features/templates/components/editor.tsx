import { useEffect, useRef } from 'react'
import { Field, Input } from '@renderer/ui/field.tsx'
import { useEditor } from '../hooks/use-editor.ts'
import { usePreview, usePreviewSubjects } from '../hooks/use-preview.ts'
import type { TemplateActions } from '../hooks/use-template-actions.ts'
import type { TemplateItem } from '../hooks/use-templates.ts'
import { NEW } from '../store/view.ts'
import { DeskFields } from './desk-fields.tsx'
import { EditorHeader } from './editor-header.tsx'
import { LanguageTabs } from './language-tabs.tsx'
import { PreviewPane } from './preview-pane.tsx'
import { TextEditor } from './text-editor.tsx'

type Props = { item: TemplateItem; items: readonly TemplateItem[]; actions: TemplateActions }

/** One template: its name, how the desk comes to it, its text per language, and how it reads for somebody real. */
export function Editor({ item, items, actions }: Props) {
  const { draft } = item
  const { language, change, setText, addLanguage, removeLanguage, problems } = useEditor(item)
  const name = useRef<HTMLInputElement>(null)
  const begun = item.id === NEW && draft.name === ''
  // A new template begins with its name.
  useEffect(() => {
    if (begun) name.current?.focus()
  }, [begun])
  const last = items.filter((one) => one.saved).length - 1
  const twin = items.find((one) => one.id !== item.id && one.draft.name.trim() !== '' && one.draft.name.trim().toLowerCase() === draft.name.trim().toLowerCase())
  const text = draft.texts[language] ?? ''
  const subjects = usePreviewSubjects()
  const preview = usePreview(text, language, subjects.chosen)
  return (
    <div className="@container grid h-full min-h-0 grid-cols-[minmax(0,1fr)] grid-rows-[auto_minmax(0,1fr)]">
      <EditorHeader item={item} last={last} language={language} actions={actions} />
      <div className="min-h-0 overflow-y-auto px-5 py-4">
        <div className="grid grid-cols-[minmax(0,1fr)] gap-x-8 gap-y-6 @3xl:grid-cols-[minmax(0,1fr)_minmax(0,22rem)]">
          <div className="@container grid grid-cols-[minmax(0,1fr)] content-start gap-4">
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
            <DeskFields item={item} items={items} change={change} />
            <LanguageTabs draft={draft} language={language} problems={problems} onAdd={addLanguage} onRemove={removeLanguage}>
              <TextEditor
                key={language}
                language={language}
                text={text}
                problem={problems?.texts[language] ?? null}
                alone={Object.keys(draft.texts).length === 1}
                segmentsOf={preview.segmentsOf}
                onChange={setText}
              />
            </LanguageTabs>
          </div>
          <PreviewPane text={text} language={language} preview={preview} subjects={subjects} />
        </div>
      </div>
    </div>
  )
}
