import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { inSlices } from '../../import/slices.ts'
import { readerOf } from './read.ts'
import { ana, bulkFile, collect, ndjson, READING, recordsOf } from './testing.ts'
import { Collected } from './collected.ts'

const ben = { ...ana, id: 'ben', name: [{ family: 'Núñez', given: ['Ben'] }] }
const two = ndjson(ana, ben)
const bundle = { resourceType: 'Bundle', type: 'collection', entry: [{ resource: ana }, { resource: ben }] }

async function names(files: Readonly<Record<string, string | Uint8Array>>, piece?: number): Promise<string[]> {
  return (await recordsOf(await collect(files, piece))).map(({ name, skip }) => (skip === null ? name : `${name}: ${skip}`))
}

const bothIn: Record<string, { file: string; bytes: () => string | Uint8Array }> = {
  'lines': { file: 'Patient.ndjson', bytes: () => two },
  'lines without a last line end': { file: 'Patient.ndjson', bytes: () => two.trim() },
  'lines with Windows ends and blank ones': { file: 'Patient.ndjson', bytes: () => two.replaceAll('\n', '\r\n\r\n') },
  'lines with a byte order mark': { file: 'Patient.ndjson', bytes: () => `\uFEFF${two}` },
  'lines in UTF-16': { file: 'Patient.ndjson', bytes: () => Buffer.from(`\uFEFF${two}`, 'utf16le') },
  'lines in UTF-16, big end first': { file: 'Patient.ndjson', bytes: () => Buffer.from(`\uFEFF${two}`, 'utf16le').swap16() },
  'lines in windows-1252': { file: 'Patient.ndjson', bytes: () => Buffer.from(two, 'latin1') },
  'lines, compressed': { file: 'Patient.ndjson.gz', bytes: () => gzipSync(two) },
  'lines, in a .json file': { file: 'Patient.json', bytes: () => two },
  'a Bundle': { file: 'bundle.json', bytes: () => JSON.stringify(bundle) },
  'a Bundle written over many lines': { file: 'bundle.json', bytes: () => JSON.stringify(bundle, null, 2) },
  'a Bundle whose kind comes last': { file: 'bundle.json', bytes: () => JSON.stringify({ entry: bundle.entry, link: [{ relation: 'self', url: 'entry": [' }], type: 'searchset', resourceType: 'Bundle' }) },
  'a Bundle on a line': { file: 'bundles.ndjson', bytes: () => ndjson(bundle) },
  'a Bundle, compressed': { file: 'bundle.json.gz', bytes: () => gzipSync(JSON.stringify(bundle)) },
  'a Bundle in a Bundle': { file: 'bundle.json', bytes: () => JSON.stringify({ resourceType: 'Bundle', type: 'batch-response', entry: [{ response: { status: '200' }, resource: bundle }] }) },
  'a list of resources': { file: 'list.json', bytes: () => JSON.stringify([ana, null, 7, 'x', ben]) },
  'a list of Bundles': { file: 'list.json', bytes: () => JSON.stringify([bundle]) },
  'a file without a known ending': { file: 'export', bytes: () => two },
}

