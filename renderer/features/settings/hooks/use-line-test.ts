import { useEffect, useState } from 'react'
import type { ContactView, LineView } from '@shared/contract/views.ts'
import { actions, client, store, usePractice } from '@renderer/store/index.ts'
import { setUi } from '@renderer/store/state.ts'
import { keepTestText, testLine, useLineWork } from '../store/line-work.ts'

/** The test of a line: what works step by step. */
export function useLineTest(line: LineView) {
  const test = useLineWork(({ tests }) => tests[line.id])
  return { test, running: test !== undefined && test.steps === null && test.refusal === null, start: () => void testLine(line.id) }
}

/** A text to try a line with, and what becomes of it. */
export function useTestText(line: LineView) {
  const [number, setNumber] = useState('')
  const [refusal, setRefusal] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const sent = useLineWork(({ texts }) => texts[line.id])
  const thread = usePractice((practice) => (sent ? practice.threads[sent.conversationId] : undefined))
  const conversationId = sent?.conversationId
  // What becomes of it comes with the changes of its conversation, which are taken in only where it is held.
  const missing = conversationId !== undefined && thread === undefined
  useEffect(() => {
    if (missing) void actions.loadThread(conversationId)
  }, [missing, conversationId])
  const contact: ContactView | undefined = sent && thread?.contacts[sent.textId]

  async function send(): Promise<void> {
    if (busy || number.trim() === '') return
    setBusy(true)
    const reply = await client.call('lines.sendTest', { lineId: line.id, number: number.trim() })
    setBusy(false)
    setRefusal(reply.ok ? null : reply.error.message)
    if (!reply.ok) return
    const { textId } = reply.value
    keepTestText(line.id, reply.value)
    actions.toast('Sending the test text', 'plain', () => takeBack(textId), textId)
  }

  return {
    number,
    setNumber,
    refusal,
    busy,
    send: () => void send(),
    text: contact?.type === 'text' ? contact : null,
    takeBack: () => sent && takeBack(sent.textId),
  }
}

function takeBack(textId: string): void {
  setUi(store, (ui) => ({ toasts: ui.toasts.filter(({ about }) => about !== textId) }))
  void actions.ask('replies.undo', { textId })
}
