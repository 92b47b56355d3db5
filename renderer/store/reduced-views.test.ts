import { describe, expect, it } from 'vitest'
import type { z } from 'zod'
import { contactView, conversationView, duplicatePair, followUpView, foundRow, historyRow, insightEntry, journalRow, patientRow, patientView } from '@shared/contract/views.ts'
import type { PracticeState } from './state.ts'
import { reducedContact, reducedConversation, reducedEntry, reducedFollowUp, reducedFound, reducedHistory, reducedJournal, reducedPair, reducedPatient, reducedPractice, reducedRow } from './reduced-views.ts'

const secret = (path: string): string => `Zq ${path} qZ`

/** Every shape a view may have, with its own place for each text: where a union has several, each of them in turn. */
function specimens(schema: z.ZodType, path: string): unknown[] {
  const { def } = schema._zod as unknown as { def: { type: string; shape?: Record<string, z.ZodType>; element?: z.ZodType; innerType?: z.ZodType; options?: z.ZodType[]; valueType?: z.ZodType; getter?: () => z.ZodType; entries?: Record<string, string>; values?: unknown[] } }
  switch (def.type) {
    case 'string':
      // Initials are what is left of a name; what becomes of them is tested with the rule.
      return [path.endsWith('initials') ? 'MA' : secret(path)]
    case 'object': {
      const fields = Object.entries(def.shape ?? {}).map(([name, field]) => [name, specimens(field, path === '' ? name : `${path}.${name}`)] as const)
      const most = Math.max(1, ...fields.map(([, all]) => all.length))
      return Array.from({ length: most }, (_, index) => Object.fromEntries(fields.map(([name, all]) => [name, all[index % all.length]])))
    }
    case 'array':
      return def.element ? [specimens(def.element, `${path}[]`)] : []
    case 'union':
      return (def.options ?? []).flatMap((option) => specimens(option, path))
    case 'nullable':
    case 'optional':
    case 'default':
      return def.innerType ? specimens(def.innerType, path) : []
    case 'record':
      return def.valueType ? specimens(def.valueType, `${path}{}`).map((value) => ({ en: value })) : []
    case 'lazy':
      return def.getter ? specimens(def.getter(), path) : []
    case 'enum':
      return [Object.values(def.entries ?? {})[0]]
    case 'literal':
      return [def.values?.[0]]
    case 'number':
      return [1]
    case 'boolean':
      return [true]
    default:
      throw new Error(`a view holds a ${def.type} at ${path}: teach this test to fill it`)
  }
}

/** Where a text of the specimen is still to be read as it was. */
function shown(value: unknown): string[] {
  const found = JSON.stringify(value).match(/Zq [^"]*? qZ/g) ?? []
  return [...new Set(found.map((mark) => mark.slice(3, -3)))].toSorted()
}

const readIn = (schema: z.ZodType, reduce: (view: never) => unknown): string[] => [...new Set(specimens(schema, '').flatMap((view) => shown(reduce(view as never))))].toSorted()

/** Ids, and names of those who work here or of their lines: what the desk goes on working with. */
const CONTACT = ['alsoOn[]', 'answeredBy', 'by', 'checked[].by', 'checked[].line', 'conversationId', 'id', 'lineName', 'mentions[]', 'templateName', 'to']
const ROW = ['id', 'language']

describe('while names are hidden, what can be read', () => {
  it('of a contact is who of the desk, over which line, with which template', () => {
    expect(readIn(contactView, reducedContact)).toEqual(CONTACT)
  })
  it('of a conversation is nothing that tells of a patient', () => {
    expect(readIn(conversationView, reducedConversation)).toEqual(
      [
        'assignedTo', 'closedBy.by', 'closedBy.contactId', 'handledBy', 'id', ...CONTACT.map((path) => `last.${path}`),
        'mentioned[]', 'promise.by', 'promise.id', 'ringing.callId', 'ringing.lineName', 'talking.by', 'talking.callId', 'verified.by', 'who.before.patientId', 'who.candidates[].patientId', 'who.patientId', 'zones[]',
      ].toSorted(),
    )
  })
  it('of a card is the clinician, the language, and who noted what when', () => {
    expect(readIn(patientView, reducedPatient)).toEqual(
      [
        'clinician', 'followUps[].by', 'followUps[].due', 'followUps[].id', 'followUps[].templateId', 'guarantorId', 'household[].id', 'id', 'language', 'lastChanges[].by',
        'lastChanges[].field', 'merged[].by', 'merged[].id', 'phones[].number', 'preferences[].by', 'preferences[].id', 'visits[].clinician', 'visits[].id',
      ].toSorted(),
    )
  })
  it('of a row of the list, and of two that may be one person, is the language', () => {
    expect(readIn(patientRow, reducedRow)).toEqual(ROW)
    // Nor why it was found.
    expect(readIn(foundRow, reducedFound)).toEqual(ROW)
    expect(readIn(duplicatePair, reducedPair)).toEqual(ROW.flatMap((path) => [`a.${path}`, `b.${path}`]).toSorted())
  })
  it('of what a figure was counted from is nothing but where it opens', () => {
    expect(readIn(insightEntry, reducedEntry)).toEqual(['conversationId', 'id'])
  })
  it('of a follow-up is its day and who planned it', () => {
    // The number is an address that the click opens; it is written nowhere.
    expect(readIn(followUpView, reducedFollowUp)).toEqual(['by', 'due', 'id', 'number', 'patientId', 'templateId'])
  })
  it('of the past is who of the desk did what, over which line', () => {
    expect(readIn(historyRow, reducedHistory)).toEqual(['by', 'conversationId', 'id', 'line'])
    expect(readIn(journalRow, reducedJournal)).toEqual(['by', 'did'])
    expect(reducedHistory({ id: 'c', conversationId: '+15550100142', at: 0, outcome: 'missed', inbound: true, name: '(555) 010-0142', line: null, by: null, words: '' }).name).not.toContain('0142')
  })
})

it('the same view is reduced to the same object, so that nothing renders again that did not change', () => {
  const [conversation] = specimens(conversationView, '') as [PracticeState['conversations'][string]]
  const closingNote = { day: '2026-03-02', body: 'Devon Okafor: 1 text', by: 'ana', at: 0 }
  const state = { practice: { closingNote }, conversations: { a: conversation }, threads: {}, patients: {}, followUps: {} } as unknown as PracticeState
  const next = { ...state, conversations: { ...state.conversations, b: { ...conversation } } }
  expect(reducedPractice(state)).toBe(reducedPractice(state))
  expect(reducedPractice(next).conversations['a']).toBe(reducedPractice(state).conversations['a'])
  expect(reducedPractice(next).threads).toBe(reducedPractice(state).threads)
  expect(reducedPractice(next).practice).toBe(reducedPractice(state).practice)
})

it('the note for whoever opens next names nobody', () => {
  const state = { practice: { closingNote: { day: '2026-03-02', body: 'Devon Okafor: 1 text', by: 'ana', at: 0 } }, conversations: {}, threads: {}, patients: {}, followUps: {} } as unknown as PracticeState
  expect(JSON.stringify(reducedPractice(state))).not.toMatch(/Devon|Okafor/)
})
