import { useState, type ReactNode } from 'react'
import type { TemplateFields } from '@shared/contract/views.ts'
import { actions } from '@renderer/store/index.ts'
import { Button } from '@renderer/ui/button.tsx'
import { Dialog } from '@renderer/ui/dialog.tsx'
import { count } from '@renderer/ui/format.ts'
import { PURPOSES } from '../rules/purposes.ts'
import { MOST_TEMPLATES, newIn, type ReadSet } from '../rules/set-file.ts'

type Props = { fileName: string; read: ReadSet; here: readonly TemplateFields[]; onChoose: () => void; onClose: () => void; onCloseAutoFocus: (event: Event) => void }

/** What a set would bring, before it is brought in; or why it cannot be. */
export function SetDialog({ fileName, read, here, onChoose, onClose, onCloseAutoFocus }: Props) {
  return (
    <Dialog open onClose={onClose} onCloseAutoFocus={onCloseAutoFocus} title="Bring in a set" description={<span className="block truncate">{fileName}</span>}>
      {read.ok ? (
        <Found templates={read.templates} here={here} onClose={onClose} />
      ) : (
        <>
          <p role="alert" className="rounded-lg border-l-3 border-miss bg-miss-soft px-3 py-2 text-[13px] break-words text-miss-ink">
            {read.problem}
          </p>
          <Footer onClose={onClose}>
            <Button look="primary" data-autofocus onClick={onChoose}>
              Choose another file
            </Button>
          </Footer>
        </>
      )}
    </Dialog>
  )
}

function Found({ templates, here, onClose }: { templates: readonly TemplateFields[]; here: readonly TemplateFields[]; onClose: () => void }) {
  const [busy, setBusy] = useState(false)
  const { fresh, known, keysTaken } = newIn(templates, here)
  const room = MOST_TEMPLATES - here.length
  const fits = fresh.length <= room

  async function bring(): Promise<void> {
    if (busy) return
    setBusy(true)
    const done = await actions.ask('templates.addSet', { templates: [...templates] })
    setBusy(false)
    if (!done) return
    onClose()
    actions.toast(done.known === 0 ? `Brought in ${count(done.added, 'template')}` : `Brought in ${count(done.added, 'template')}; ${done.known} ${done.known === 1 ? 'was' : 'were'} here already`, 'done')
  }

  return (
    <>
      <div className="grid gap-2.5 text-[13px]">
        <p role="status">
          <strong className="font-semibold">{fresh.length === 0 ? 'None are new' : `${fresh.length} ${fresh.length === 1 ? 'is' : 'are'} new`}</strong>
          {known > 0 && `, ${known} ${known === 1 ? 'is' : 'are'} here already, word for word, and ${known === 1 ? 'is' : 'are'} passed over`}.
        </p>
        {fresh.length > 0 && (
          <ul aria-label="New templates" tabIndex={0} className="max-h-64 overflow-y-auto rounded-xl border border-edge px-3 py-1.5">
            {fresh.map(({ name, purpose, texts }, index) => (
              <li key={`${index}${name}`} className="flex items-baseline gap-3 py-1">
                <span className="min-w-0 flex-1 truncate font-medium">{name}</span>
                <span className="shrink-0 text-xs text-ink-3">
                  {PURPOSES[purpose]} · <span className="uppercase">{Object.keys(texts).join(' ')}</span>
                </span>
              </li>
            ))}
          </ul>
        )}
        {fresh.length > 0 && fits && <p className="text-xs text-ink-2">They stand after the ones you have, which stay as they are.{keysTaken > 0 && ` A key that is taken stays where it is; ${count(keysTaken, 'new template')} will have none.`}</p>}
        {!fits && (
          <p role="alert" className="rounded-lg border-l-3 border-wait bg-wait-soft px-3 py-2 text-xs text-wait-ink">
            A practice can have {MOST_TEMPLATES} templates, and there is room for {room}. Delete some first.
          </p>
        )}
      </div>
      <Footer onClose={onClose}>
        {fresh.length > 0 && (
          <Button look="primary" data-autofocus disabled={!fits || busy} onClick={() => void bring()}>
            Bring in {count(fresh.length, 'template')}
          </Button>
        )}
      </Footer>
    </>
  )
}

function Footer({ onClose, children }: { onClose: () => void; children: ReactNode }) {
  return (
    <div className="flex justify-end gap-2 pt-4">
      <Button look="quiet" onClick={onClose}>
        Close
      </Button>
      {children}
    </div>
  )
}
