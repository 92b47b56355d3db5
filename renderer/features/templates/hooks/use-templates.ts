import { useMemo } from 'react'
import type { TemplateView } from '@shared/contract/views.ts'
import { sameValue } from '@renderer/store/edits.ts'
import { usePractice } from '@renderer/store/index.ts'
import { matchesSearch, toDraft, type TemplateDraft } from '../rules/draft.ts'
import { NEW, templateEdits, useView } from '../store/view.ts'

export type TemplateItem = {
  /** The template's id, or NEW. */
  id: string
  /** Where it stands in the practice's order, from 0; -1 while it is not saved. */
  place: number
  draft: TemplateDraft
  saved: TemplateView | null
  unsaved: boolean
}

/** Items without an edit, so that a list of many knows which of them changed. */
const unedited = new WeakMap<TemplateView, TemplateItem>()

function uneditedItem(saved: TemplateView, place: number): TemplateItem {
  const before = unedited.get(saved)
  if (before?.place === place) return before
  const item = { id: saved.id, place, saved, draft: toDraft(saved), unsaved: false }
  unedited.set(saved, item)
  return item
}

/** The edits of one practice do not show in the other. */
export function useEditKey(): (id: string) => string {
  const which = usePractice((practice) => practice.which)
  return (id) => `${which}/${id}`
}

/** Every template in the practice's order, as it reads with its unsaved edits; a new one last. */
export function useTemplates(): TemplateItem[] {
  const templates = usePractice((practice) => practice.templates)
  const which = usePractice((practice) => practice.which)
  const edits = templateEdits.useAll()
  return useMemo(() => {
    const ordered = Object.values(templates).sort((a, b) => a.position - b.position || a.name.localeCompare(b.name))
    const items = ordered.map((saved, place): TemplateItem => {
      const edited = edits[`${which}/${saved.id}`]
      return edited === undefined ? uneditedItem(saved, place) : { id: saved.id, place, saved, draft: edited, unsaved: !sameValue(edited, toDraft(saved)) }
    })
    const fresh = edits[`${which}/${NEW}`]
    return fresh ? [...items, { id: NEW, place: -1, saved: null, draft: fresh, unsaved: true }] : items
  }, [templates, which, edits])
}

/** The templates that answer to the search box. */
export function useFoundTemplates(items: readonly TemplateItem[]): TemplateItem[] {
  const search = useView((view) => view.search)
  return useMemo(() => items.filter((item) => matchesSearch(item.draft, search)), [items, search])
}

/** The one in the editor: what was picked, else the first. */
export function useSelected(items: readonly TemplateItem[]): TemplateItem | undefined {
  const selected = useView((view) => view.selected)
  return items.find((item) => item.id === selected) ?? items[0]
}
