import { beforeEach, describe, expect, test } from 'vitest'
import type { TemplateFields } from '@shared/contract/views.ts'
import { thread } from '../conversations/views.ts'
import type { Core } from '../core.ts'
import { deskAt, type Desk } from '../testing/desk-calls.ts'
import { temporaryPractice, testClock } from '../testing/practice.ts'

const NUMBER = '+13125550177'
const clock = testClock()
let core: Core
let desk: Desk

beforeEach(async () => {
  core = (await temporaryPractice({ now: clock.now })).core
  desk = deskAt(core)
})

const fields = (change: Partial<TemplateFields> = {}): TemplateFields => ({ name: 'Late', texts: { en: 'Running late?' }, purpose: 'runningLate', fixedKey: null, ...change })
const save = async (templateId: string | null, change: Partial<TemplateFields> = {}): Promise<string> => (await desk.done('templates.save', { templateId, ...fields(change) })).templateId
const template = async (id: string) => (await desk.done('desk.snapshot', {})).templates.find((one) => one.id === id)

describe('a template', () => {
  test('keeps how it read before, and a sent text says which version it was', async () => {
    const id = await save(null)
    await save(id, { texts: { en: 'Running late? Tell us.' } })
    // What it is for, and its key, are no words.
    await save(id, { texts: { en: 'Running late? Tell us.' }, fixedKey: 4 })
    expect(await template(id)).toMatchObject({ version: 2, fixedKey: 4 })
    expect(await desk.done('templates.versions', { templateId: id })).toMatchObject([{ version: 2, texts: { en: 'Running late? Tell us.' }, by: 'the desk' }, { version: 1, texts: { en: 'Running late?' } }])
    desk.tell({ type: 'text', at: clock.at - 1, textId: 't', number: NUMBER, body: 'late' })
    await desk.done('replies.send', { conversationId: NUMBER, body: 'Running late? Tell us.', templateId: id, language: 'en', need: 'runningLate' })
    expect(thread(core.db, NUMBER, undefined, 10).contacts.at(-1)).toMatchObject({ templateName: 'Late', templateVersion: 2 })
    expect((await template(id))?.uses).toEqual({ runningLate: 1 })
  })

  test('that is deleted and put back goes on where it was', async () => {
    const id = await save(null)
    await desk.done('templates.remove', { templateId: id })
    await save(id)
    expect(await template(id)).toMatchObject({ version: 1 })
  })

  test('has its digit alone: who had it before gives it up', async () => {
    const [one, two] = [await save(null, { fixedKey: 3 }), await save(null, { name: 'Other', fixedKey: 3 })]
    expect([(await template(one))?.fixedKey, (await template(two))?.fixedKey]).toEqual([null, 3])
  })

  test.each([
    [{ texts: { en: 'Hi {firstname}' } }, 'no variable {firstname}'],
    [{ texts: { en: '{if next visit}See you' } }, 'not closed'],
    [{ texts: { en: '{if nxt visit}See you{end}' } }, 'no variable {nxt visit}'],
    [{ texts: {} }, 'at least one language'],
  ])('that could never be filled is refused: %j', async (change, says) => {
    expect(await desk.ask('templates.save', { templateId: null, ...fields(change) })).toMatchObject({ ok: false, error: { message: expect.stringContaining(says) } })
  })
})

describe('a set of templates', () => {
  test('is added, but for what is here word for word; a digit that is taken stays with whoever has it', async () => {
    const here = await save(null, { fixedKey: 2 })
    const set = [fields(), fields({ name: 'Forms', fixedKey: 2 }), fields({ name: 'Forms', fixedKey: 2 }), fields({ name: 'Bill', fixedKey: 5 })]
    expect(await desk.done('templates.addSet', { templates: set })).toEqual({ added: 2, known: 2 })
    const { templates } = await desk.done('desk.snapshot', {})
    expect(templates.map(({ name, fixedKey }) => [name, fixedKey])).toEqual([['Late', 2], ['Forms', null], ['Bill', 5]])
    expect(await template(here)).toMatchObject({ fixedKey: 2 })
  })

  test('with one that is unsound adds none', async () => {
    expect(await desk.refused('templates.addSet', { templates: [fields(), fields({ texts: { en: '{nobody}' } })] })).toBe('badArgument')
    expect((await desk.done('desk.snapshot', {})).templates).toEqual([])
  })
})
