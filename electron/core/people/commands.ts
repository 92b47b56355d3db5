import type { PatientFields } from '@shared/contract/views.ts'
import type { PatientBody } from '@shared/events/people.ts'
import type { NewEvent } from '@shared/events/index.ts'
import { orderIn } from '@shared/rules/calendar-date.ts'
import type { Core } from '../core.ts'
import { Refusal, type Handlers } from '../handlers.ts'
import { practiceOf } from '../practice/queries.ts'
import { differencesOf } from './import/differences.ts'
import { survivorOf } from './merged.ts'
import { noFields, readPhones } from './phones.ts'
import { patientById, patientCard, patientHistory, phonesOf } from './queries.ts'
import { searchPeople } from './search.ts'

export const peopleHandlers: Handlers<'people.search' | 'people.card' | 'people.history' | 'people.create' | 'people.change' | 'people.settle'> = {
  'people.search': (core, { words, limit, offset }) => searchPeople(core.db, words, limit, offset, core.now(), orderIn(practiceOf(core.db).country)),
  'people.card': (core, { patientId }) => patientCard(core.db, survivorOf(core.db, patientId)) ?? gone(),
  'people.history': (core, { patientId }) => patientHistory(core.db, survivorOf(core.db, patientId)),
  'people.create'(core, { fields, conversationId }, caller) {
    const patientId = core.newId()
    const body = { ...noFields, ...readFields(core, fields) }
    if (!body.givenName && !body.familyName && !body.preferredName) throw new Refusal('badArgument', 'A person needs at least one name.')
    const at = core.now()
    const events: NewEvent[] = [{ kind: 'patient.created', body: { patientId, fields: body, importId: null }, at, actor: caller.actor }]
    if (conversationId) events.push({ kind: 'conversation.identified', body: { conversationId, patientId }, at, actor: caller.actor })
    core.record(events)
    return { patientId }
  },
  'people.settle'(core, { patientId, field, theirs, take }, caller) {
    const before = patientById(core.db, patientId) ?? gone()
    if (!differencesOf(core.db, patientId).some((one) => one.field === field && one.theirs === theirs)) throw new Refusal('tooLate', 'Somebody has decided about this already, or the practice software says something else by now.')
    const by = { at: core.now(), actor: caller.actor }
    const taken: NewEvent[] = take === 'theirs' && before[field] !== theirs ? [{ kind: 'patient.changed', body: { patientId, changes: { [field]: theirs }, importId: null }, ...by }] : []
    core.record([...taken, { kind: 'patient.settled', body: { patientId, field, theirs }, ...by }])
    return {}
  },
  'people.change'(core, { patientId: asked, changes }, caller) {
    const patientId = survivorOf(core.db, asked)
    const before = patientById(core.db, patientId) ?? gone()
    const read = readFields(core, changes)
    const after = { ...before, ...read }
    if (!after.givenName && !after.familyName && !after.preferredName) throw new Refusal('badArgument', 'A person needs at least one name.')
    const changed = onlyChanged({ ...before, phones: phonesOf(core.db, patientId) }, read)
    if (Object.keys(changed).length === 0) return {}
    core.record([{ kind: 'patient.changed', body: { patientId, changes: changed, importId: null }, at: core.now(), actor: caller.actor }])
    return {}
  },
}

function readFields(core: Core, fields: Partial<PatientFields>): Partial<PatientBody> {
  const { phones, ...rest } = fields
  return phones ? { ...rest, phones: readPhones(phones, practiceOf(core.db).country) } : rest
}

/** The fields whose value differs; an edit that changes nothing leaves no trace in the journal. */
export function onlyChanged(before: Partial<PatientBody>, wanted: Partial<PatientBody>): Partial<PatientBody> {
  const entries = Object.entries(wanted).filter(([field, value]) => JSON.stringify(value) !== JSON.stringify(before[field as keyof PatientBody]))
  return Object.fromEntries(entries) as Partial<PatientBody>
}

function gone(): never {
  throw new Refusal('notFound', 'This person is no longer here. Somebody may have removed them or undone an import.')
}
