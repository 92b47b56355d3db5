import { describe, expect, it } from 'vitest'
import { offeredLanguages, readTypedLanguage } from './languages.ts'

describe('languages', () => {
  it('are offered with the practice’s own first and the person’s rare one last, each once', () => {
    const offered = offeredLanguages('es', 'hmn')
    expect(offered[0]).toBe('es')
    expect(offered.at(-1)).toBe('hmn')
    expect(new Set(offered).size).toBe(offered.length)
  })

  it('are read by name or tag, and refused when there is no such language', () => {
    expect(readTypedLanguage('Hmong')).toBe('hmn')
    expect(readTypedLanguage(' sw ')).toBe('sw')
    expect(readTypedLanguage('qqx')).toBeNull()
    expect(readTypedLanguage('Klingonish')).toBeNull()
    expect(readTypedLanguage('')).toBeNull()
  })
})
