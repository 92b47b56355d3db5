import { useState } from 'react'
import type { LineKindView } from '@shared/contract/views.ts'
import { actions, client, store, usePractice } from '@renderer/store/index.ts'
import { newForm, toSettings, type LineForm } from '../rules/line-form.ts'
import { keepToken, setAdded, testLine } from '../store/line-work.ts'
import { newLineEdits } from '../store/section.ts'

/** A line that is being added. It is saved and switched on in one go, once it is filled in; until then it is kept in this window. */
export function useNewLine() {
  const which = usePractice((practice) => practice.which)
  const kinds = usePractice((practice) => practice.lineKinds)
  const key = `${which}/new`
  const draft = newLineEdits.useAll()[key]
  const kind = draft && kinds.find((it) => it.kind === draft.kind)
  const [refusal, setRefusal] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)

  const put = (change: (form: LineForm) => LineForm): void => {
    const now = newLineEdits.get(key)
    if (now) newLineEdits.put(key, { ...now, form: change(now.form) })
  }

  async function connect(): Promise<void> {
    if (!draft || !kind || busy || draft.form.name.trim() === '') return
    setBusy(true)
    const reply = await client.call('lines.save', { lineId: null, kind: kind.kind, name: draft.form.name.trim(), enabled: true, settings: toSettings(kind, draft.form) })
    if (!reply.ok) {
      setBusy(false)
      return setRefusal(reply.error.message)
    }
    const { lineId } = reply.value
    // It lets nothing in without one; a new user should not have to find that out.
    if (kind.hook) {
      const made = await actions.ask('lines.newToken', { lineId })
      if (made) keepToken(lineId, made.token)
    }
    setBusy(false)
    setRefusal(null)
    setAdded(lineId)
    newLineEdits.drop(key)
    void testLine(lineId)
  }

  return {
    kinds,
    kind,
    form: draft?.form,
    refusal,
    busy,
    begin: ({ kind: name }: LineKindView): void => {
      const chosen = kinds.find((it) => it.kind === name)
      if (chosen) newLineEdits.put(key, { kind: name, form: newForm(chosen, Object.values(store.getState().practice?.lines ?? {}), kinds) })
    },
    rename: (name: string): void => put((form) => ({ ...form, name })),
    changeField: (name: string, to: string | boolean | null): void => put((form) => ({ ...form, fields: { ...form.fields, [name]: to } })),
    connect: (): void => void connect(),
    discard: (): void => {
      setRefusal(null)
      newLineEdits.drop(key)
      if (draft) actions.toast('The new line was discarded', 'plain', () => newLineEdits.put(key, draft))
    },
  }
}
