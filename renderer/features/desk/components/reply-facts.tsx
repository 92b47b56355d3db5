import type { DraftView } from '@shared/contract/views.ts'
import { countSegments } from '@shared/rules/segments.ts'
import { count, languageName, withMod } from '@renderer/ui/format.ts'
import { useWritingRules } from '../hooks/writing-checks.ts'

/** Under the reply: in which language it is, what it costs, how it reads, and what still has to be filled in. */
export function ReplyFacts({ draft, fellBack, hidden, problem }: { draft: DraftView; fellBack: boolean; hidden: boolean; problem: string | null }) {
  const empty = draft.body.trim() === ''
  const { segments } = countSegments(draft.body)
  // What is hard to read stands above, with why.
  const grade = useWritingRules(draft.body)?.gradeOf(draft.body, draft.language ?? 'en')
  return (
    <p id="reply-facts" className="min-w-0 flex-1 py-1 text-[12.5px] text-ink-3">
      {hidden ? null : empty ? (
        <span>Enter sends, {withMod('Enter')} also resolves</span>
      ) : (
        <>
          {draft.templateId && draft.language && `${languageName(draft.language)}${fellBack ? ' (no text in their language)' : ''} · `}
          {count(segments, 'segment')}
          {grade && !grade.hard && ` · ${grade.words}`}
        </>
      )}
      {!hidden && problem && <span className="mt-0.5 block font-medium text-wait-ink">{problem}</span>}
    </p>
  )
}
