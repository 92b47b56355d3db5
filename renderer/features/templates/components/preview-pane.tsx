import { useId } from 'react'
import { Select } from '@renderer/ui/field.tsx'
import { ownName } from '@renderer/ui/languages.ts'
import type { Preview, PreviewSubjects } from '../hooks/use-preview.ts'
import { isVariable, labelOf, piecesOf } from '../rules/pieces.ts'
import { cost } from '../rules/cost.ts'
import type { Subject } from '../rules/subject.ts'
import { setView } from '../store/view.ts'

/** How the text reads for somebody real, what it costs, and what would still have to be filled in. */
export function PreviewPane({ text, language, preview, subjects }: { text: string; language: string; preview: Preview; subjects: PreviewSubjects }) {
  const { patients, chosen } = subjects
  const id = useId()
  const { parts, reason } = cost(preview.segments)
  // A name that is no variable is the editor's matter.
  const missing = preview.unfilled.filter(isVariable)
  return (
    <section aria-label="Preview" className="grid content-start gap-2.5">
      <div className="grid gap-1">
        <label htmlFor={id} className="text-xs font-medium text-ink-2">
          How it reads for
        </label>
        <Select id={id} value={valueOf(chosen)} onChange={(event) => setView({ subject: subjectOf(event.target.value) })}>
          {patients.length > 0 && (
            <optgroup label="In the feed">
              {patients.map(({ patientId, name }) => (
                <option key={patientId} value={patientId}>
                  {name}
                </option>
              ))}
            </optgroup>
          )}
          <optgroup label="With less to go by">
            <option value=":noVisits">A patient without a next visit</option>
            <option value=":newNumber">A new number</option>
          </optgroup>
        </Select>
      </div>
      <div className="grid gap-2 rounded-2xl bg-bg p-4">
        {text.trim() === '' ? (
          <p className="py-4 text-center text-[13px] text-ink-3">Nothing to read in {ownName(language)} yet.</p>
        ) : preview.text === '' ? (
          <p className="py-4 text-center text-[13px] text-ink-3">Its conditions leave nothing to say here.</p>
        ) : (
          <div className="max-w-full justify-self-end rounded-2xl rounded-br-sm bg-brand-soft px-3.5 py-2.5">
            <p data-selectable lang={language} dir="auto" aria-busy={preview.loading} className="text-sm leading-relaxed break-words whitespace-pre-wrap">
              {piecesOf(preview.text).map((piece) =>
                piece.kind === 'words' ? (
                  <span key={piece.at}>{piece.raw}</span>
                ) : piece.kind === 'control' ? (
                  // A condition that cannot be read yet; the editor says why.
                  <span key={piece.at} className="rounded bg-sunk px-0.5 text-ink-2">
                    {piece.raw}
                  </span>
                ) : (
                  <span key={piece.at} className="inline-block rounded-md border border-wait bg-wait-soft px-1 leading-5 text-[12.5px] font-semibold text-wait-ink">
                    {piece.kind === 'variable' ? `${piece.label}?` : `{${piece.name}}?`}
                  </span>
                ),
              )}
            </p>
            <p className="mt-1 text-[11.5px] text-brand-ink">
              <bdi>{ownName(language)}</bdi> · {missing.length > 0 ? `about ${parts}` : parts}
            </p>
          </div>
        )}
      </div>
      {reason && <p className="text-xs text-ink-2">{reason}</p>}
      {missing.length > 0 && (
        <p className="rounded-lg border-l-3 border-wait bg-wait-soft px-3 py-2 text-xs text-wait-ink">
          Not known here: {missing.map((name) => `“${labelOf(name)}”`).join(' and ')}. The desk fills in what is missing before the text can go out.
        </p>
      )}
    </section>
  )
}

function valueOf(subject: Subject): string {
  return subject.kind === 'patient' ? subject.patientId : `:${subject.kind}`
}

function subjectOf(value: string): Subject {
  if (value === ':noVisits') return { kind: 'noVisits' }
  return value === ':newNumber' ? { kind: 'newNumber' } : { kind: 'patient', patientId: value }
}
