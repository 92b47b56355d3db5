import { useState } from 'react'
import type { ImportView } from '@shared/contract/views.ts'
import { Button } from '@renderer/ui/button.tsx'
import { count } from '@renderer/ui/format.ts'
import { focusAtOnce } from '../components/focus.ts'
import { undoImport } from './import-store.ts'

/** Takes an import back, after one question in its own place. */
export function UndoButton({ done, label }: { done: ImportView; label: string }) {
  const [asking, setAsking] = useState(false)
  if (!asking) {
    return (
      <Button small aria-label={`${label} of ${done.fileName}`} onClick={() => setAsking(true)}>
        {label}
      </Button>
    )
  }
  const what = [done.created > 0 && `${count(done.created, 'added person', 'added people')} will be removed`, done.changed > 0 && `${count(done.changed, 'change')} taken back`].filter(Boolean).join(', ')
  return (
    <span role="group" aria-label="Undo this import?" className="flex flex-wrap items-center gap-2">
      <span className="text-xs text-ink-2">{what || 'Nothing will change'}.</span>
      <Button small look="danger" onClick={() => void undoImport(done.id)}>
        Undo it
      </Button>
      <Button ref={focusAtOnce} small onClick={() => setAsking(false)}>
        Keep
      </Button>
    </span>
  )
}
