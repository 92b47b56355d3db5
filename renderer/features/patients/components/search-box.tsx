import { Search, X } from 'lucide-react'
import { type KeyboardEvent, type RefObject } from 'react'
import { useNamesHidden } from '@renderer/store/index.ts'
import { Kbd } from '@renderer/ui/kbd.tsx'
import { PRIVACY_KEY } from '@renderer/ui/format.ts'
import { patientsScreen, usePatientList } from '../store/index.ts'
import { extentOf } from '../store/patient-list.ts'
import { LIST_ID, optionId } from './patient-list.tsx'

/** The search box. Arrows and Enter work on the list while the words stay under the fingers. */
export function SearchBox({ input, cursor, onMove, onOpen }: { input: RefObject<HTMLInputElement | null>; cursor: number; onMove: (by: number) => void; onOpen: () => void }) {
  const hidden = useNamesHidden()
  const words = usePatientList((list) => list.words)
  const found = usePatientList((list) => list.shown !== null && extentOf(list).count > 0)

  function press(event: KeyboardEvent): void {
    if (event.nativeEvent.isComposing) return
    const keys: Record<string, () => void> = {
      ArrowDown: () => onMove(1),
      ArrowUp: () => onMove(-1),
      PageDown: () => onMove(8),
      PageUp: () => onMove(-8),
      Enter: onOpen,
      Escape: () => patientsScreen.search(''),
    }
    const command = keys[event.key]
    if (!command || event.ctrlKey || event.metaKey || event.altKey) return
    event.preventDefault()
    command()
  }

  return (
    <div className="relative">
      <Search aria-hidden size={15} className="pointer-events-none absolute top-1/2 left-3 -translate-y-1/2 text-ink-3" />
      <input
        ref={input}
        type="text"
        role="combobox"
        aria-label="Search patients"
        aria-expanded={found}
        aria-controls={found ? LIST_ID : undefined}
        aria-autocomplete="list"
        aria-activedescendant={found ? optionId(cursor) : undefined}
        aria-keyshortcuts="/"
        autoComplete="off"
        spellCheck={false}
        maxLength={200}
        readOnly={hidden}
        placeholder={hidden ? `${PRIVACY_KEY} shows names, then search` : 'Name, birth date or phone'}
        value={hidden ? '' : words}
        onChange={({ target }) => patientsScreen.search(target.value)}
        onKeyDown={press}
        className="h-10 w-full rounded-xl border border-edge bg-panel pr-9 pl-9 text-[13.5px] text-ink placeholder:text-ink-3 hover:border-edge-strong focus-visible:outline-2 focus-visible:outline-offset-0"
      />
      <span className="absolute top-1/2 right-2.5 -translate-y-1/2">
        {words === '' ? (
          <Kbd>/</Kbd>
        ) : (
          <button
            type="button"
            aria-label="Clear the search"
            className="grid size-6 place-items-center rounded-md text-ink-3 hover:bg-sunk hover:text-ink"
            onClick={() => {
              patientsScreen.search('')
              input.current?.focus()
            }}
          >
            <X size={14} />
          </button>
        )}
      </span>
    </div>
  )
}
