import { Button } from '@renderer/ui/button.tsx'
import { withMod } from '@renderer/ui/format.ts'
import { focusAtOnce } from './focus.ts'
import type { PatientFormState } from '../hooks/use-patient-form.ts'

/** Save and Cancel, always in sight at the left, where a call that rings in the corner does not cover them; instead of them the question before typed words are thrown away. */
export function FormFooter({ form, isNew }: { form: PatientFormState; isNew: boolean }) {
  return (
    <div className="sticky bottom-3 mb-3 flex flex-wrap items-center gap-2 rounded-xl border border-edge bg-panel p-2 shadow-card">
      {form.asking ? (
        <div role="alertdialog" aria-label="Discard what you typed?" className="flex flex-wrap items-center gap-2">
          <span className="px-1 text-[13px] font-medium">Discard what you typed?</span>
          <Button look="danger" onClick={form.discard}>
            Discard
          </Button>
          <Button ref={focusAtOnce} onClick={form.stay}>
            Keep editing
          </Button>
        </div>
      ) : (
        <>
          <Button type="submit" look="primary" shortcut={withMod('⏎')} aria-keyshortcuts="Control+Enter" disabled={form.saving}>
            {form.saving ? 'Saving' : isNew ? 'Add patient' : 'Save'}
          </Button>
          <Button look="quiet" shortcut="Esc" onClick={form.cancel}>
            Cancel
          </Button>
        </>
      )}
    </div>
  )
}
