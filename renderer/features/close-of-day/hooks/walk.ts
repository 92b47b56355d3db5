import { useEffect, useMemo, useRef, useState } from 'react'
import type { ConversationView, FollowUpView } from '@shared/contract/views.ts'
import { tomorrowOpening, type OpeningHours } from '@shared/rules/hours.ts'
import { dayKey } from '@shared/rules/local-time.ts'
import { stopKey, type Stop } from '@shared/rules/walk.ts'
import { MINUTE } from '@shared/time.ts'
import { practiceNow, useNow } from '@renderer/store/clock.ts'
import { actions, client, store, usePractice, useUi } from '@renderer/store/index.ts'
import { nameOf, useStops } from '@renderer/store/selectors.ts'
import { isUnderWay, setUi, type WalkState } from '@renderer/store/state.ts'
import { momentWithin as moment } from '@renderer/ui/format.ts'
import { finishFollowUp, moveFollowUp, planFollowUp } from '../../follow-ups/work.ts'
import { outcomesOf, type Outcome } from '../outcomes.ts'
import { dueInWords, howSettled } from '../why.ts'

export type Walk = {
  /** Everyone still to be dealt with at this window: who is shown first, whoever was left for later last. */
  left: readonly Stop[]
  current: Stop | null
  /** Whose another window is dealing with, or a colleague was given. */
  elsewhere: readonly Stop[]
  /** Who waits and was put off until later today: they come back before the day is over. */
  laterToday: readonly ConversationView[]
  /** Somebody shown before, who is looked at again. */
  lookedAt: ConversationView | null
  /** How they were dealt with: what waited, and what was due for them. Empty while nobody is looked at. */
  lookedAtHow: string
  /** How many people this walk began with or met on the way. */
  met: number
  outcomes: Record<Outcome, number>
  later: () => Promise<void>
  tomorrow: () => Promise<void>
  settle: (reason: string) => Promise<void>
  /** Deals with somebody now who was put off until later today. */
  now: (conversation: ConversationView) => Promise<void>
  /** To whoever was shown before; nothing where there is nobody. */
  back: () => void
  goOn: () => void
  /** Takes back what was done for whoever is looked at, and deals with them again. */
  takeBack: () => Promise<void>
}

const newWalk = (): WalkState => ({ startedAt: practiceNow(), skipped: [], met: [], metDue: [], seen: [] })
const NONE: readonly string[] = []
const NONE_DUE: readonly FollowUpView[] = []

