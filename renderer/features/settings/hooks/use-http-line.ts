import { useState } from 'react'
import type { LineView } from '@shared/contract/views.ts'
import { useEdit } from '@renderer/store/edits.ts'
import { actions, client, usePractice } from '@renderer/store/index.ts'
import { toHttpForm, toSettings } from '../rules/http-line.ts'
import { lineEdits } from '../store/section.ts'

/** One http line as a form, and its switch. A refusal of the core stands at the form, in the core's words. */
export function useHttpLine(line: LineView) {
  const key = `${usePractice((practice) => practice.which)}/${line.id}`
  const { value, dirty, change, reset } = useEdit(lineEdits, key, toHttpForm(line))
  const [refusal, setRefusal] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)

  const send = async (argument: { name: string; enabled: boolean; settings: Record<string, string | number> }): Promise<boolean> => {
    setBusy(true)
    const reply = await client.call('lines.save', { lineId: line.id, kind: 'http', ...argument })
    setBusy(false)
    setRefusal(reply.ok ? null : reply.error.message)
    return reply.ok
  }

  return {
    value,
    dirty,
    change,
    refusal,
    busy,
    save: (): void => {
      if (!dirty || busy || value.name.trim() === '') return
      void send({ name: value.name.trim(), enabled: line.enabled, settings: toSettings(value) }).then((saved) => {
        if (!saved) return
        lineEdits.drop(key)
        actions.toast('Saved', 'done')
      })
    },
    reset: (): void => {
      setRefusal(null)
      if (!dirty) return
      reset()
      actions.toast('Changes undone', 'plain', () => lineEdits.put(key, value))
    },
    /** Switches with the saved settings; what is typed and not saved stays so. */
    setEnabled: (enabled: boolean): void => void send({ name: line.name, enabled, settings: {} }),
  }
}

/** The access token of a line: made anew on request, known to this window until it is put away. */
export function useAccessToken(line: LineView) {
  const [token, setToken] = useState<string | null>(null)
  const [asking, setAsking] = useState(false)
  const exists = line.settings['tokenHash'] === true
  const make = (): void => {
    setAsking(false)
    void actions.ask('lines.newToken', { lineId: line.id }).then((made) => made && setToken(made.token))
  }
  return {
    token,
    exists,
    /** True while it is to be confirmed that the old token stops working. */
    asking,
    wanted: () => (exists ? setAsking(true) : make()),
    confirmed: make,
    cancelled: () => setAsking(false),
    putAway: () => setToken(null),
  }
}
