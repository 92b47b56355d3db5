import { X } from 'lucide-react'
import type { ReactNode } from 'react'
import { Button } from '@renderer/ui/button.tsx'
import { LanguageTabs as Tabs } from '@renderer/ui/language-tabs.tsx'
import { ownName } from '@renderer/ui/languages.ts'
import type { DraftProblems, TemplateDraft } from '../rules/draft.ts'
import { setView } from '../store/view.ts'

type Props = { draft: TemplateDraft; language: string; problems: DraftProblems | null; onAdd: (language: string) => void; onRemove: (language: string) => void; children: ReactNode }

/** A tab for each language of the template; more can be added, and all but the last removed. */
export function LanguageTabs({ draft, language, problems, onAdd, onRemove, children }: Props) {
  const languages = Object.keys(draft.texts)
  const markOf = (one: string): ReactNode => {
    if (problems?.texts[one] !== undefined) return <span className="rounded-full bg-miss-soft px-1.5 text-[11px] font-semibold text-miss-ink">fix</span>
    return draft.texts[one]?.trim() === '' && <span className="font-normal opacity-75">empty</span>
  }
  return (
    <Tabs
      languages={languages}
      language={language}
      onPick={(next) => setView({ language: next })}
      onAdd={onAdd}
      markOf={markOf}
      end={
        languages.length > 1 && (
          <Button small look="quiet" className="ml-auto" aria-label={`Remove ${ownName(language)} from this template`} icon={<X size={13} aria-hidden />} onClick={() => onRemove(language)}>
            Remove {ownName(language)}
          </Button>
        )
      }
    >
      {children}
    </Tabs>
  )
}
