import { useStore } from 'zustand'
import { createStore } from 'zustand/vanilla'
import type { Value } from '@shared/contract/index.ts'
import { client } from '@renderer/store/index.ts'

export type TestStep = Value<'lines.test'>['steps'][number]
/** A test of a line: under way while there are no steps and no refusal. */
export type LineTest = { steps: TestStep[] | null; refusal: string | null }

type LineWork = {
  tests: Record<string, LineTest>
  /** Access tokens made in this window, until they are put away: going to another screen must not lose what is shown only once. */
  tokens: Record<string, string>
  /** Texts sent to try a line, by line. */
  texts: Record<string, { textId: string; conversationId: string }>
  /** The line that was just added: its card comes into sight. */
  added: string | null
}

const work = createStore<LineWork>(() => ({ tests: {}, tokens: {}, texts: {}, added: null }))

export function useLineWork<T>(select: (state: LineWork) => T): T {
  return useStore(work, select)
}

/** Tries a line as it is saved; what comes of it stands in `tests`. */
export async function testLine(lineId: string): Promise<void> {
  const { tests } = work.getState()
  const before = tests[lineId]
  if (before && before.steps === null && before.refusal === null) return
  setTest(lineId, { steps: null, refusal: null })
  const reply = await client.call('lines.test', { lineId })
  setTest(lineId, reply.ok ? { steps: reply.value.steps, refusal: null } : { steps: null, refusal: reply.error.message })
}

function setTest(lineId: string, test: LineTest): void {
  work.setState(({ tests }) => ({ tests: { ...tests, [lineId]: test } }))
}

/** What was found out of a line's settings before they changed says nothing of them now. */
export function forgetTest(lineId: string): void {
  work.setState(({ tests }) => ({ tests: without(tests, lineId) }))
}

export function keepToken(lineId: string, token: string): void {
  work.setState(({ tokens }) => ({ tokens: { ...tokens, [lineId]: token } }))
}

export function putTokenAway(lineId: string): void {
  work.setState(({ tokens }) => ({ tokens: without(tokens, lineId) }))
}

export function keepTestText(lineId: string, text: { textId: string; conversationId: string }): void {
  work.setState(({ texts }) => ({ texts: { ...texts, [lineId]: text } }))
}

export function setAdded(lineId: string | null): void {
  work.setState({ added: lineId })
}

function without<T>(items: Record<string, T>, id: string): Record<string, T> {
  return Object.fromEntries(Object.entries(items).filter(([key]) => key !== id))
}
