import { useState } from 'react'
import type { VisitView } from '@shared/contract/views.ts'
import type { Spoken } from '@shared/rules/say.ts'
import { isPlainMatter } from '@shared/rules/sensitive.ts'
import { actions } from '@renderer/store/index.ts'
import { Button } from '@renderer/ui/button.tsx'
import { languageName } from '@renderer/ui/format.ts'
import { focusAtOnce } from '../../patients/components/focus.ts'

/** What to ask after next time, in the language it will be said in: "knee", "la rodilla". Empty, nothing is asked. */
export function AskAfter({ visit, language, onDone }: { visit: VisitView; language: Spoken; onDone: () => void }) {
  const [words, setWords] = useState(visit.matter?.[language] ?? '')
  const [saving, setSaving] = useState(false)
  const others = Object.fromEntries(Object.entries(visit.matter ?? {}).filter(([tag]) => tag !== language))
  async function save(): Promise<void> {
    setSaving(true)
    const done = await actions.ask('visits.askAfter', { visitId: visit.id, matter: { ...others, [language]: words.trim() } })
    setSaving(false)
    if (done) onDone()
  }
  return (
    <form
      aria-label="Ask after"
      className="mt-1.5 grid gap-1.5 border-t border-edge pt-2 text-[13px]"
      onSubmit={(event) => {
        event.preventDefault()
        if (!saving) void save()
      }}
    >
      <label className="grid gap-1">
        What to ask after, in {languageName(language)}
        <input
          ref={focusAtOnce}
          lang={language}
          maxLength={80}
          value={words}
          placeholder={language === 'es' ? 'la rodilla' : 'knee'}
          className="h-8 w-full rounded-lg border border-edge bg-panel px-2.5 text-ink placeholder:text-ink-3 focus-visible:outline-2 focus-visible:outline-offset-0"
          onChange={(event) => setWords(event.target.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Escape') return
            event.stopPropagation()
            onDone()
          }}
        />
      </label>
      {words.trim() !== '' && !isPlainMatter(words) && <p className="text-xs">May be a diagnosis: said only once the birth date was checked.</p>}
      <div className="flex gap-1.5">
        <Button small look="primary" type="submit" shortcut="↵" disabled={saving}>
          Save
        </Button>
        <Button small onClick={onDone}>
          Cancel
        </Button>
      </div>
    </form>
  )
}
