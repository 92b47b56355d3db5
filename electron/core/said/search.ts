import type { SaidHit } from '@shared/contract/views.ts'
import { fold } from '@shared/rules/fold.ts'
import { snippetOf } from '@shared/rules/snippet.ts'
import { callById } from '../conversations/calls.ts'
import { conversationOfContact } from '../conversations/contacts.ts'
import { pastContact, type PastContact } from '../conversations/past.ts'
import { textById } from '../conversations/texts.ts'
import { callNamed } from '../conversations/told.ts'
import { conversationName } from '../conversations/views.ts'
import { eventAt } from '../journal/journal.ts'
import type { ReadableDB } from '../journal/database.ts'
import { statements } from '../journal/statements.ts'
import { patientById, visitById } from '../people/queries.ts'
import { shortNameOf } from '../people/rows.ts'
import { isTelling, wordsIn } from './index.ts'

const sql = statements({
  said: 'SELECT rowid AS seq FROM said_words WHERE said_words MATCH ? AND rowid < ? ORDER BY rowid DESC LIMIT ?',
  visit: 'SELECT rowid AS seq FROM visit_words WHERE visit_words MATCH ? AND rowid < ? ORDER BY rowid DESC LIMIT ?',
  unread: `SELECT 1 FROM meta WHERE name = 'said.unread'`,
})

/** A beginning of a word shorter than this is in almost every sentence. */
const SHORTEST = 3
/** How many pieces of the index are looked through for those that still hold. */
const TRIES = 4

/**
 * Texts, notes, voicemails and visit notes in which all these words stand, the last one as far as it is typed; without diacritics. The newest
 * first. What was taken back, changed since or has gone is not found. `now` in ms UTC, for who it was.
 * @returns at most `limit` hits, and whether an older file is still being read, so that there may be more
 */
export function searchSaid(db: ReadableDB, typed: string, limit: number, now: number): { hits: SaidHit[]; reading: boolean } {
  const words = wordsOf(typed)
  const reading = sql(db).unread.get() !== undefined
  const match = matchOf(words)
  if (match === null) return { hits: [], reading }
  const hits = [...newest(db, 'said', match, words, limit, now), ...newest(db, 'visit', match, words, limit, now)]
  return { hits: hits.toSorted((a, b) => b.at - a.at).slice(0, limit), reading }
}

/** Cut at marks too, such as Hebrew points: so the index cuts them. */
function wordsOf(typed: string): string[] {
  return fold(typed).split(/[\s\p{M}]+/u).filter(Boolean)
}

function matchOf(words: readonly string[]): string | null {
  // Somebody who is at the first letters of the next word has not said anything with it yet.
  const said = (words.at(-1)?.length ?? 0) < SHORTEST ? words.slice(0, -1) : words
  if (!said.some((word) => word.length >= SHORTEST)) return null
  return said.map((word, at) => `"${word}"${at === words.length - 1 ? '*' : ''}`).join(' AND ')
}

function newest(db: ReadableDB, where: 'said' | 'visit', match: string, words: readonly string[], limit: number, now: number): SaidHit[] {
  const hits: SaidHit[] = []
  let below = Number.MAX_SAFE_INTEGER
  for (let tries = 0; tries < TRIES && hits.length < limit; tries += 1) {
    const seqs = matching(db, where, match, below, limit)
    for (const seq of seqs) {
      const hit = hitAt(db, seq, words, now)
      if (hit) hits.push(hit)
    }
    if (seqs.length < limit) break
    below = seqs.at(-1) ?? 0
  }
  return hits.slice(0, limit)
}

/** The index cuts words at signs that are newer than its own tables of letters; a word so cut is a phrase to it, which it cannot look for. */
function matching(db: ReadableDB, where: 'said' | 'visit', match: string, below: number, limit: number): number[] {
  try {
    return (sql(db)[where].all(match, below, limit) as { seq: number }[]).map((row) => row.seq)
  } catch (error) {
    if (error instanceof Error && error.message.startsWith('fts5: phrase')) return []
    throw error
  }
}

/**
 * Texts, notes and voicemails with all these words, by the order of the journal: the next `limit` before `below`, the newest first; fewer only where
 * there are no more. What was taken back has no contact any more.
 */
export function saidBefore(db: ReadableDB, typed: string, below: number, limit: number): { seq: number; contact: PastContact | null }[] {
  const match = matchOf(wordsOf(typed))
  return match === null ? [] : matching(db, 'said', match, below, limit).map((seq) => ({ seq, contact: contactAt(db, seq) }))
}

function contactAt(db: ReadableDB, seq: number): PastContact | null {
  const event = eventAt(db, seq)
  if (!event || !isTelling(event) || event.kind === 'visit.recorded' || conversationWith(db, event) === null) return null
  return pastContact(db, contactOf(db, event))
}

function contactOf(db: ReadableDB, event: Passed): string {
  return event.kind === 'conversation.noted' ? event.body.contactId : event.kind === 'call.voicemail' ? callNamed(db, event.body.callId) : event.body.textId
}

function hitAt(db: ReadableDB, seq: number, words: readonly string[], now: number): SaidHit | null {
  const event = eventAt(db, seq)
  if (!event || !isTelling(event)) return null
  const base = { id: event.id, snippet: snippetOf(wordsIn(event), words) }
  if (event.kind === 'visit.recorded') {
    const visit = visitById(db, event.body.visitId)
    const patient = visit && visit.note === event.body.note ? patientById(db, visit.patientId) : null
    return visit && patient ? { ...base, at: visit.at, type: 'visit', conversationId: null, contactId: null, patientId: patient.id, name: shortNameOf(patient) } : null
  }
  const conversationId = conversationWith(db, event)
  const name = conversationId === null ? null : conversationName(db, conversationId, now)
  if (conversationId === null || name === null) return null
  const type = event.kind === 'call.voicemail' ? 'voicemail' : event.kind === 'conversation.noted' ? 'note' : event.kind === 'text.queued' ? 'sent' : 'received'
  return { ...base, at: event.at, type, conversationId, contactId: contactOf(db, event), patientId: null, name }
}

type Passed = Exclude<Parameters<typeof wordsIn>[0], { kind: 'visit.recorded' }>

/** The conversation it is in now; null when it was taken back. */
function conversationWith(db: ReadableDB, event: Passed): string | null {
  if (event.kind === 'conversation.noted') return conversationOfContact(db, event.body.contactId)
  if (event.kind === 'call.voicemail') return callById(db, callNamed(db, event.body.callId))?.conversation_id ?? null
  const text = textById(db, event.body.textId)
  return text === null || text.state === 'cancelled' ? null : text.conversation_id
}
