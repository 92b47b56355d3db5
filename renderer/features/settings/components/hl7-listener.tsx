import { Check, X } from 'lucide-react'
import type { RecordsSourceView } from '@shared/contract/views.ts'
import { useNow } from '@renderer/store/clock.ts'
import { usePractice } from '@renderer/store/index.ts'
import { Button } from '@renderer/ui/button.tsx'
import { Field, Input } from '@renderer/ui/field.tsx'
import { Form } from '@renderer/ui/form.tsx'
import { moment, withMod } from '@renderer/ui/format.ts'
import { Switch } from '@renderer/ui/switch.tsx'
import { Tag, type Tone } from '@renderer/ui/tag.tsx'
import { useRecords } from '../hooks/use-records.ts'
import { countsInWords, reachesOut, refusalIsNews } from '../rules/records-form.ts'
import { Guide } from './guide.tsx'
import { Refusal } from './line-settings.tsx'

const STATES: Record<RecordsSourceView['status']['state'], { label: string; tone: Tone }> = {
  live: { label: 'Live', tone: 'brand' },
  off: { label: 'Off', tone: 'plain' },
  failed: { label: 'Failed', tone: 'miss' },
}

/** The HL7 listener: its switch, how it stands, and where it listens. */
export function Hl7Listener({ source }: { source: RecordsSourceView }) {
  const edit = useRecords(source)
  const { state, message } = source.status
  const { label, tone } = STATES[state]
  return (
    <section aria-label="HL7 messages" className="rounded-2xl border border-edge bg-panel">
      <header className="flex items-center gap-3 px-4 py-3">
        <div className="min-w-0 flex-1">
          <h3 className="flex min-w-0 items-center gap-2 text-sm font-semibold">
            HL7 messages
            <span role="status" className="flex shrink-0">
              <Tag tone={tone}>{label}</Tag>
            </span>
          </h3>
          <p className="text-[12.5px] text-ink-2">
            <Standing source={source} />
          </p>
        </div>
        <Button small disabled={edit.busy} onClick={edit.test}>
          Test
        </Button>
        <Switch label="Listen for HL7 messages" checked={source.enabled} disabled={edit.busy} onChange={edit.setEnabled} />
      </header>
      {message && (
        <p role="alert" className="mx-4 mb-3 rounded-lg border-l-3 border-miss bg-miss-soft px-3 py-2 text-[13px] text-miss-ink">
          {message}
        </p>
      )}
      <div role="status" className="empty:hidden">
        {edit.steps && <Steps steps={edit.steps} />}
      </div>
      <LastRefusal status={source.status} />
      <div className="border-t border-edge px-4 py-3.5">
        <Settings edit={edit} />
      </div>
      <div className="border-t border-edge px-4 py-3.5">
        <Guide page="docs/records/hl7.md" />
      </div>
    </section>
  )
}

/** "listens at 127.0.0.1, port 2575 · 1 connected · last message 9:42 AM", and what came. */
function Standing({ source: { status, port, address } }: { source: RecordsSourceView }) {
  const now = useNow()
  const timeZone = usePractice((practice) => practice.practice.timeZone)
  const { state, connections, lastAt } = status
  const parts = [
    state === 'live' ? `Listens at ${address}, port ${port}` : null,
    state === 'live' ? (connections === 0 ? 'nobody is connected' : `${connections} connected`) : null,
    lastAt === null ? null : `${state === 'live' ? 'last' : 'Last'} message ${moment(lastAt, now, timeZone)}`,
  ].filter((part) => part !== null)
  return (
    <>
      {parts.join(' · ')}
      {parts.length > 0 && <br />}
      {state === 'off' && lastAt === null ? 'Switch it on, then point the practice software’s HL7 interface at this PC.' : countsInWords(status)}
    </>
  )
}

function Steps({ steps }: { steps: readonly { ok: boolean; says: string }[] }) {
  return (
    <ol className="grid gap-1.5 px-4 pb-3">
      {steps.map(({ ok, says }) => (
        <li key={says} className="grid grid-cols-[1.25rem_minmax(0,1fr)] gap-x-2 text-[13px]">
          {ok ? <Check size={16} aria-label="Works" className="mt-px text-done-ink" /> : <X size={16} aria-label="Does not work" className="mt-px text-miss-ink" />}
          <p className={ok ? 'text-ink-2' : 'text-miss-ink'}>{says}</p>
        </li>
      ))}
    </ol>
  )
}

/** Why the last refused message was: for whoever looks after the interface. */
function LastRefusal({ status }: { status: RecordsSourceView['status'] }) {
  const now = useNow()
  const timeZone = usePractice((practice) => practice.practice.timeZone)
  if (!status.lastRefusal || !refusalIsNews(status, now)) return null
  const { at, type, says } = status.lastRefusal
  return (
    <div className="mx-4 mb-3 rounded-lg border-l-3 border-wait bg-wait-soft px-3 py-2 text-[13px] text-wait-ink">
      <p className="font-medium">
        Refused {moment(at, now, timeZone)}
        {type && `: ${type}`}
      </p>
      <p className="break-words">{says}. The sender was told the same.</p>
    </div>
  )
}

function Settings({ edit }: { edit: ReturnType<typeof useRecords> }) {
  const { value, dirty, change, busy, refusal, problem, save, reset } = edit
  return (
    <Form label="Where to listen for HL7 messages" onSave={save} onEscape={reset} className="grid gap-3.5">
      <div className="grid grid-cols-2 gap-x-3 gap-y-3.5">
        <Field label="Port" hint="2575 is the usual one for HL7." problem={problem}>
          {(id, hint) => <Input id={id} aria-describedby={hint} aria-invalid={problem ? true : undefined} inputMode="numeric" maxLength={5} value={value.port} onChange={(event) => change({ port: event.target.value })} />}
        </Field>
        <Field label="Address" hint="127.0.0.1 is for programs on this PC only.">
          {(id, hint) => <Input id={id} aria-describedby={hint} maxLength={60} value={value.address} onChange={(event) => change({ address: event.target.value })} />}
        </Field>
      </div>
      {reachesOut(value.address) && (
        <p role="alert" className="rounded-lg border-l-3 border-wait bg-wait-soft px-3 py-2 text-[13px] text-wait-ink">
          With this address other computers can reach Rapport. HL7 has no password and nothing hides it on its way: whoever is on this network could send made-up patients and appointments, and read what the practice software sends. Use it only on
          the practice’s own network, never on one that guests use, and let this PC’s firewall admit the practice software’s address alone.
        </p>
      )}
      <Refusal>{refusal}</Refusal>
      <div className="flex flex-wrap items-center gap-2">
        <Button type="submit" look={dirty ? 'primary' : 'plain'} shortcut={dirty ? withMod('S') : undefined} disabled={!dirty || busy}>
          Save
        </Button>
        {dirty && (
          <Button look="quiet" shortcut="Esc" onClick={reset}>
            Undo changes
          </Button>
        )}
        <p role="status" className="text-[12.5px] text-ink-2">
          {dirty ? 'Not saved yet' : ''}
        </p>
      </div>
    </Form>
  )
}
