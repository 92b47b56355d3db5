import { describe, expect, it } from 'vitest'
import { snapshotOf } from '../../desk.ts'
import { changesSince } from '../../journal/changes.ts'
import { temporaryPractice } from '../../testing/practice.ts'
import { ana, call as importCall, importFile } from '../import/testing.ts'
import { noFields } from '../phones.ts'
import { patientCard } from '../queries.ts'
import { searchPeople } from '../search.ts'
import { cardHandlers } from './commands.ts'

async function withRosa() {
  const practice = await temporaryPractice()
  const { core } = practice
  core.record([{ kind: 'patient.created', body: { patientId: 'rosa', fields: { ...noFields, givenName: 'Rosa', familyName: 'Grant', phones: [{ number: '+15550100119', display: '(555) 010-0119', label: 'home' }] }, importId: null }, at: core.now(), actor: 'ana' }])
  const plan = (what: string, due: string, followUpId: string | null = null) => cardHandlers['followUps.plan'](core, { followUpId, patientId: 'rosa', due, what, templateId: null }, ana)
  return { core, plan }
}

describe('a preference', () => {
  it('stands on the card with who noted it, and goes again', async () => {
    const { core } = await withRosa()
    const { preferenceId } = await cardHandlers['preferences.note'](core, { patientId: 'rosa', kind: 'hearing', text: 'Speak slowly' }, ana)
    expect(patientCard(core.db, 'rosa')?.preferences).toMatchObject([{ id: preferenceId, kind: 'hearing', text: 'Speak slowly', at: expect.any(Number) as unknown }])
    await cardHandlers['preferences.remove'](core, { preferenceId, patientId: 'rosa' }, ana)
    expect(patientCard(core.db, 'rosa')?.preferences).toEqual([])
  })

  it('of somebody who is gone is refused', async () => {
    const { core } = await withRosa()
    expect(() => cardHandlers['preferences.note'](core, { patientId: 'nobody', kind: 'other', text: 'x' }, ana)).toThrow('no longer here')
  })
})

describe('what to ask after since a visit', () => {
  it('is kept by language beside the rest of the visit, survives what the practice software says of it next, and goes when emptied', async () => {
    const { core } = await withRosa()
    const visit = { visitId: 'v', patientId: 'rosa', at: core.now(), status: 'kept' as const, clinician: 'Dr. Chen', reason: 'Check', note: 'Left knee', matter: { es: 'la rodilla' } }
    core.record([{ kind: 'visit.recorded', body: visit, at: core.now(), actor: 'ana' }])
    const ask = (matter: Record<string, string>) => cardHandlers['visits.askAfter'](core, { visitId: 'v', matter }, ana)
    await ask({ es: 'la rodilla', en: 'knee' })
    expect(patientCard(core.db, 'rosa')?.visits).toMatchObject([{ reason: 'Check', note: 'Left knee', matter: { es: 'la rodilla', en: 'knee' } }])
    await ask({ es: '', en: '' })
    expect(patientCard(core.db, 'rosa')?.visits).toMatchObject([{ note: 'Left knee', matter: null }])
    expect(() => cardHandlers['visits.askAfter'](core, { visitId: 'gone', matter: {} }, ana)).toThrow('no longer here')
  })
})

describe('a follow-up', () => {
  it('is in every window with the name and number to reach, the soonest first, until it is done', async () => {
    const { core, plan } = await withRosa()
    await plan('Ask about the knee', '2026-03-20')
    const { followUpId } = await plan('Send the leaflet', '2026-03-12')
    expect(snapshotOf(core).followUps).toMatchObject([{ what: 'Send the leaflet', name: 'Rosa Grant', number: '+15550100119' }, { what: 'Ask about the knee' }])
    const seq = core.lastSeq()
    await cardHandlers['followUps.done'](core, { followUpId, how: 'by text' }, ana)
    expect(changesSince(core, seq).changes?.removals).toEqual([{ type: 'followUp', id: followUpId }])
    expect(patientCard(core.db, 'rosa')?.followUps.map(({ what }) => what)).toEqual(['Ask about the knee'])
    expect(() => cardHandlers['followUps.done'](core, { followUpId, how: 'again' }, ana)).toThrow('done or removed already')
    await cardHandlers['followUps.reopen'](core, { followUpId, patientId: 'rosa' }, ana)
    expect(snapshotOf(core).followUps).toHaveLength(2)
  })

  it('is moved, keeps its person when they are renamed, and can be removed', async () => {
    const { core, plan } = await withRosa()
    const { followUpId } = await plan('Recall', '2026-03-12')
    await plan('Recall', '2026-04-12', followUpId)
    const seq = core.lastSeq()
    core.record([{ kind: 'patient.changed', body: { patientId: 'rosa', changes: { familyName: 'Ortiz' }, importId: null }, at: core.now(), actor: 'ana' }])
    expect(changesSince(core, seq).changes?.upserts.followUp).toMatchObject([{ id: followUpId, due: '2026-04-12', name: 'Rosa Ortiz' }])
    await cardHandlers['followUps.remove'](core, { followUpId }, ana)
    expect(snapshotOf(core).followUps).toEqual([])
  })

  it('keeps somebody here when the import that brought them is undone', async () => {
    const { core } = await withRosa()
    const importId = await importFile(core, 'First name,Last name,DOB\nNew,One,1990-01-01\n')
    const patientId = searchPeople(core.db, 'new one', 1, 0).rows[0]?.id ?? ''
    await cardHandlers['followUps.plan'](core, { followUpId: null, patientId, due: '2026-03-12', what: 'Welcome call', templateId: null }, ana)
    await importCall(core, 'imports.undo', { importId })
    await core.imports.idle()
    expect(patientCard(core.db, patientId)?.fullName).toBe('New One')
  })
})
