import { EyeOff } from 'lucide-react'
import { privacy, useUi } from '@renderer/store/index.ts'
import { PRIVACY_KEY, PRIVACY_SHORTCUT } from './format.ts'

/** Stands in place of what cannot be shown in part: a form, a picture of both sides, answers of a search. */
export function NamesHidden({ what = 'This' }: { what?: string }) {
  return (
    <p role="note" className="flex items-start gap-2 rounded-lg border border-dashed border-edge-strong px-3 py-2.5 text-[13px] text-ink-2">
      <EyeOff size={15} aria-hidden className="mt-0.5 shrink-0" />
      <span>
        {what} is hidden with the names. {PRIVACY_KEY} shows it again.
      </span>
    </p>
  )
}

/** The quiet sign at the top of every screen, and the way back by mouse. */
export function HiddenSign() {
  const problem = useUi((ui) => ui.revealProblem)
  return (
    <div role="status" className="shrink-0">
      <button type="button" aria-keyshortcuts={PRIVACY_SHORTCUT} onClick={() => void privacy.reveal()} className="flex items-center gap-1.5 rounded px-1.5 font-semibold underline-offset-2 hover:underline">
        <EyeOff size={14} aria-hidden />
        {problem ?? `Names hidden, ${PRIVACY_KEY} shows them`}
      </button>
    </div>
  )
}