describe('a FHIR file', () => {
  it.each(Object.keys(bothIn))('is read as %s, in pieces of any size', async (how) => {
    const { file, bytes } = bothIn[how] ?? { file: '', bytes: () => '' }
    for (const piece of [Infinity, 1, 7, 100]) expect(await names({ [file]: bytes() }, piece)).toEqual(['Ana Ruiz', 'Ben Núñez'])
  })

  it('is the same wherever it is cut into pieces', async () => {
    const whole = JSON.stringify(await recordsOf(await collect({ 'b.json': JSON.stringify(bundle) })))
    await fc.assert(
      fc.asyncProperty(fc.array(fc.integer({ min: 1, max: 200 }), { minLength: 1, maxLength: 20 }), async (sizes) => {
        const collected = new Collected(READING)
        const reader = readerOf('b.json', collected, inSlices())
        const bytes = Buffer.from(JSON.stringify(bundle))
        for (let at = 0, turn = 0; at < bytes.length; turn += 1) {
          const size = sizes[turn % sizes.length] ?? 1
          await reader.push(bytes.subarray(at, at + size))
          at += size
        }
        await reader.end()
        expect(JSON.stringify(await recordsOf(collected))).toBe(whole)
      }),
    )
  })

  it('is the same when the sender uses its buffer again', async () => {
    const collected = new Collected(READING)
    const reader = readerOf('p.ndjson', collected, inSlices())
    const buffer = Buffer.alloc(50)
    const bytes = Buffer.from(two)
    for (let at = 0; at < bytes.length; at += buffer.length) {
      const size = bytes.copy(buffer, 0, at, at + buffer.length)
      await reader.push(buffer.subarray(0, size))
    }
    await reader.end()
    expect((await recordsOf(collected)).map(({ name }) => name)).toEqual(['Ana Ruiz', 'Ben Núñez'])
  })

  it('beside others gives the same in any order', async () => {
    const files = Object.fromEntries(['Encounter', 'Patient', 'Practitioner', 'PractitionerRole'].map((type) => [`${type}.ndjson`, bulkFile(`bulk-10/${type}.000.ndjson`)]))
    const order = (records: Awaited<ReturnType<typeof recordsOf>>): unknown => records.map((record) => ({ ...record, line: 0 }))
    const forth = order(await recordsOf(await collect(files)))
    const back = order(await recordsOf(await collect(Object.fromEntries(Object.entries(files).reverse()))))
    expect(back).toEqual(forth)
    expect(forth).toHaveLength(13)
  })

  it('of the public bulk exports brings everybody who lives, with number, language, visits and clinicians', async () => {
    const ten = await recordsOf(await collect(Object.fromEntries(['Encounter', 'Patient', 'Practitioner', 'PractitionerRole'].map((type) => [`${type}.ndjson`, bulkFile(`bulk-10/${type}.000.ndjson`)]))))
    expect(ten.filter(({ skip }) => skip !== null).map(({ skip }) => skip)).toEqual(Array.from({ length: 3 }, () => 'recorded as deceased'))
    expect(ten.flatMap(({ visits }) => visits).length).toBe(48)
    expect(ten.flatMap(({ visits }) => visits).every(({ clinician, reason }) => clinician.startsWith('Dr. ') && reason !== '' && !/\((?:procedure|environment)\)$/.test(reason))).toBe(true)
    const hundred = await recordsOf(await collect({ 'Patient.ndjson': bulkFile('bulk-100/Patient.000.ndjson') }))
    const living = hundred.flatMap(({ values }) => (values === null ? [] : [values]))
    expect(living).toHaveLength(100)
    expect(living.every(({ phones, language, birthDate, otherIds }) => phones.length === 1 && language !== '' && birthDate !== '' && otherIds.length === 1)).toBe(true)
  })
})

