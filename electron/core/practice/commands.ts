import { isSupportedCountry } from 'libphonenumber-js/min'
import type { Occasion } from '@shared/contract/views.ts'
import { automaticProblem } from '@shared/rules/automatic.ts'
import { dayKey, lastClosing, openingsFrom } from '@shared/rules/hours.ts'
import { Refusal, type Handlers } from '../handlers.ts'
import { previewAutomatic } from '../replies/automatic-preview.ts'
import { allStaff, namesHiddenAt, practiceOf, staffAtDesk, staffById } from './queries.ts'

/** "Ana Kovač" gives "AK". */
export function initialsOf(name: string): string {
  const words = name.trim().split(/\s+/).filter(Boolean)
  const [first, last] = [words[0], words.length > 1 ? words.at(-1) : undefined]
  return [first, last].map((word) => capital(word ?? '')).join('')
}

/** One letter: upper case may make several of one ("ß", "ΐ"). */
function capital(word: string): string {
  return [...([...word][0] ?? '').toLocaleUpperCase()][0] ?? ''
}

const OCCASIONS: Record<Occasion, string> = { open: 'While open', closed: 'While closed', lunch: 'At lunch', holiday: 'On a holiday', voicemail: 'After a voicemail', afterHours: 'To texts after hours' }

export const practiceHandlers: Handlers<'practice.openings' | 'practice.lastClosing' | 'day.note' | 'day.read' | 'data.export' | 'automatic.preview' | 'practice.change' | 'staff.save' | 'staff.remove' | 'desk.iAm' | 'desk.hide' | 'desk.reveal'> = {
  'practice.change'(core, changes, caller) {
    if (changes.timeZone !== undefined && !Intl.supportedValuesOf('timeZone').includes(changes.timeZone) && changes.timeZone !== 'UTC') {
      throw new Refusal('badArgument', 'That time zone is not known. Choose one from the list.')
    }
    if (changes.country !== undefined && !isSupportedCountry(changes.country)) {
      throw new Refusal('badArgument', 'That country is not known. Choose one from the list.')
    }
    if (changes.checklist && new Set(changes.checklist.map((line) => line.toLowerCase())).size < changes.checklist.length) {
      throw new Refusal('badArgument', 'Two lines of the list say the same. Ticking one would tick both.')
    }
    for (const [occasion, words] of Object.entries(changes.automatic?.words ?? {})) {
      for (const text of Object.values(words)) {
        const problem = automaticProblem(text)
        if (problem) throw new Refusal('badArgument', `${OCCASIONS[occasion as Occasion]}: ${problem}`)
      }
    }
    if (changes.automatic && changes.automatic.texting.from === changes.automatic.texting.to) throw new Refusal('badArgument', 'Automatic texts need a time between which they may leave.')
    core.record([{ kind: 'practice.changed', body: changes, at: core.now(), actor: caller.actor }])
    return {}
  },
  'staff.save'(core, { staffId, name, extension }, caller) {
    const id = staffId ?? core.newId()
    const kept = extension ?? (staffId ? staffById(core.db, staffId)?.extension : undefined) ?? ''
    const holder = kept === '' ? undefined : allStaff(core.db).find((member) => !member.removed && member.id !== id && member.extension === kept)
    if (holder) throw new Refusal('conflict', `Extension ${kept} is ${holder.name}’s already. Two people cannot have the same phone.`)
    core.record([{ kind: 'staff.saved', body: { staffId: id, name, initials: initialsOf(name), extension: kept }, at: core.now(), actor: caller.actor }])
    return { staffId: id }
  },
  'staff.remove'(core, { staffId }, caller) {
    if (!staffById(core.db, staffId)) throw new Refusal('notFound', 'That person is no longer on the list.')
    const by = { at: core.now(), actor: caller.actor }
    const worksHere = staffAtDesk(core.db, core.desk) === staffId
    core.record([{ kind: 'staff.removed', body: { staffId }, ...by }, ...(worksHere ? [{ kind: 'staff.cameToDesk' as const, body: { staffId: null }, ...by }] : [])])
    if (worksHere) core.announce('atDesk', { staffId: null })
    return {}
  },
  'practice.openings'(core) {
    const { hours, holidays, timeZone } = practiceOf(core.db)
    return openingsFrom(core.now(), hours, timeZone, holidays.map(({ date }) => date))
  },
  'practice.lastClosing'(core) {
    const { hours, holidays, timeZone } = practiceOf(core.db)
    return { at: lastClosing(core.now(), hours, timeZone, holidays.map(({ date }) => date)) }
  },
  'day.note'(core, { body }, caller) {
    core.record([{ kind: 'day.noted', body: { day: dayKey(core.now(), practiceOf(core.db).timeZone), body }, at: core.now(), actor: caller.actor }])
    return {}
  },
  'day.read'(core, _nothing, caller) {
    core.record([{ kind: 'day.read', body: {}, at: core.now(), actor: caller.actor }])
    return {}
  },
  'data.export'(core, what, caller) {
    core.record([{ kind: 'data.exported', body: what, at: core.now(), actor: caller.actor }])
    return {}
  },
  'automatic.preview': (core, wanted) => previewAutomatic(core.db, wanted, core.now()),
  'desk.iAm'(core, { staffId }) {
    if (staffId && staffById(core.db, staffId)?.removed !== false) throw new Refusal('notFound', 'That person is no longer on the list.')
    core.record([{ kind: 'staff.cameToDesk', body: { staffId }, at: core.now(), actor: staffId ?? 'desk' }])
    core.announce('atDesk', { staffId })
    return {}
  },
  'desk.hide'(core, { by }, caller) {
    // Two windows may notice together that nobody is there.
    if (namesHiddenAt(core.db, core.desk) === null) core.record([{ kind: 'privacy.hidden', body: { by }, at: core.now(), actor: caller.actor }])
    core.announce('namesHidden', { by: namesHiddenAt(core.db, core.desk) })
    return {}
  },
  'desk.reveal'(core, { hiddenBy }, caller) {
    core.record([{ kind: 'privacy.revealed', body: { hiddenBy }, at: core.now(), actor: caller.actor }])
    core.announce('namesHidden', { by: null })
    return {}
  },
}
