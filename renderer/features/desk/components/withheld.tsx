import { Search } from 'lucide-react'
import { store } from '@renderer/store/index.ts'
import { setUi } from '@renderer/store/state.ts'
import { Button } from '@renderer/ui/button.tsx'
import { withMod } from '@renderer/ui/format.ts'
import { AskFirst } from './ask-first.tsx'

/** A call without a number: nobody can be found by it, so ask, then look them up. */
export function Withheld() {
  return (
    <div className="grid gap-4 p-4">
      <div>
        <h2 className="text-lg font-semibold tracking-tight">Number withheld</h2>
        <p className="text-[13px] text-ink-2">This call came without a number. Ask for their name, then look them up.</p>
      </div>
      <AskFirst />
      <Button icon={<Search size={15} />} shortcut={withMod('K')} onClick={() => setUi(store, { paletteOpen: true })}>
        Look somebody up
      </Button>
    </div>
  )
}
