import clsx from 'clsx'
import type { ReactNode } from 'react'
import { BellOff, Check, Clock3, Phone, PhoneForwarded, PhoneMissed, UserRound, Voicemail } from 'lucide-react'
import type { ContactView } from '@shared/contract/views.ts'
import { SECOND } from '@shared/time.ts'
import { useNow } from '@renderer/store/clock.ts'
import { actions, usePractice } from '@renderer/store/index.ts'
import { Button } from '@renderer/ui/button.tsx'
import { clockTime, dayName, moment, momentWithin, runningTime } from '@renderer/ui/format.ts'
import { notSentWords } from '@renderer/ui/not-sent-words.ts'
import { talkedFor } from '../summary.ts'
import type { CallContact, Row } from '../thread-rows.ts'
import { Small } from './small.tsx'
import { TextMessage } from './text-message.tsx'

type Time = { now: number; timeZone: string }

export function ThreadRow({ row, now, timeZone, waitingSince }: { row: Row; waitingSince: number | null } & Time) {
  switch (row.kind) {
    case 'day':
      return <h3 className="pt-2 text-center text-[11.5px] font-semibold tracking-wider text-ink-3 uppercase">{dayName(row.at, now, timeZone)}</h3>
    case 'visit':
      return (
        <Line>
          Visit{row.visit.clinician && ` with ${row.visit.clinician}`}
          {row.visit.reason && ` · ${row.visit.reason}`}
        </Line>
      )
    case 'calls':
      return (
        <Line>
          {/* Each call has its dot before it, which is cut off where a line begins. */}
          <span className="block overflow-x-clip">
            <span className="-ml-3.5 flex flex-wrap">
              {row.calls.map((call) => (
                <span key={call.id} className="flex min-w-0 before:w-3.5 before:shrink-0 before:text-center before:content-['·']">
                  <span className="min-w-0">
                    <CallLine call={call} timeZone={timeZone} />
                    {call.alsoOn.length > 0 && <span className="text-ink-3"> · also on {call.alsoOn.join(', ')}</span>}
                  </span>
                </span>
              ))}
            </span>
          </span>
        </Line>
      )
    case 'contact':
      return <Contact contact={row.contact} now={now} timeZone={timeZone} waitingSince={waitingSince} />
  }
}

function Contact({ contact, now, timeZone, waitingSince }: { contact: Exclude<ContactView, CallContact>; waitingSince: number | null } & Time) {
  switch (contact.type) {
    case 'text':
      return <TextMessage text={contact} now={now} timeZone={timeZone} waitingSince={waitingSince} />
    case 'note':
      return (
        <article className="rounded-[10px] bg-note px-3.5 py-2.5 text-[13.5px] text-note-ink">
          <p dir="auto" className="break-words whitespace-pre-wrap">
            <strong className="font-semibold">
              {contact.by}
              {contact.to ? ` → ${contact.to}` : ''}:
            </strong>{' '}
            {contact.body}
          </p>
          <Small>
            {moment(contact.at, now, timeZone)} · {contact.handoff ? 'handoff' : 'note, only the desk reads it'}
          </Small>
          {contact.mentions.length > 0 && <AsksMe note={contact} />}
        </article>
      )
    case 'resolved':
      return (
        <Line icon={<Check size={13} className="text-done-ink" />} struck={contact.closerUndone}>
          {contact.by} resolved it: {contact.reason} · {clockTime(contact.at, timeZone)}
          {contact.closerUndone && ' · undone'}
        </Line>
      )
    case 'snoozed':
      return (
        <Line icon={<Clock3 size={13} />}>
          {contact.by} put it off until {contact.until === null ? 'they answer' : momentWithin(contact.until, now, timeZone)}
        </Line>
      )
    case 'assigned':
      return (
        <Line icon={<UserRound size={13} />}>
          {contact.to === null ? `${contact.by} left it to whoever is at the desk` : contact.to === contact.by ? `${contact.by} took it` : `${contact.by} gave it to ${contact.to}`} · {clockTime(contact.at, timeZone)}
        </Line>
      )
    case 'promised':
      return (
        <Line icon={<PhoneForwarded size={13} />} struck={contact.released}>
          {contact.by} promised a call by {momentWithin(contact.dueAt, now, timeZone)}
          {contact.released && ' · taken back'}
        </Line>
      )
    case 'consent':
      return (
        <Line icon={<BellOff size={13} className={contact.optedOut ? 'text-miss-ink' : ''} />}>
          <strong className={clsx('font-semibold', contact.optedOut && 'text-miss-ink')}>{contact.optedOut ? 'No more texts to this number' : 'Texts allowed again'}</strong> · {contact.how} · {contact.by} ·{' '}
          {clockTime(contact.at, timeZone)}
        </Line>
      )
  }
}

