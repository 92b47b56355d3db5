import { useState } from 'react'
import type { Value } from '@shared/contract/index.ts'
import type { RecordsSourceView } from '@shared/contract/views.ts'
import { useEdit } from '@renderer/store/edits.ts'
import { actions, client, usePractice } from '@renderer/store/index.ts'
import { portProblem, toRecordsForm } from '../rules/records-form.ts'
import { recordsEdits } from '../store/section.ts'

type Steps = Value<'records.test'>['steps']

/** How the practice software is followed: its switch, where it is listened for, and its test. What the core refuses stands here in its words. */
export function useRecords(source: RecordsSourceView) {
  const key = `${usePractice((practice) => practice.which)}/${source.id}`
  const { value, dirty, change, reset } = useEdit(recordsEdits, key, toRecordsForm(source))
  const [refusal, setRefusal] = useState<string | null>(null)
  const [tried, setTried] = useState(false)
  const [busy, setBusy] = useState(false)
  const [steps, setSteps] = useState<Steps | null>(null)
  const problem = portProblem(value.port)

  const send = async (settings: { enabled: boolean; port: number; address: string }): Promise<boolean> => {
    setBusy(true)
    setSteps(null)
    const reply = await client.call('records.save', { source: source.id, ...settings })
    setBusy(false)
    setRefusal(reply.ok ? null : reply.error.message)
    return reply.ok
  }

  return {
    value,
    dirty,
    change,
    busy,
    refusal,
    problem: tried && dirty ? problem : null,
    steps,
    save: (): void => {
      setTried(true)
      if (!dirty || busy || problem !== null) return
      void send({ enabled: source.enabled, port: Number(value.port), address: value.address }).then((done) => {
        if (!done) return
        reset()
        setTried(false)
        actions.toast('Saved', 'done')
      })
    },
    reset: (): void => {
      setRefusal(null)
      setTried(false)
      if (!dirty) return
      reset()
      actions.toast('Changes undone', 'plain', () => recordsEdits.put(key, value))
    },
    /** Switches with the saved settings; what is typed and not saved stays so. */
    setEnabled: (enabled: boolean): void => void send({ enabled, port: source.port, address: source.address }),
    test: (): void => {
      if (busy) return
      setBusy(true)
      void client.call('records.test', { source: source.id }).then((reply) => {
        setBusy(false)
        setSteps(reply.ok ? reply.value.steps : [{ ok: false, says: reply.error.message }])
      })
    },
  }
}