describe('a broken FHIR file', () => {
  it('loses the lines that cannot be read, and no others', async () => {
    const file = `${JSON.stringify(ana)}\n{"resourceType":"Patient","id":"x","na\n[]\n7\n{"a":1}\nnull\n<html>\n${JSON.stringify(ben)}\n${JSON.stringify(ana).slice(0, 40)}`
    expect(await names({ 'p.ndjson': file })).toEqual([
      'Ana Ruiz',
      'Ben Núñez',
      ': p.ndjson line 2: is no JSON, or was cut off',
      ': p.ndjson line 7: is no JSON, or was cut off',
      ': p.ndjson line 9: is no JSON, or was cut off',
      ': p.ndjson line 3: is not a FHIR record',
      ': p.ndjson line 4: is not a FHIR record',
      ': p.ndjson line 5: is not a FHIR record',
      ': p.ndjson line 6: is not a FHIR record',
    ])
  })

  it('with a line of 200 MB loses that line, and never holds it', async () => {
    const collected = new Collected(READING)
    const reader = readerOf('p.ndjson', collected, inSlices())
    await reader.push(Buffer.from(`${JSON.stringify(ana)}\n{"resourceType":"Patient","x":"`))
    const piece = Buffer.alloc(1024 * 1024, 'a')
    const before = process.memoryUsage().rss
    for (let megabyte = 0; megabyte < 200; megabyte += 1) await reader.push(piece)
    expect(process.memoryUsage().rss - before).toBeLessThan(60 * 1024 * 1024)
    await reader.push(Buffer.from(`"}\n${JSON.stringify(ben)}\n`))
    await reader.end()
    expect((await recordsOf(collected)).map(({ name, skip }) => name || skip)).toEqual(['Ana Ruiz', 'Ben Núñez', 'p.ndjson line 2: is longer than 4 MB'])
  })

  it('with an entry of 200 MB loses that entry', async () => {
    const collected = new Collected(READING)
    const reader = readerOf('b.json', collected, inSlices())
    await reader.push(Buffer.from(`{"resourceType":"Bundle","entry":[{"resource":${JSON.stringify(ana)}},{"resource":{"x":"`))
    for (let megabyte = 0; megabyte < 200; megabyte += 1) await reader.push(Buffer.alloc(1024 * 1024, 'a'))
    await reader.push(Buffer.from(`"}},{"resource":${JSON.stringify(ben)}}]}`))
    await reader.end()
    expect((await recordsOf(collected)).map(({ name, skip }) => name || skip)).toEqual(['Ana Ruiz', 'Ben Núñez', 'b.json entry 2: is longer than 4 MB'])
  })

  it.each([
    ['lists within lists', '['.repeat(500_000) + ']'.repeat(500_000)],
    ['too many values', `{"resourceType":"Patient","x":[${'[],'.repeat(300_000)}[]]}`],
    ['too many fields', `{"resourceType":"Patient",${Array.from({ length: 150_000 }, (_, index) => `"k${index}":1`).join()}}`],
  ])('made to hurt with %s is left out in no time', async (_what, line) => {
    const started = performance.now()
    expect(await names({ 'p.ndjson': `${line}\n${JSON.stringify(ana)}\n` })).toEqual(['Ana Ruiz', ': p.ndjson line 1: holds too many values, or values too deep within each other'])
    expect(performance.now() - started).toBeLessThan(1000)
  })

  it('with names of the language itself as fields is read like any other', async () => {
    const line = `{"__proto__":{"resourceType":"Observation","deceasedBoolean":true},"constructor":{"prototype":{"id":"x"}},${JSON.stringify(ana).slice(1)}`
    expect(await names({ 'p.ndjson': `${line}\n{"resourceType":"__proto__"}\n{"resourceType":"constructor","id":"toString"}\n` })).toEqual(['Ana Ruiz'])
    expect(({} as Record<string, unknown>)['deceasedBoolean']).toBeUndefined()
  })

  it.each([
    ['a Bundle that was cut off', 'b.json', JSON.stringify(bundle).slice(0, -3), 'ends in the middle'],
    ['a Bundle that was cut off in a text', 'b.json', JSON.stringify(bundle).slice(0, 60), 'ends in the middle'],
    ['a compressed file that was cut off', 'p.ndjson.gz', gzipSync(two).subarray(0, -12), 'is damaged and cannot be unpacked'],
    ['a compressed file with other bytes in it', 'p.ndjson.gz', Buffer.concat([gzipSync(two).subarray(0, 20), Buffer.alloc(40, 1)]), 'is damaged and cannot be unpacked'],
    ['a file of thousands of lines that are something else', 'p.ndjson', 'a,b\n'.repeat(5000), 'holds no FHIR records'],
  ])('is refused as a whole when it is %s', async (_what, file, bytes, words) => {
    await expect(collect({ [file]: bytes })).rejects.toThrow(words)
  })
})
