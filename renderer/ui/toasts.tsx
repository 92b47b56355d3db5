import clsx from 'clsx'
import { useEffect, useRef } from 'react'
import { actions, useNamesHidden, useUi } from '@renderer/store/index.ts'
import type { Toast } from '@renderer/store/state.ts'
import { typedSince } from './activity.ts'
import { isTyping, useKeys } from './keys.ts'
import { PRIVACY_KEY, withMod } from './format.ts'

/** What just happened, in words, with Undo where there is one; `mod+Z` undoes the newest. Over the list, never over the reply or the state of the lines. */
export function Toasts() {
  const toasts = useUi((ui) => ui.toasts)
  const hidden = useNamesHidden()
  const undoable = toasts.findLast((toast) => toast.undo)
  const since = useRef(0)
  useEffect(() => void (since.current = performance.now()), [undoable?.id])
  const undo = (toast: typeof undoable): void => {
    if (!toast) return
    toast.undo?.()
    actions.dismiss(toast.id)
  }
  // Once something was typed since, undo in a field is the field's own.
  useKeys({ 'mod+z': () => (undoable && !(isTyping() && typedSince(since.current)) ? undo(undoable) : false) })
  return (
    <div role="status" aria-live="polite" className="pointer-events-none fixed bottom-12 left-[4.5rem] z-60 grid justify-items-start gap-2">
      {toasts.map((toast) => (
        <div
          key={toast.id}
          className={clsx(
            'pointer-events-auto flex max-w-[16.5rem] xl:max-w-[19.5rem] items-center gap-3 rounded-xl px-4 py-2.5 text-[13px] font-medium shadow-pop animate-rise',
            toast.tone === 'miss' ? 'bg-miss-soft text-miss-ink' : 'bg-ink text-panel',
          )}
        >
          <span>{hidden && !toast.harmless ? withoutNames(toast) : toast.text}</span>
          {toast.undo && (
            <button type="button" className="shrink-0 font-semibold underline underline-offset-2" onClick={() => undo(toast)}>
              Undo {toast === undoable && <span className="font-normal opacity-70">{withMod('Z')}</span>}
            </button>
          )}
        </div>
      ))}
    </div>
  )
}

/** A toast names people and what was said; hidden, it only says how it went. */
function withoutNames({ tone }: Toast): string {
  return tone === 'miss' ? `That needs another look. ${PRIVACY_KEY} shows what it is.` : `Done. ${PRIVACY_KEY} shows what.`
}
