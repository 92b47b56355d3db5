import { ArrowDown, ArrowUp, History, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { Button, IconButton } from '@renderer/ui/button.tsx'
import { withMod } from '@renderer/ui/format.ts'
import { Tag } from '@renderer/ui/tag.tsx'
import type { TemplateActions } from '../hooks/use-template-actions.ts'
import type { TemplateItem } from '../hooks/use-templates.ts'
import { reachedBy } from '../rules/purposes.ts'
import { VersionsDialog } from './versions-dialog.tsx'

type Props = { item: TemplateItem; /** The place of the last saved one, from 0. */ last: number; language: string; actions: TemplateActions }

/** What is being written, how the desk comes to it, and what can be done with it. */
export function EditorHeader({ item, last, language, actions }: Props) {
  const { draft, unsaved, saved, place } = item
  const [history, setHistory] = useState(false)
  return (
    <header className="grid min-h-16 grid-cols-[minmax(0,1fr)] content-center border-b border-edge px-5 py-2">
      <div className="flex items-center gap-2">
        <h2 className="mr-auto flex min-w-0 items-center gap-2 text-[15px] font-semibold tracking-tight">
          <span className="truncate">{draft.name.trim() || 'New template'}</span>
          {unsaved && (
            <span className="shrink-0 leading-none">
              <Tag>Unsaved</Tag>
            </span>
          )}
        </h2>
        {saved && (
          <>
            <IconButton label="Move up (Alt+↑)" disabled={place <= 0} onClick={() => void actions.move(item.id, place - 1)}>
              <ArrowUp size={16} aria-hidden />
            </IconButton>
            <IconButton label="Move down (Alt+↓)" disabled={place >= last} onClick={() => void actions.move(item.id, place + 1)}>
              <ArrowDown size={16} aria-hidden />
            </IconButton>
            <IconButton label="Delete this template" className="hover:text-miss-ink" onClick={() => void actions.remove(item)}>
              <Trash2 size={16} aria-hidden />
            </IconButton>
          </>
        )}
        {unsaved && (
          <Button look="quiet" onClick={() => actions.discard(item)}>
            Discard
          </Button>
        )}
        <Button look="primary" shortcut={withMod('S')} aria-keyshortcuts="Control+S Meta+S" disabled={!unsaved} onClick={() => void actions.save(item)}>
          Save
        </Button>
      </div>
      <div className="flex min-h-6 items-center gap-2">
        <p role="status" className="min-w-0 truncate text-[12.5px] text-ink-2">
          {saved ? reachedBy(saved, place) : 'Not saved yet; it will stand last'}
        </p>
        {saved && (
          <Button small look="quiet" className="h-6!" icon={<History size={13} aria-hidden />} aria-haspopup="dialog" onClick={() => setHistory(true)}>
            Version {saved.version} · history
          </Button>
        )}
      </div>
      {saved && history && (
        <VersionsDialog
          item={item}
          templateId={saved.id}
          version={saved.version}
          language={language}
          onClose={() => setHistory(false)}
          onBringBack={(version) => {
            setHistory(false)
            actions.bringBack(item, version)
          }}
        />
      )}
    </header>
  )
}
