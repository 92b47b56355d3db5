import { useMemo, useState } from 'react'
import type { ConversationView } from '@shared/contract/views.ts'
import { tomorrowOpening, type OpeningHours } from '@shared/rules/hours.ts'
import { practiceNow } from '@renderer/store/clock.ts'
import { actions, store, usePractice } from '@renderer/store/index.ts'
import { nameOf, onUsSince, useWaiting } from '@renderer/store/selectors.ts'
import { moment } from '@renderer/ui/format.ts'

/** How each person of this walk was dealt with; counted for the end screen. */
export type Outcome = 'called' | 'texted' | 'tomorrow' | 'nothing' | 'otherwise'

export type Walk = {
  /** Everyone still to be dealt with, whoever was skipped at the end. */
  left: ConversationView[]
  current: ConversationView | null
  /** How many this walk began with or met on the way. */
  met: number
  outcomes: Record<Outcome, number>
  skip: () => void
  tomorrow: () => Promise<void>
  nothingNeeded: (reason: string) => Promise<void>
}

/** The walk through everyone waiting, one at a time, the longest wait first. Whoever is dealt with leaves by themselves. */
export function useWalk(): Walk {
  const waiting = useWaiting()
  const conversations = usePractice((practice) => practice.conversations)
  const [skipped, setSkipped] = useState<string[]>([])
  const [met, setMet] = useState<ReadonlySet<string>>(new Set())
  const left = useMemo(
    () => [...waiting.filter(({ id }) => !skipped.includes(id)), ...skipped.flatMap((id) => waiting.find((conversation) => conversation.id === id) ?? [])],
    [waiting, skipped],
  )
  // Derived while rendering: everyone who was waiting at some moment of this walk.
  const unmet = waiting.filter(({ id }) => !met.has(id))
  if (unmet.length > 0) setMet(new Set([...met, ...unmet.map(({ id }) => id)]))
  const current = left[0] ?? null
  const outcomes = useMemo(() => countOutcomes([...met].flatMap((id) => conversations[id] ?? [])), [met, conversations])

  return {
    left,
    current,
    met: met.size,
    outcomes,
    skip: () => current && setSkipped([...skipped.filter((id) => id !== current.id), current.id]),
    async tomorrow() {
      const practice = store.getState().practice?.practice
      if (!current || !practice) return
      const until = tomorrowOpening(practiceNow(), practice.hours as OpeningHours, practice.timeZone)
      await actions.snooze(current.id, until, `${moment(until, practiceNow(), practice.timeZone)}: ${nameOf(current)}`)
    },
    async nothingNeeded(reason) {
      if (current) await actions.resolve(current.id, reason)
    },
  }
}

function countOutcomes(met: readonly ConversationView[]): Record<Outcome, number> {
  const counts: Record<Outcome, number> = { called: 0, texted: 0, tomorrow: 0, nothing: 0, otherwise: 0 }
  for (const conversation of met) {
    if (onUsSince(conversation, practiceNow()) !== null) continue
    if (conversation.waitingSince !== null) counts.tomorrow += 1
    else if (conversation.closedBy?.type === 'call') counts.called += 1
    else if (conversation.closedBy?.type === 'text') counts.texted += 1
    else if (conversation.closedBy?.type === 'resolved') counts.nothing += 1
    else counts.otherwise += 1
  }
  return counts
}
