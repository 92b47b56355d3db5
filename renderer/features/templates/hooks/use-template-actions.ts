import type { TemplateVersion } from '@shared/contract/views.ts'
import { sameValue } from '@renderer/store/edits.ts'
import { actions, client, store, usePractice } from '@renderer/store/index.ts'
import { newDraft, problemsOf, toDraft, toSave } from '../rules/draft.ts'
import { moved } from '../rules/order.ts'
import { holderOf } from '../rules/purposes.ts'
import { NEW, setView, templateEdits } from '../store/view.ts'
import { useEditKey, type TemplateItem } from './use-templates.ts'

/** What can be done with templates. Every removal and every discarded edit can be taken back. */
export function useTemplateActions(items: readonly TemplateItem[]) {
  const editKey = useEditKey()
  const language = usePractice((practice) => practice.practice.language)
  const order = items.flatMap(({ saved }) => (saved ? [saved.id] : []))

  return {
    select: (id: string) => setView({ selected: id, tried: null }),

    /** Begins a new one, or goes back to the one that was begun. */
    create: (): void => {
      if (!templateEdits.get(editKey(NEW))) templateEdits.put(editKey(NEW), newDraft(language))
      setView({ selected: NEW, language: null, search: '', tried: null })
    },

    /** @returns whether it was saved; otherwise the reasons are shown where they are */
    save: async ({ id, draft, saved }: TemplateItem): Promise<boolean> => {
      const problems = problemsOf(draft)
      if (problems) {
        const [wrong] = Object.keys(problems.texts)
        setView({ tried: id, ...(wrong === undefined || problems.name !== null ? {} : { language: wrong }) })
        return false
      }
      const done = await actions.ask('templates.save', { templateId: saved?.id ?? null, ...toSave(draft) })
      if (!done) return false
      templateEdits.drop(editKey(id))
      // Whoever had the digit shall not take it back unasked when an edit of it is saved later.
      const holder = holderOf(items, draft.fixedKey, id)
      if (holder?.unsaved && holder.draft.fixedKey === draft.fixedKey) templateEdits.put(editKey(holder.id), { ...holder.draft, fixedKey: null })
      setView({ selected: done.templateId, tried: null })
      actions.toast(`Saved “${draft.name.trim()}”`, 'done')
      return true
    },

    /** An earlier version, as an edit that is not saved yet. */
    bringBack: ({ id, saved }: TemplateItem, { version, name, texts }: TemplateVersion): void => {
      if (!saved) return
      const before = templateEdits.get(editKey(id))
      const next = { ...(before ?? toDraft(saved)), name, texts }
      if (sameValue(next, toDraft(saved))) templateEdits.drop(editKey(id))
      else templateEdits.put(editKey(id), next)
      actions.toast(`Version ${version} is in the editor. Save gives it to the desk.`, 'plain', () => {
        if (before) templateEdits.put(editKey(id), before)
        else templateEdits.drop(editKey(id))
        setView({ selected: id })
      })
    },

    discard: ({ id, draft }: TemplateItem): void => {
      templateEdits.drop(editKey(id))
      setView({ tried: null })
      actions.toast(id === NEW ? 'New template discarded' : 'Changes undone', 'plain', () => {
        templateEdits.put(editKey(id), draft)
        setView({ selected: id })
      })
    },

    remove: async (item: TemplateItem): Promise<void> => {
      const { saved, place, unsaved, draft } = item
      if (!saved) return
      if (!(await actions.ask('templates.remove', { templateId: saved.id }))) return
      templateEdits.drop(editKey(saved.id))
      setView({ selected: order[place + 1] ?? order[place - 1] ?? null, tried: null })
      actions.toast(`Deleted “${saved.name}”`, 'plain', () => {
        void restore()
      })

      async function restore(): Promise<void> {
        if (!saved) return
        // Its digit may have gone to another one meanwhile, and stays there.
        const others = Object.values(store.getState().practice?.templates ?? {})
        const fixedKey = others.some((other) => other.fixedKey === saved.fixedKey) ? null : saved.fixedKey
        if (!(await actions.ask('templates.save', { templateId: saved.id, ...toDraft(saved), fixedKey }))) return
        if (unsaved) templateEdits.put(editKey(saved.id), draft)
        // It came back last; it goes where it was.
        await client.call('templates.order', { templateIds: order })
        setView({ selected: saved.id })
      }
    },

    move: async (id: string, to: number): Promise<void> => {
      const next = moved(order, id, to)
      if (next.join() !== order.join()) await actions.ask('templates.order', { templateIds: next })
    },
  }
}

export type TemplateActions = ReturnType<typeof useTemplateActions>
