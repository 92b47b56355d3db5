import type { VisitView } from '@shared/contract/views.ts'
import type { Spoken } from '@shared/rules/say.ts'
import { isPlainMatter } from '@shared/rules/sensitive.ts'
import { actions } from '@renderer/store/index.ts'
import { languageName } from '@renderer/ui/format.ts'
import { InlineLine } from './inline-line.tsx'

/** What to ask after next time, in the language it will be said in: "knee", "la rodilla". Empty, nothing is asked. */
export function AskAfter({ visit, language, onDone }: { visit: VisitView; language: Spoken; onDone: () => void }) {
  const others = Object.fromEntries(Object.entries(visit.matter ?? {}).filter(([tag]) => tag !== language))
  return (
    <InlineLine
      title="Ask after"
      label={`What to ask after, in ${languageName(language)}`}
      value={visit.matter?.[language] ?? ''}
      placeholder={language === 'es' ? 'la rodilla' : 'knee'}
      maxLength={80}
      language={language}
      remark={(words) => words.trim() !== '' && !isPlainMatter(words) && <p className="text-xs">May be a diagnosis: said only once the birth date was checked.</p>}
      onSave={async (words) => (await actions.ask('visits.askAfter', { visitId: visit.id, matter: { ...others, [language]: words } })) !== null}
      onDone={onDone}
    />
  )
}
