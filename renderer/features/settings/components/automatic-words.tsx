import clsx from 'clsx'
import { Tabs } from 'radix-ui'
import { useState } from 'react'
import type { Occasion } from '@shared/contract/views.ts'
import { usePractice } from '@renderer/store/index.ts'
import { languageName } from '@renderer/ui/format.ts'
import { LanguageTabs } from '@renderer/ui/language-tabs.tsx'
import { ownName } from '@renderer/ui/languages.ts'
import { borrowsClosed, isUsed, languagesOf, OCCASION_NAMES, OCCASIONS, toAutomatic, withWords, type AutomaticForm, type AutomaticProblems } from '../rules/automatic-form.ts'
import { AutomaticEditor } from './automatic-editor.tsx'
import { AutomaticReading } from './automatic-reading.tsx'

type Props = { form: AutomaticForm; problems: AutomaticProblems['words']; onChange: (words: AutomaticForm['words']) => void }

/** What each automatic text says, by occasion and language, with how it will read. */
export function AutomaticWords({ form, problems, onChange }: Props) {
  const own = usePractice((state) => state.practice.language)
  const [occasion, setOccasion] = useState<Occasion>('open')
  const [picked, setPicked] = useState(own)
  const [added, setAdded] = useState<string[]>([])
  const languages = languagesOf(form, own, added)
  const language = languages.includes(picked) ? picked : own
  const wrongIn = (one: Occasion): boolean => problems.some((problem) => problem.occasion === one)
  const texts = form.words[occasion]
  const text = texts[language] ?? ''
  const borrows = borrowsClosed(form, occasion)
  const shown = text.trim() === '' && borrows ? (form.words.closed[language] ?? '') : text

  function add(one: string): void {
    setAdded([...added, one])
    setPicked(one)
  }

  return (
    <Tabs.Root orientation="vertical" value={occasion} onValueChange={(next) => setOccasion(OCCASIONS.find((one) => one === next) ?? 'open')} className="grid grid-cols-[10rem_minmax(0,1fr)] gap-4">
      <Tabs.List aria-label="Occasions" className="grid content-start gap-0.5">
        {OCCASIONS.map((one) => (
          <Tabs.Trigger
            key={one}
            value={one}
            className={clsx('flex min-h-8 items-center gap-1.5 rounded-lg px-2.5 text-left text-[12.5px] font-medium', one === occasion ? 'bg-brand-soft text-brand-ink' : 'text-ink-2 hover:bg-sunk hover:text-ink')}
          >
            <span className="flex-1">{OCCASION_NAMES[one]}</span>
            {wrongIn(one) ? <Mark wrong>fix</Mark> : !isUsed(form, one) && <Mark>off</Mark>}
          </Tabs.Trigger>
        ))}
      </Tabs.List>
      <Tabs.Content value={occasion} tabIndex={-1} className="grid content-start gap-2.5 outline-none">
        <LanguageTabs
          languages={languages}
          language={language}
          onPick={setPicked}
          onAdd={add}
          markOf={(one) => (problems.some((problem) => problem.occasion === occasion && problem.language === one) ? <Mark wrong>fix</Mark> : (texts[one] ?? '').trim() === '' && <span className="font-normal">empty</span>)}
        >
          <AutomaticEditor
            key={`${occasion} ${language}`}
            label={`${OCCASION_NAMES[occasion]}, in ${ownName(language)}`}
            language={language}
            text={text}
            problem={problems.find((problem) => problem.occasion === occasion && problem.language === language)?.problem ?? null}
            hint={borrows ? 'Left empty, the words for “While closed” are used.' : emptyHint(texts, language, own)}
            onChange={(next) => onChange(withWords(form, occasion, language, next))}
          />
          <AutomaticReading occasion={occasion} text={shown} language={language} settings={toAutomatic(form)} />
        </LanguageTabs>
      </Tabs.Content>
    </Tabs.Root>
  )
}

/** What becomes of those who speak a language in which nothing is written. */
function emptyHint(texts: Record<string, string>, language: string, own: string): string {
  const written = (one: string): boolean => (texts[one] ?? '').trim() !== ''
  if (written(language)) return 'Words in {braces} fill themselves in.'
  const others = [own, 'en', ...Object.keys(texts)].find((one) => one !== language && written(one))
  return others === undefined ? 'Nothing is written here in any language, so nothing is sent.' : `Left empty, those who speak ${languageName(language)} are written to in ${languageName(others)}.`
}

function Mark({ wrong = false, children }: { wrong?: boolean; children: string }) {
  return <span className={clsx('rounded-full px-1.5 text-[11px] font-semibold', wrong ? 'bg-miss-soft text-miss-ink' : 'bg-sunk text-ink-3')}>{children}</span>
}