/** Whoever a note names says here that they have seen to it; whatever they do in the conversation says it too. */
function AsksMe({ note }: { note: Extract<ContactView, { type: 'note' }> }) {
  const asked = usePractice(({ me, conversations }) => me !== null && note.mentions.includes(me) && (conversations[note.conversationId]?.mentioned.includes(me) ?? false))
  if (!asked) return null
  return (
    <Button small className="mt-1.5" onClick={() => void actions.ask('conversations.noteSeen', { conversationId: note.conversationId })}>
      I have seen to it
    </Button>
  )
}

function CallLine({ call, timeZone }: { call: CallContact; timeZone: string }) {
  const time = clockTime(call.at, timeZone)
  const rang = call.ringSeconds !== null && call.ringSeconds > 0 ? ` · rang ${call.ringSeconds} s` : ''
  const icon = 'mr-1 inline-block align-[-2px]'
  if (call.state === 'ringing') return <RingingLine call={call} />
  if (call.state === 'missed' && call.direction === 'in') {
    return (
      <>
        <PhoneMissed size={13} className={clsx(icon, 'text-miss-ink')} />
        <strong className="font-semibold text-miss-ink">Missed call</strong> {time}
        {rang}
        <TextBack call={call} />
      </>
    )
  }
  if (call.state === 'missed') {
    return (
      <>
        <Phone size={13} className={icon} />
        {call.answeredBy ?? 'We'} called {time} · no answer
      </>
    )
  }
  if (call.state === 'voicemail') {
    return (
      <span className="block text-left">
        <Voicemail size={13} className={clsx(icon, 'text-wait-ink')} />
        <strong className="font-semibold text-wait-ink">Voicemail</strong> {time}
        {typeof call.voicemail?.seconds === 'number' && ` · ${runningTime(call.voicemail.seconds * SECOND)}`}
        <TextBack call={call} />
        {call.voicemail?.transcript && <q className="mt-0.5 block text-ink">{call.voicemail.transcript}</q>}
      </span>
    )
  }
  const talked = talkedFor(call)
  const who = call.answeredBy ? ` · ${call.answeredBy}` : ''
  return (
    <>
      <Phone size={13} className={clsx(icon, 'text-done-ink')} />
      {call.direction === 'out' ? 'We called' : 'Call'} {time}
      {call.state === 'connected' ? ' · talking now' : talked !== null && ` · ${talked}`}
      {who}
      {call.closerUndone && ' · reopened'}
      {call.checked.length > 0 && (
        <span className="mt-0.5 block text-left text-done-ink" title={checkedBy(call)}>
          <Check size={12} className={icon} aria-label="Made sure of" />
          {call.checked.map(({ line }) => line).join(' · ')}
        </span>
      )}
    </>
  )
}

/** Whether a caller whom nobody reached was texted by itself, and why not. */
function TextBack({ call: { textBack } }: { call: CallContact }) {
  if (textBack === null) return null
  return <span className="text-ink-3">{textBack.sent ? ' · texted back' : ` · not texted: ${notSentWords(textBack.why ?? 'pending')}`}</span>
}

/** "Ticked by Ana Lopez" */
function checkedBy({ checked }: CallContact): string {
  return `Ticked by ${[...new Set(checked.map(({ by }) => by))].join(', ')}`
}

function RingingLine({ call }: { call: CallContact }) {
  const now = useNow(SECOND)
  return (
    <>
      <Phone size={13} className="mr-1 inline-block align-[-2px] text-brand-ink" />
      <strong className="font-semibold text-brand-ink">{call.direction === 'in' ? 'Ringing' : 'Calling'}</strong> <span className="tabular-nums">{runningTime(now - call.at)}</span>
    </>
  )
}

function Line({ icon, struck = false, children }: { icon?: ReactNode; struck?: boolean; children: ReactNode }) {
  return (
    <p className={clsx('flex max-w-[90%] items-center gap-1.5 self-center rounded-2xl bg-sunk px-3 py-1 text-[12.5px] text-ink-2', struck && 'opacity-60')}>
      {icon}
      <span>{children}</span>
    </p>
  )
}
