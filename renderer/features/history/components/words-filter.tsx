import { Search, X } from 'lucide-react'
import { useEffect, useState, type RefObject } from 'react'
import { useNamesHidden } from '@renderer/store/index.ts'
import { PRIVACY_KEY } from '@renderer/ui/format.ts'
import { Kbd } from '@renderer/ui/kbd.tsx'
import { narrow, pastList } from '../store/index.ts'

/** How long the words have to stand still before they are looked for, in ms. */
const STILL = 150
/** Shorter beginnings of a word are in almost every sentence. */
const SHORTEST = 3

/** Words that were said or written. Down and Enter go on to the list. */
export function WordsFilter({ input, onDone }: { input: RefObject<HTMLInputElement | null>; onDone: () => void }) {
  const hidden = useNamesHidden()
  const [words, setWords] = useState(() => pastList.store.getState().filter.words ?? '')
  useEffect(() => {
    const wanted = words.trim().length < SHORTEST ? undefined : words.trim()
    const timer = setTimeout(() => wanted !== pastList.store.getState().filter.words && narrow({ words: wanted }), STILL)
    return () => clearTimeout(timer)
  }, [words])
  return (
    <div className="relative min-w-44 flex-1">
      <Search aria-hidden size={14} className="pointer-events-none absolute top-1/2 left-2.5 -translate-y-1/2 text-ink-3" />
      <input
        ref={input}
        type="text"
        aria-label="Words that were said or written"
        aria-keyshortcuts="/"
        autoComplete="off"
        spellCheck={false}
        maxLength={200}
        readOnly={hidden}
        placeholder={hidden ? `${PRIVACY_KEY} shows names, then search` : 'Words in texts, voicemails, notes'}
        value={hidden ? '' : words}
        onChange={({ target }) => setWords(target.value)}
        onKeyDown={(event) => {
          if (event.nativeEvent.isComposing || !['ArrowDown', 'Enter', 'Escape'].includes(event.key)) return
          event.preventDefault()
          if (event.key === 'Escape') setWords('')
          else onDone()
        }}
        className="h-8 w-full rounded-full border border-edge bg-panel pr-8 pl-8 text-[13px] text-ink placeholder:text-ink-3 hover:border-edge-strong focus-visible:outline-2 focus-visible:outline-offset-0"
      />
      <span className="absolute top-1/2 right-2 -translate-y-1/2">
        {words === '' ? (
          <Kbd>/</Kbd>
        ) : (
          <button type="button" aria-label="Clear the words" className="grid size-6 place-items-center rounded-md text-ink-3 hover:bg-sunk hover:text-ink" onClick={() => setWords('')}>
            <X size={13} />
          </button>
        )}
      </span>
    </div>
  )
}
