import clsx from 'clsx'
import { Plus, X } from 'lucide-react'
import { Tabs } from 'radix-ui'
import type { ReactNode } from 'react'
import { Button } from '@renderer/ui/button.tsx'
import { LANGUAGES, ownName } from '@renderer/ui/languages.ts'
import { languageName } from '@renderer/ui/format.ts'
import { Menu } from '@renderer/ui/menu.tsx'
import type { DraftProblems, TemplateDraft } from '../rules/draft.ts'
import { setView } from '../store/view.ts'

type Props = { draft: TemplateDraft; language: string; problems: DraftProblems | null; onAdd: (language: string) => void; onRemove: (language: string) => void; children: ReactNode }

/** A tab for each language of the template; more can be added, and all but the last removed. */
export function LanguageTabs({ draft, language, problems, onAdd, onRemove, children }: Props) {
  const languages = Object.keys(draft.texts)
  const others = LANGUAGES.filter((one) => !languages.includes(one))
  return (
    <Tabs.Root value={language} onValueChange={(next) => setView({ language: next })} className="grid gap-2.5">
      <div className="flex flex-wrap items-center gap-1.5">
        <Tabs.List aria-label="Languages" className="flex flex-wrap gap-1.5">
          {languages.map((one) => (
            <Tabs.Trigger
              key={one}
              value={one}
              className={clsx('h-7 rounded-full border px-3 text-[12.5px] font-medium', one === language ? 'border-ink bg-ink text-panel' : 'border-transparent bg-sunk text-ink-2 hover:text-ink')}
            >
              {ownName(one)}
              {problems?.texts[one] !== undefined && <span className="ml-1.5 rounded-full bg-miss-soft px-1.5 text-[11px] font-semibold text-miss-ink">fix</span>}
              {draft.texts[one]?.trim() === '' && problems?.texts[one] === undefined && <span className="ml-1.5 font-normal opacity-75">empty</span>}
            </Tabs.Trigger>
          ))}
        </Tabs.List>
        <Menu
          title="Add a language"
          trigger={
            <Button small look="quiet" className="rounded-full" icon={<Plus size={13} aria-hidden />}>
              Language
            </Button>
          }
          items={others.map((one) => ({ label: ownName(one), hint: languageName(one), onSelect: () => onAdd(one) }))}
        />
        {languages.length > 1 && (
          <Button small look="quiet" className="ml-auto" aria-label={`Remove ${ownName(language)} from this template`} icon={<X size={13} aria-hidden />} onClick={() => onRemove(language)}>
            Remove {ownName(language)}
          </Button>
        )}
      </div>
      <Tabs.Content value={language} tabIndex={-1} className="outline-none">
        {children}
      </Tabs.Content>
    </Tabs.Root>
  )
}