/** The walk through everyone waiting, one person at a time, the most urgent first. Whoever is dealt with leaves by themselves. */
export function useWalk(): Walk {
  const now = useNow(MINUTE / 2)
  const conversations = usePractice((practice) => practice.conversations)
  const followUps = usePractice((practice) => practice.followUps)
  const timeZone = usePractice((practice) => practice.practice.timeZone)
  const me = usePractice((practice) => practice.me)
  const staff = usePractice((practice) => practice.staff)
  const walking = usePractice((practice) => practice.walking)
  const here = usePractice((practice) => practice.window)
  const kept = useUi((ui) => ui.walk)
  const walk = kept !== null && isUnderWay(kept, now) ? kept : null
  // Over midnight it is still that evening's.
  const today = dayKey(walk?.startedAt ?? now, timeZone)
  const { stops, laterToday } = useStops(today)
  const [looked, setLooked] = useState<string | null>(null)
  const skipped = walk?.skipped ?? NONE

  const { mine, elsewhere } = useMemo(() => {
    const inOtherWindows = new Set(walking.flatMap(({ window, key }) => (window === here ? [] : [key])))
    const isElsewhere = ({ key, conversations: [first] }: Stop): boolean => {
      const owner = first?.assignedTo ?? null
      return inOtherWindows.has(key) || (owner !== null && owner !== me && staff[owner]?.removed === false)
    }
    const free = stops.filter((stop) => !isElsewhere(stop))
    return { mine: [...free.filter(({ key }) => !skipped.includes(key)), ...skipped.flatMap((key) => free.find((stop) => stop.key === key) ?? [])], elsewhere: stops.filter(isElsewhere) }
  }, [stops, walking, here, me, staff, skipped])
  const taken = walking.find(({ window }) => window === here)?.key ?? null
  // Whoever was begun with stays, also when somebody more urgent comes.
  const current = mine.find(({ key }) => key === taken) ?? null
  const left = current ? [current, ...mine.filter((stop) => stop !== current)] : mine

  useTaking(current, mine)
  useKeptWalk(current, mine)
  const met = walk?.met ?? NONE
  const metDue = walk?.metDue ?? NONE_DUE
  const outcomes = useMemo(() => outcomesOf({ met: met.flatMap((id) => conversations[id] ?? []), metDue, followUps }, { me, now, today }), [met, metDue, conversations, followUps, me, now, today])
  const people = new Set([...met.flatMap((id) => (conversations[id] ? [stopKey(conversations[id])] : [])), ...metDue.map(({ patientId }) => patientId)])

  const busy = useRef(false)
  /** One thing at a time: a second key that was on its way must not hit the same person, nor the next. */
  const alone = async (work: () => Promise<unknown>): Promise<void> => {
    if (busy.current) return
    busy.current = true
    await work().finally(() => (busy.current = false))
  }

  const seen = walk?.seen.filter((id) => current === null || !numbersOf(current).includes(id)) ?? NONE
  const lookedAt = looked === null ? null : (conversations[looked] ?? null)
  const dueFor = (conversation: ConversationView): readonly FollowUpView[] => metDue.filter(({ number, patientId }) => number === conversation.id || patientId === stopKey(conversation))
  return {
    left,
    current,
    elsewhere,
    laterToday,
    lookedAt,
    lookedAtHow: lookedAt ? [met.includes(lookedAt.id) && howSettled(lookedAt, now, timeZone), dueInWords(dueFor(lookedAt), followUps, today)].filter(Boolean).join(' · ') : '',
    met: people.size,
    outcomes,
    later: () => alone(async () => {
      if (!current) return
      const rest = mine.filter((stop) => stop !== current)
      setUi(store, (ui) => ({ walk: { ...(ui.walk && isUnderWay(ui.walk, practiceNow()) ? ui.walk : newWalk()), skipped: [...skipped.filter((key) => key !== current.key), current.key] } }))
      await take([...rest.map(({ key }) => key), current.key])
    }),
    tomorrow: () => alone(async () => {
      const practice = store.getState().practice?.practice
      if (!current || !practice) return
      const until = tomorrowOpening(practiceNow(), practice.hours as OpeningHours, practice.timeZone, practice.holidays.map(({ date }) => date))
      const { conversations: waiting, followUps: due } = current
      for (const conversation of waiting) await actions.snooze(conversation.id, until, `${moment(until, practiceNow(), practice.timeZone)}: ${nameOf(conversation)}`)
      if (waiting.length === 0) for (const followUp of due) await moveFollowUp(followUp, dayKey(until, practice.timeZone))
    }),
    settle: (reason) => alone(async () => {
      if (!current) return
      const { conversations: waiting, followUps: due } = current
      for (const conversation of waiting) await actions.resolve(conversation.id, reason)
      if (waiting.length === 0) for (const followUp of due) await finishFollowUp(followUp, reason)
    }),
    now: (conversation) => alone(async () => {
      if (await actions.ask('conversations.unsnooze', { conversationId: conversation.id })) await take([stopKey(conversation), ...mine.map(({ key }) => key)])
    }),
    back() {
      const before = looked === null ? seen.at(-1) : seen[seen.indexOf(looked) - 1]
      if (before !== undefined) setLooked(before)
    },
    goOn: () => setLooked(null),
    takeBack: () => alone(async () => {
      if (!lookedAt) return
      const { id, snoozedUntil, closedBy, assignedTo } = lookedAt
      const due = dueFor(lookedAt)
      if (snoozedUntil !== null && snoozedUntil > practiceNow()) await actions.ask('conversations.unsnooze', { conversationId: id })
      else if (closedBy && met.includes(id)) await actions.reopen(id, closedBy.contactId)
      for (const followUp of due) {
        if (!followUps[followUp.id]) await actions.ask('followUps.reopen', { followUpId: followUp.id, patientId: followUp.patientId })
        else if (followUps[followUp.id]?.due !== followUp.due) await planFollowUp(followUp)
      }
      if (assignedTo !== null && assignedTo !== me) await actions.ask('conversations.assign', { conversationId: id, staffId: null })
      await take([due[0]?.patientId ?? stopKey(lookedAt), ...mine.map(({ key }) => key)])
      setLooked(null)
    }),
  }
}

/** The numbers that a stop is about: those that wait, or else where the person with something due is reached. */
export function numbersOf({ conversations, followUps }: Stop): string[] {
  return conversations.length > 0 ? conversations.map(({ id }) => id) : [...new Set(followUps.flatMap(({ number }) => number ?? []))].slice(0, 1)
}

/** Holds one person at a time for this window, so that no two windows deal with the same one. */
function useTaking(current: Stop | null, mine: readonly Stop[]): void {
  const keys = mine.map(({ key }) => key).join('\n')
  const has = current !== null
  useEffect(() => {
    if (!has) void take(keys === '' ? [] : keys.split('\n'))
  }, [has, keys])
  useEffect(() => () => void take([]), [])
}

/** Keeps the walk while another screen is looked at: who came up, and who was shown. */
function useKeptWalk(current: Stop | null, mine: readonly Stop[]): void {
  const shown = current === null ? undefined : numbersOf(current)[0]
  useEffect(() => {
    setUi(store, ({ walk }) => {
      const lasting = walk && isUnderWay(walk, practiceNow()) ? walk : null
      const kept = lasting ?? newWalk()
      const met = [...new Set([...kept.met, ...mine.flatMap(({ conversations }) => conversations.map(({ id }) => id))])]
      const metDue = [...kept.metDue, ...mine.flatMap(({ followUps }) => followUps).filter(({ id }) => kept.metDue.every((known) => known.id !== id))]
      const seen = shown === undefined ? kept.seen : [...kept.seen.filter((id) => id !== shown), shown]
      if (lasting === null && met.length === 0 && metDue.length === 0) return {}
      return met.length === kept.met.length && metDue.length === kept.metDue.length && seen.at(-1) === kept.seen.at(-1) ? {} : { walk: { ...kept, met, metDue, seen } }
    })
  }, [shown, mine])
}

/** Resolves when this window has whom it gets, so that the next key meets them and nobody before them. */
async function take(keys: readonly string[]): Promise<void> {
  await client.call('walk.take', { keys: [...keys] })
}
