import { useState } from 'react'
import type { LineKindView, LineView } from '@shared/contract/views.ts'
import { useEdit } from '@renderer/store/edits.ts'
import { actions, client, usePractice } from '@renderer/store/index.ts'
import { formOf, toSettings } from '../rules/line-form.ts'
import { forgetTest, keepToken, putTokenAway, useLineWork } from '../store/line-work.ts'
import { lineEdits } from '../store/section.ts'

type Saved = { name: string; enabled: boolean; settings: Record<string, string | number | boolean> }

/** A saved line as a form, and its switch. A refusal of the core stands at the form, in the core's words. */
export function useLine(line: LineView, kind: LineKindView) {
  const key = `${usePractice((practice) => practice.which)}/${line.id}`
  const saved = formOf(line, kind)
  const { value, dirty, change, reset } = useEdit(lineEdits, key, saved)
  const [refusal, setRefusal] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)

  const send = async (argument: Saved): Promise<boolean> => {
    setBusy(true)
    const reply = await client.call('lines.save', { lineId: line.id, kind: line.kind, ...argument })
    setBusy(false)
    setRefusal(reply.ok ? null : reply.error.message)
    if (reply.ok) forgetTest(line.id)
    return reply.ok
  }

  return {
    value,
    dirty,
    refusal,
    busy,
    rename: (name: string): void => change({ name }),
    // Read anew: two changes may come between two renderings.
    changeField: (name: string, to: string | boolean | null): void => change({ fields: { ...(lineEdits.get(key) ?? saved).fields, [name]: to } }),
    save: (): void => {
      if (!dirty || busy || value.name.trim() === '') return
      void send({ name: value.name.trim(), enabled: line.enabled, settings: toSettings(kind, value) }).then((done) => {
        if (!done) return
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
  const token = useLineWork(({ tokens }) => tokens[line.id] ?? null)
  const [asking, setAsking] = useState(false)
  const exists = line.settings['tokenHash'] === true
  const make = (): void => {
    setAsking(false)
    void actions.ask('lines.newToken', { lineId: line.id }).then((made) => {
      if (!made) return
      forgetTest(line.id)
      keepToken(line.id, made.token)
    })
  }
  return {
    token,
    exists,
    /** True while it is to be confirmed that the old token stops working. */
    asking,
    wanted: () => (exists ? setAsking(true) : make()),
    confirmed: make,
    cancelled: () => setAsking(false),
    putAway: () => putTokenAway(line.id),
  }
}
