import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { checkText, type TextToSend } from './sending.ts'

const FINE: TextToSend = { body: 'Hi Mari, this is Harbor Family Clinic. See you Friday.', optedOut: false, canText: true, practiceName: 'Harbor Family Clinic', isFirstText: true, quiet: false, recentReplyByColleague: null }
const codes = (change: Partial<TextToSend>) => {
  const { blocks, warnings } = checkText({ ...FINE, ...change })
  return { blocks: blocks.map((one) => one.code), warnings: warnings.map((one) => one.code) }
}

describe('checkText', () => {
  test('an ordinary reply passes in silence', () => {
    expect(checkText(FINE)).toEqual({ blocks: [], warnings: [] })
  })

  test('blocks what cannot or must not go out', () => {
    expect(codes({ body: ' \n' })).toEqual({ blocks: ['empty'], warnings: [] })
    expect(codes({ optedOut: true }).blocks).toEqual(['optedOut'])
    expect(codes({ canText: false }).blocks).toEqual(['notTextable'])
    expect(codes({ body: `${FINE.body} {next visit}` }).blocks).toEqual(['unfilled'])
  })

  test('names each variable that is not filled', () => {
    expect(checkText({ ...FINE, body: '{staff} {next visit} {staff}' }).blocks[0]?.message).toBe('Fill in {staff}, {next visit} before this can go out.')
  })

  test('a first text that does not name the practice warns, a later one does not', () => {
    expect(codes({ body: 'See you Friday' }).warnings).toEqual(['practiceNotNamed'])
    expect(codes({ body: 'See you Friday', isFirstText: false }).warnings).toEqual([])
    expect(codes({ body: 'harbor family clinic: see you' }).warnings).toEqual([])
    expect(codes({ practiceName: 'Harbor Family Clinic, LLC' }).warnings).toEqual([])
    expect(codes({ practiceName: 'Care', body: 'Take careful steps' }).warnings).toEqual(['practiceNotNamed'])
  })

  test('warns when a colleague just said nearly the same', () => {
    expect(codes({ recentReplyByColleague: 'Hi Mari! This is Harbor Family Clinic, see you Friday' }).warnings).toEqual(['nearReply'])
    expect(codes({ recentReplyByColleague: 'Please bring your insurance card' }).warnings).toEqual([])
  })

  test('warns in quiet hours and for more than three parts, not for three', () => {
    expect(codes({ quiet: true }).warnings).toEqual(['quietHours'])
    const long = (length: number) => codes({ body: 'a'.repeat(length), isFirstText: false }).warnings
    expect(long(459)).toEqual([])
    expect(long(460)).toEqual(['long'])
  })

  test('warns of a name that is nobody’s here: greeted, or that of somebody else at the desk', () => {
    const names = { firstNames: ['Mari', 'Maria'], otherNames: ['Devon', 'Will'] }
    expect(codes({ ...names, body: 'Hi Devon, Harbor Family Clinic here' }).warnings).toEqual(['otherName'])
    expect(codes({ ...names, body: 'Harbor Family Clinic: we moved Devon to 3:00' }).warnings).toEqual(['otherName'])
    expect(codes({ ...names, body: 'Hola Mari, Harbor Family Clinic. Will you come?' }).warnings).toEqual([])
    expect(codes({ ...names, body: 'Good morning, Harbor Family Clinic here. Dr. Chen is late' }).warnings).toEqual([])
    expect(codes({ body: 'Hi Devon, Harbor Family Clinic here' }).warnings).toEqual([])
  })

  test('warns of health words, and of a number that is no mobile', () => {
    expect(checkText({ ...FINE, body: 'Harbor Family Clinic: your biopsy is back' }).warnings).toMatchObject([{ code: 'clinical', label: 'Health: “biopsy”' }])
    expect(codes({ isNoMobile: true }).warnings).toEqual(['notMobile'])
  })

  test('every message is a sentence', () => {
    const flag = fc.boolean()
    fc.assert(
      fc.property(fc.record({ body: fc.oneof(fc.string(), fc.constant('{x}'), fc.constant('á'.repeat(300))), optedOut: flag, canText: flag, practiceName: fc.constant('Harbor'), isFirstText: flag, quiet: flag,
        recentReplyByColleague: fc.option(fc.constant('{x}')) }), (text) => {
        const { blocks, warnings } = checkText(text)
        for (const { message } of [...blocks, ...warnings]) expect(message).toMatch(/^[A-Z].*\.$/)
        expect(blocks.some((one) => one.code === 'optedOut')).toBe(text.optedOut)
      }),
    )
  })
})
