import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ConsentOfPerson } from '@shared/contract/views.ts'
import { csvCell } from '@renderer/ui/csv.ts'
import { consentCsv } from './consent-csv.ts'

const when = (at: number): string => new Date(at).toISOString().slice(0, 16).replace('T', ' ')
const numbers: ConsentOfPerson['numbers'] = [
  {
    number: '+15550100177',
    display: '(555) 010-0177',
    status: 'out',
    since: Date.UTC(2026, 2, 3, 9, 30),
    changes: [
      { at: Date.UTC(2026, 2, 3, 9, 30), change: 'out', how: 'texted “STOP”', wording: '', by: 'Rapport' },
      { at: Date.UTC(2026, 0, 2, 15), change: 'given', how: 'form', wording: 'You may text me, "any time".', by: 'Ana Lopez' },
    ],
  },
  { number: '+15550100163', display: '+44 20 7946 0000', status: 'none', since: null, changes: [] },
  { number: '+15550100119', display: '(555) 010-0119', status: 'theyWrote', since: Date.UTC(2026, 1, 1), changes: [] },
]

describe('consentCsv', () => {
  it('lists every change with who took it down, and numbers of which nothing is known', () => {
    expect(parse(consentCsv({ numbers }, when, 'America/Chicago'))).toEqual([
      ['Number', 'When (America/Chicago)', 'Change', 'How', 'Wording', 'By'],
      ['(555) 010-0177', '2026-03-03 09:30', 'Texts stopped', 'texted “STOP”', '', 'Rapport'],
      ['(555) 010-0177', '2026-01-02 15:00', 'Agreed', 'by form', 'You may text me, "any time".', 'Ana Lopez'],
      [`'+44 20 7946 0000`, '', 'Nothing noted', '', '', ''],
      ['(555) 010-0119', '2026-02-01 00:00', 'They wrote first', '', '', ''],
    ])
  })

  it('gives whatever words back as they were, but none that a spreadsheet would run', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('=', '+', '-', '@', '"', ',', '\r', '\n', '\t', ' ', 'a', '“') }), (words) => {
        const [row] = parse(`x,${csvCell(words)}\r\n`) as string[][]
        const cell = row?.[1] ?? ''
        expect([words, `'${words}`]).toContain(cell)
        expect(cell).not.toMatch(/^\s*[=+\-@\t\r]/)
      }),
    )
  })
})
