import { Ellipsis } from 'lucide-react'
import { useRef, useState } from 'react'
import { actions, usePractice } from '@renderer/store/index.ts'
import { IconButton } from '@renderer/ui/button.tsx'
import { download } from '@renderer/ui/download.ts'
import { languageName } from '@renderer/ui/format.ts'
import { Menu } from '@renderer/ui/menu.tsx'
import type { TemplateItem } from '../hooks/use-templates.ts'
import { carrierSamples, SAMPLES_FILE_NAME } from '../rules/samples.ts'
import { MOST_BYTES, readSet, SET_FILE_NAME, setFile, type ReadSet } from '../rules/set-file.ts'
import { SetDialog } from './set-dialog.tsx'

/** What is done with all templates at once: taken to another practice, brought in from one, shown to the carriers. */
export function SetMenu({ items }: { items: readonly TemplateItem[] }) {
  const practice = usePractice((state) => state.practice)
  const input = useRef<HTMLInputElement>(null)
  const trigger = useRef<HTMLButtonElement>(null)
  const [chosen, setChosen] = useState<{ fileName: string; read: ReadSet } | null>(null)
  const here = items.flatMap(({ saved }) => (saved ? [saved] : []))

  const give = (name: string, type: string, text: () => string): void => {
    if (here.length === 0) actions.toast('There are no saved templates yet.')
    else download(name, type, text())
  }
  const choose = (): void => input.current?.click()

  return (
    <>
      <Menu
        trigger={
          <IconButton ref={trigger} label="More for all templates" className="size-7!">
            <Ellipsis size={16} aria-hidden />
          </IconButton>
        }
        items={[
          { label: 'Export all as a set', onSelect: () => give(SET_FILE_NAME, 'application/json', () => setFile(here)) },
          { label: 'Bring in a set…', onSelect: choose },
          { label: 'Samples for carrier registration (10DLC)', onSelect: () => give(SAMPLES_FILE_NAME, 'text/plain', () => carrierSamples(here, practice, languageName)) },
        ]}
      />
      <input
        ref={input}
        type="file"
        accept=".json,application/json"
        aria-label="Set of templates"
        className="sr-only"
        tabIndex={-1}
        onChange={({ target }) => {
          const [file] = target.files ?? []
          if (file) void readFile(file).then((read) => setChosen({ fileName: file.name, read }))
          // The same file can be chosen again after it was mended.
          target.value = ''
        }}
      />
      {chosen && (
        <SetDialog
          fileName={chosen.fileName}
          read={chosen.read}
          here={here}
          onChoose={choose}
          onClose={() => setChosen(null)}
          onCloseAutoFocus={(event) => {
            event.preventDefault()
            trigger.current?.focus()
          }}
        />
      )}
    </>
  )
}

async function readFile(file: File): Promise<ReadSet> {
  if (file.size > MOST_BYTES) return { ok: false, problem: 'This file is over 1 MB, far larger than a set of templates. Choose a file that came from “Export all as a set”.' }
  try {
    return readSet(await file.text())
  } catch {
    return { ok: false, problem: 'This file could not be read. It may have been moved; choose it again.' }
  }
}
