import { Check, CircleDashed, LoaderCircle, X } from 'lucide-react'
import { assertNever } from '@shared/assert.ts'
import type { ContactView, LineView } from '@shared/contract/views.ts'
import { SECOND, UNDO_WINDOW } from '@shared/time.ts'
import { useNow } from '@renderer/store/clock.ts'
import { Button } from '@renderer/ui/button.tsx'
import { Field, Input } from '@renderer/ui/field.tsx'
import { useTestText } from '../hooks/use-line-test.ts'
import { testRows, type TestRow } from '../rules/test-rows.ts'
import type { LineTest as Test } from '../store/line-work.ts'
import { Refusal } from './line-settings.tsx'

/** What works of a line, step by step, and what to change where it does not. */
export function LineTest({ line, test, unsaved }: { line: LineView; test: Test; unsaved: boolean }) {
  const rows = testRows(test, line.status.lastEventAt)
  return (
    <section aria-label={`Test of ${line.name}`} className="grid gap-3 border-t border-edge px-4 py-3.5">
      <Refusal>{test.refusal}</Refusal>
      <div role="status">
        <ol className="grid gap-2">
          {rows.map((row) => (
            <Step key={row.step} row={row} />
          ))}
        </ol>
      </div>
      {test.steps === null && test.refusal === null && <p className="text-xs text-ink-3">This takes up to 15 seconds.</p>}
      {unsaved && <p className="text-xs font-medium text-wait-ink">What is typed below is not saved yet; the test tries what is saved.</p>}
      {line.canText && test.steps !== null && <TestText line={line} />}
    </section>
  )
}

function Step({ row: { title, state, says } }: { row: TestRow }) {
  return (
    <li className="grid grid-cols-[1.25rem_minmax(0,1fr)] gap-x-2 text-[13px]">
      <StepIcon state={state} />
      <p>
        <strong className="font-semibold">{title}</strong>
        <span className={state === 'failed' ? 'text-miss-ink' : 'text-ink-2'}>
          {': '}
          {says}
        </span>
      </p>
    </li>
  )
}

function StepIcon({ state }: { state: TestRow['state'] }) {
  const place = 'mt-px justify-self-center'
  switch (state) {
    case 'ok':
      return <Check size={16} aria-hidden className={`${place} text-done-ink`} />
    case 'failed':
      return <X size={16} aria-hidden className={`${place} text-miss-ink`} />
    case 'trying':
      return <LoaderCircle size={16} aria-hidden className={`${place} animate-spin text-ink-3`} />
    case 'waiting':
    case 'notTried':
      return <CircleDashed size={16} aria-hidden className={`${place} text-ink-3`} />
    default:
      return assertNever(state)
  }
}

/** Sends one text over this line and follows it. */
function TestText({ line }: { line: LineView }) {
  const { number, setNumber, refusal, busy, send, text, takeBack } = useTestText(line)
  if (!line.enabled) return <p className="text-xs text-ink-3">Switch the line on to send a test text over it.</p>
  return (
    <form
      aria-label="Send a test text"
      className="grid gap-2"
      onSubmit={(event) => {
        event.preventDefault()
        send()
      }}
    >
      <Field label="Send a test text to">
        {(id) => (
          <div className="flex gap-2">
            <Input id={id} type="tel" className="max-w-56" placeholder="Your own mobile number" maxLength={60} value={number} onChange={(event) => setNumber(event.target.value)} />
            <Button type="submit" disabled={busy || number.trim() === ''}>
              Send
            </Button>
          </div>
        )}
      </Field>
      <Refusal>{refusal}</Refusal>
      <div role="status">{text && <Sent text={text} onUndo={takeBack} />}</div>
    </form>
  )
}

type Text = Extract<ContactView, { type: 'text' }>

function Sent({ text, onUndo }: { text: Text; onUndo: () => void }) {
  if (text.state === 'queued') return <Leaving text={text} onUndo={onUndo} />
  const failed = text.state === 'failed' || text.state === 'unknown'
  return <p className={`text-[13px] ${failed ? 'text-miss-ink' : text.state === 'delivered' ? 'text-done-ink' : 'text-ink-2'}`}>{inWords(text)}</p>
}

function Leaving({ text, onUndo }: { text: Text; onUndo: () => void }) {
  const now = useNow(SECOND / 4)
  const seconds = Math.ceil(Math.min(Math.max(0, (text.leavesAt ?? now) - now), UNDO_WINDOW) / SECOND)
  return (
    <p className="flex items-center gap-2 text-[13px] text-ink-2">
      <span>Queued. It leaves in a moment.</span>
      {seconds > 0 && (
        <button type="button" className="font-semibold text-ink underline underline-offset-2" onClick={onUndo}>
          Undo
        </button>
      )}
    </p>
  )
}

function inWords({ state, failure }: Text): string {
  switch (state) {
    case 'queued':
    case 'sending':
      return 'Sending.'
    case 'sent':
      return 'Sent: the text system took it. Whether it was delivered is shown here as soon as it says so.'
    case 'delivered':
      return 'Delivered: it is on the phone.'
    case 'failed':
      return `Not sent. ${failure ?? ''}`
    case 'unknown':
      return `May have been sent. ${failure ?? ''}`
    case 'cancelled':
      return 'Taken back; it was not sent.'
    case 'received':
      return ''
  }
}
