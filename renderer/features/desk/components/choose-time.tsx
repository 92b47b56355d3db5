import { useState } from 'react'
import { momentOf, wallClock } from '@shared/rules/local-time.ts'
import { practiceNow } from '@renderer/store/clock.ts'
import { usePractice } from '@renderer/store/index.ts'
import { Button } from '@renderer/ui/button.tsx'
import { Dialog } from '@renderer/ui/dialog.tsx'
import { Field, Input } from '@renderer/ui/field.tsx'
import { HOUR } from '@shared/time.ts'

type Props = { open: boolean; title: string; action: string; onClose: () => void; onPick: (at: number) => void }

/** A day and a time of the practice's clock; one that has passed is said to have. */
export function ChooseTime({ open, title, action, onClose, onPick }: Props) {
  return (
    <Dialog open={open} onClose={onClose} title={title}>
      {open && <Form action={action} onClose={onClose} onPick={onPick} />}
    </Dialog>
  )
}

function Form({ action, onClose, onPick }: Omit<Props, 'open' | 'title'>) {
  const timeZone = usePractice((practice) => practice.practice.timeZone)
  const [typed, setTyped] = useState(() => wallClock(practiceNow() + HOUR, timeZone))
  const [tried, setTried] = useState(false)
  const at = momentOf(typed, timeZone)
  const problem = at === null ? 'Choose a day and a time.' : at <= practiceNow() ? 'That time has already passed.' : null
  return (
    <form
      className="grid gap-4"
      onSubmit={(event) => {
        event.preventDefault()
        setTried(true)
        if (at === null || problem !== null) return
        onPick(at)
        onClose()
      }}
    >
      <Field label="Day and time" hint={`By the clock of ${timeZone.split('/').at(-1)?.replaceAll('_', ' ')}.`} problem={tried ? problem : null}>
        {(id, describedBy) => <Input id={id} aria-describedby={describedBy} type="datetime-local" data-autofocus value={typed} onChange={({ target }) => setTyped(target.value)} />}
      </Field>
      <div className="flex justify-end gap-2">
        <Button onClick={onClose}>Cancel</Button>
        <Button look="primary" type="submit">
          {action}
        </Button>
      </div>
    </form>
  )
}
