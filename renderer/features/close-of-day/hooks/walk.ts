import { useEffect, useMemo, useRef, useState } from 'react'
import type { ConversationView } from '@shared/contract/views.ts'
import { tomorrowOpening, type OpeningHours } from '@shared/rules/hours.ts'
import { stopKey, stopsOf, type Stop } from '@shared/rules/walk.ts'
import { MINUTE } from '@shared/time.ts'
import { practiceNow, useNow } from '@renderer/store/clock.ts'
import { actions, client, store, usePractice, useUi } from '@renderer/store/index.ts'
import { nameOf, useWaiting } from '@renderer/store/selectors.ts'
import { setUi, type WalkState } from '@renderer/store/state.ts'
import { momentWithin as moment } from '@renderer/ui/format.ts'
import { outcomesOf, type Outcome } from '../outcomes.ts'

export type Walk = {
  /** Everyone still to be dealt with at this window: who is shown first, whoever was left for later last. */
  left: readonly Stop[]
  current: Stop | null
  /** Whose another window is dealing with, or a colleague was given. */
  elsewhere: readonly Stop[]
  /** Somebody shown before, who is looked at again. */
  lookedAt: ConversationView | null
  /** How many people this walk began with or met on the way. */
  met: number
  outcomes: Record<Outcome, number>
  later: () => void
  tomorrow: () => Promise<void>
  settle: (reason: string) => Promise<void>
  /** To whoever was shown before; nothing where there is nobody. */
  back: () => void
  goOn: () => void
  /** Takes back what was done for whoever is looked at, and deals with them again. */
  takeBack: () => Promise<void>
}

const NEW_WALK: WalkState = { skipped: [], met: [], seen: [] }
const NONE: readonly string[] = []

/** The walk through everyone waiting, one person at a time, the most urgent first. Whoever is dealt with leaves by themselves. */
export function useWalk(): Walk {
  const waiting = useWaiting()
  const now = useNow(MINUTE / 2)
  const conversations = usePractice((practice) => practice.conversations)
  const me = usePractice((practice) => practice.me)
  const staff = usePractice((practice) => practice.staff)
  const walking = usePractice((practice) => practice.walking)
  const here = usePractice((practice) => practice.window)
  const walk = useUi((ui) => ui.walk)
  const [looked, setLooked] = useState<string | null>(null)
  const skipped = walk?.skipped ?? NONE

  const { mine, elsewhere } = useMemo(() => {
    const inOtherWindows = new Set(walking.flatMap(({ window, key }) => (window === here ? [] : [key])))
    const isElsewhere = ({ key, conversations: [{ assignedTo }] }: Stop): boolean => inOtherWindows.has(key) || (assignedTo !== null && assignedTo !== me && staff[assignedTo]?.removed === false)
    const stops = stopsOf(waiting, now)
    const free = stops.filter((stop) => !isElsewhere(stop))
    return { mine: [...free.filter(({ key }) => !skipped.includes(key)), ...skipped.flatMap((key) => free.find((stop) => stop.key === key) ?? [])], elsewhere: stops.filter(isElsewhere) }
  }, [waiting, now, walking, here, me, staff, skipped])
  const taken = walking.find(({ window }) => window === here)?.key ?? null
  // Whoever was begun with stays, also when somebody more urgent comes.
  const current = mine.find(({ key }) => key === taken) ?? null
  const left = current ? [current, ...mine.filter((stop) => stop !== current)] : mine

  useTaking(current, mine)
  useKeptWalk(current, mine)
  const met = walk?.met ?? NONE
  const outcomes = useMemo(() => outcomesOf(met.flatMap((id) => conversations[id] ?? []), me, now), [met, conversations, me, now])
  const people = new Set(met.flatMap((id) => (conversations[id] ? [stopKey(conversations[id])] : [])))

  const busy = useRef(false)
  /** One thing at a time: a second key that was on its way must not hit the same person, nor the next. */
  const alone = async (work: () => Promise<unknown>): Promise<void> => {
    if (busy.current) return
    busy.current = true
    await work().finally(() => (busy.current = false))
  }

  const seen = walk?.seen.filter((id) => !current?.conversations.some((conversation) => conversation.id === id)) ?? NONE
  return {
    left,
    current,
    elsewhere,
    lookedAt: looked === null ? null : (conversations[looked] ?? null),
    met: people.size,
    outcomes,
    later() {
      if (!current) return
      const rest = mine.filter((stop) => stop !== current)
      setUi(store, (ui) => ({ walk: { ...(ui.walk ?? NEW_WALK), skipped: [...skipped.filter((key) => key !== current.key), current.key] } }))
      take([...rest.map(({ key }) => key), current.key])
    },
    tomorrow: () => alone(async () => {
      const practice = store.getState().practice?.practice
      if (!current || !practice) return
      const until = tomorrowOpening(practiceNow(), practice.hours as OpeningHours, practice.timeZone, practice.holidays.map(({ date }) => date))
      for (const conversation of current.conversations) await actions.snooze(conversation.id, until, `${moment(until, practiceNow(), practice.timeZone)}: ${nameOf(conversation)}`)
    }),
    settle: (reason) => alone(async () => {
      for (const conversation of current?.conversations ?? []) await actions.resolve(conversation.id, reason)
    }),
    back() {
      const before = looked === null ? seen.at(-1) : seen[seen.indexOf(looked) - 1]
      if (before !== undefined) setLooked(before)
    },
    goOn: () => setLooked(null),
    async takeBack() {
      const conversation = looked === null ? undefined : conversations[looked]
      if (!conversation) return
      const { id, snoozedUntil, closedBy, assignedTo } = conversation
      if (snoozedUntil !== null && snoozedUntil > practiceNow()) await actions.ask('conversations.unsnooze', { conversationId: id })
      else if (closedBy) await actions.reopen(id, closedBy.contactId)
      if (assignedTo !== null && assignedTo !== me) await actions.ask('conversations.assign', { conversationId: id, staffId: null })
      take([stopKey(conversation), ...mine.map(({ key }) => key)])
      setLooked(null)
    },
  }
}

/** Holds one person at a time for this window, so that no two windows deal with the same one. */
function useTaking(current: Stop | null, mine: readonly Stop[]): void {
  const keys = mine.map(({ key }) => key).join('\n')
  const has = current !== null
  useEffect(() => {
    if (!has) take(keys === '' ? [] : keys.split('\n'))
  }, [has, keys])
  useEffect(() => () => take([]), [])
}

/** Keeps the walk while another screen is looked at: who came up, and who was shown. */
function useKeptWalk(current: Stop | null, mine: readonly Stop[]): void {
  const shown = current?.conversations[0].id
  useEffect(() => {
    setUi(store, ({ walk }) => {
      const kept = walk ?? NEW_WALK
      const met = [...new Set([...kept.met, ...mine.flatMap(({ conversations }) => conversations.map(({ id }) => id))])]
      const seen = shown === undefined ? kept.seen : [...kept.seen.filter((id) => id !== shown), shown]
      if (walk === null && met.length === 0) return {}
      return met.length === kept.met.length && seen.at(-1) === kept.seen.at(-1) ? {} : { walk: { ...kept, met, seen } }
    })
  }, [shown, mine])
}

function take(keys: readonly string[]): void {
  void client.call('walk.take', { keys: [...keys] })
}
