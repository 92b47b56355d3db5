import clsx from 'clsx'
import { Plus } from 'lucide-react'
import { Tabs } from 'radix-ui'
import type { ReactNode } from 'react'
import { Button } from './button.tsx'
import { languageName } from './format.ts'
import { LANGUAGES, ownName } from './languages.ts'
import { Menu } from './menu.tsx'

type Props = {
  languages: readonly string[]
  language: string
  onPick: (language: string) => void
  onAdd: (language: string) => void
  /** What is said beside the name of a language, such as that its text is empty. */
  markOf: (language: string) => ReactNode
  /** At the end of the row of tabs. */
  end?: ReactNode
  children: ReactNode
}

/** A tab for each language that something is written in; more can be added. */
export function LanguageTabs({ languages, language, onPick, onAdd, markOf, end, children }: Props) {
  return (
    <Tabs.Root value={language} onValueChange={onPick} className="grid gap-2.5">
      <div className="flex flex-wrap items-center gap-1.5">
        <Tabs.List aria-label="Languages" className="flex flex-wrap gap-1.5">
          {languages.map((one) => (
            <Tabs.Trigger
              key={one}
              value={one}
              className={clsx('flex h-7 items-center gap-1.5 rounded-full border px-3 text-[12.5px] font-medium', one === language ? 'border-ink bg-ink text-panel' : 'border-transparent bg-sunk text-ink-2 hover:text-ink')}
            >
              {ownName(one)}
              {markOf(one)}
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
          items={LANGUAGES.filter((one) => !languages.includes(one)).map((one) => ({ label: ownName(one), hint: languageName(one), onSelect: () => onAdd(one) }))}
        />
        {end}
      </div>
      <Tabs.Content value={language} tabIndex={-1} className="grid gap-2.5 outline-none">
        {children}
      </Tabs.Content>
    </Tabs.Root>
  )
}
