import { actions, usePractice } from '@renderer/store/index.ts'
import { useEdit } from '@renderer/store/edits.ts'
import { newDraft, problemsOf, toDraft, type DraftProblems, type TemplateDraft } from '../rules/draft.ts'
import { setView, templateEdits, useView } from '../store/view.ts'
import { useEditKey, type TemplateItem } from './use-templates.ts'

/** The editor of one template: which language is shown, and every way to change the draft. */
export function useEditor({ id, saved, draft }: TemplateItem) {
  const editKey = useEditKey()
  const practiceLanguage = usePractice((practice) => practice.practice.language)
  const wanted = useView((view) => view.language)
  const tried = useView((view) => view.tried === id)
  const edit = useEdit<TemplateDraft>(templateEdits, editKey(id), saved ? toDraft(saved) : newDraft(practiceLanguage))
  const languages = Object.keys(draft.texts)
  const language = [wanted, practiceLanguage, languages[0]].find((one): one is string => typeof one === 'string' && languages.includes(one)) ?? practiceLanguage

  const put = (next: TemplateDraft): void => {
    // An empty new template stays open: there is nothing saved to fall back to.
    if (saved) edit.change(next)
    else templateEdits.put(editKey(id), next)
  }

  return {
    language,
    problems: shown(problemsOf(draft), tried),
    change: (part: Partial<TemplateDraft>) => put({ ...draft, ...part }),
    setText: (text: string) => put({ ...draft, texts: { ...draft.texts, [language]: text } }),
    addLanguage: (added: string): void => {
      put({ ...draft, texts: { ...draft.texts, [added]: '' } })
      setView({ language: added })
    },
    removeLanguage: (removed: string): void => {
      const { [removed]: text, ...texts } = draft.texts
      put({ ...draft, texts })
      setView({ language: Object.keys(texts)[0] ?? null })
      if (text?.trim()) actions.toast('Language removed from this template', 'plain', () => put({ ...draft, texts: { ...texts, [removed]: text } }))
    },
  }
}

/** What is only not done yet is said after a try to save; what is wrong is said at once. */
function shown(problems: DraftProblems | null, tried: boolean): DraftProblems | null {
  if (!problems || tried) return problems
  const wrong = Object.entries(problems.texts).filter(([, problem]) => !problem.startsWith('Write'))
  return { name: null, texts: Object.fromEntries(wrong) }
}
