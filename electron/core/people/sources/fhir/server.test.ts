import { describe, expect, it } from 'vitest'
import type { Incoming } from '../../import/incoming.ts'
import { inSlices } from '../../import/slices.ts'
import { nextAddress, readServerAddress, readToken } from './address.ts'
import { Collected } from './collected.ts'
import { pauseOf } from './http.ts'
import { readServer } from './server.ts'
import { ana, bulkFile, READING, recordsOf } from './testing.ts'
import { startFhirServer, type FhirServer, type Resource } from './testing-server.ts'

const ben = { ...ana, id: 'ben', name: [{ family: 'Ruiz', given: ['Ben'] }] }
const cem = { ...ana, id: 'cem', name: [{ family: 'Örs', given: ['Cem'] }] }
const everybody = [ana, ben, cem]

type Asked = { token?: string; signal?: AbortSignal; waits?: number[]; timeout?: number }

async function readFrom({ address }: Pick<FhirServer, 'address'>, { token = '', signal = new AbortController().signal, waits = [], timeout = 5000 }: Asked = {}): Promise<Incoming[]> {
  const collected = new Collected(READING)
  const wait = (milliseconds: number): Promise<void> => Promise.resolve(void waits.push(milliseconds))
  await readServer({ base: readServerAddress(address), token, signal, now: () => READING.now, wait, timeout }, collected, inSlices(), () => undefined)
  return recordsOf(collected)
}

const names = (records: readonly Incoming[]): string[] => records.map(({ name, skip }) => name || (skip ?? ''))

function bulk(...types: string[]): Resource[] {
  return types.flatMap((type) => bulkFile(`bulk-10/${type}.000.ndjson`).toString().trim().split('\n').map((line) => JSON.parse(line) as Resource))
}

describe('a FHIR server', () => {
  it('is read page by page, for people, clinicians and visits, and only ever asked', async () => {
    const server = await startFhirServer({ resources: bulk('Patient', 'Practitioner', 'PractitionerRole', 'Encounter'), page: 7 })
    const records = await readFrom(server)
    expect(records.filter(({ skip }) => skip === null)).toHaveLength(10)
    expect(records.flatMap(({ visits }) => visits)).toHaveLength(48)
    expect(records.flatMap(({ visits }) => visits).every(({ clinician }) => clinician.startsWith('Dr. '))).toBe(true)
    expect(new Set(server.requests.map(({ method }) => method))).toEqual(new Set(['GET']))
    // Only what is read is asked for.
    expect(server.requests[0]?.url.searchParams.get('_elements')).not.toMatch(/address|gender|marital|photo/)
  })

  it('gets the token with every page, and says so where it wants one or does not take it', async () => {
    const server = await startFhirServer({ resources: everybody, token: 'abc' })
    expect(names(await readFrom(server, { token: 'abc' }))).toEqual(['Ana Ruiz', 'Ben Ruiz', 'Cem Örs'])
    expect(server.requests.every(({ authorization }) => authorization === 'Bearer abc')).toBe(true)
    await expect(readFrom(server)).rejects.toThrow('wants a token')
    await expect(readFrom(server, { token: 'old' })).rejects.toThrow('does not take this token')
  })

  it('that is busy is asked again when it says', async () => {
    const waits: number[] = []
    const server = await startFhirServer({ resources: everybody, before: ({ count, response }) => (count === 2 ? (response.writeHead(429, { 'retry-after': '7' }).end(), true) : count === 3 ? (response.writeHead(503).end(), true) : false) })
    expect(names(await readFrom(server, { waits }))).toEqual(['Ana Ruiz', 'Ben Ruiz', 'Cem Örs'])
    expect(waits).toEqual([7000, 2000])
  })

  it('that breaks off in the middle of a page is asked again, and nobody comes twice', async () => {
    const half = JSON.stringify({ resourceType: 'Bundle', entry: [{ resource: ana }] })
    const server = await startFhirServer({ resources: everybody, before: ({ count, response }) => (count === 1 ? (response.writeHead(200, { 'content-type': 'application/json' }).end(half.slice(0, -1)), true) : count === 3 ? (response.destroy(), true) : false) })
    expect(names(await readFrom(server))).toEqual(['Ana Ruiz', 'Ben Ruiz', 'Cem Örs'])
  })

  it('that keeps failing is refused, and so is one that does not answer in time', async () => {
    const broken = await startFhirServer({ before: ({ response }) => (response.writeHead(500).end(), true) })
    await expect(readFrom(broken)).rejects.toThrow('has a fault (it answered 500). Nothing was imported')
    expect(broken.requests).toHaveLength(5)
    const slow = await startFhirServer({ before: () => true })
    await expect(readFrom(slow, { timeout: 50 })).rejects.toThrow('takes too long to answer')
  })

  it('nobody answers for is refused at once', async () => {
    await expect(readFrom({ address: 'http://127.0.0.1:9/r4' })).rejects.toThrow('cannot be reached')
  })

  it('that refuses a later page has nothing taken from it', async () => {
    const server = await startFhirServer({ resources: everybody, before: ({ count, response }) => (count === 2 ? (response.writeHead(403).end(), true) : false) })
    await expect(readFrom(server)).rejects.toThrow('stopped in the middle (it answered 403)')
  })

  it('without appointments gives the rest, and what is missing is told', async () => {
    const server = await startFhirServer({ resources: everybody, before: ({ url, response }) => (/Appointment|RelatedPerson/.test(url.pathname) ? (response.writeHead(404).end(), true) : false) })
    expect(names(await readFrom(server))).toEqual(['Ana Ruiz', 'Ben Ruiz', 'Cem Örs', 'RelatedPerson: the server gives no contacts (it answered 404)', 'Appointment: the server gives no appointments (it answered 404)'])
  })

  it.each([
    [403, 'does not let this token read patients'],
    [404, 'is no FHIR server'],
    [400, 'does not give the list of all patients'],
  ])('that answers %i for patients is refused', async (status, words) => {
    await expect(readFrom(await startFhirServer({ before: ({ response }) => (response.writeHead(status).end(), true) }))).rejects.toThrow(words)
  })

  it.each([
    ['a web page', 'text/html', '<html>', 'not as a FHIR server does'],
    ['other JSON', 'application/json', '{"status":"up"}', 'not as a FHIR server does'],
    ['a list', 'application/json', '[]', 'not as a FHIR server does'],
    ['nobody', 'application/json', '{"resourceType":"Bundle"}', 'holds no FHIR records'],
  ])('that answers %s is refused', async (_what, type, body, words) => {
    await expect(readFrom(await startFhirServer({ before: ({ response }) => (response.writeHead(200, { 'content-type': type }).end(body), true) }))).rejects.toThrow(words)
  })

  it('is followed to another place of its own, and never to another server', async () => {
    const moved = await startFhirServer({ resources: everybody, token: 'abc', before: ({ url, response, address }) => (url.pathname === '/old/Patient' ? (response.writeHead(302, { location: `${address}/Patient` }).end(), true) : false) })
    expect(names(await readFrom({ address: moved.address.replace('/r4', '/old') }, { token: 'abc' })).slice(0, 3)).toEqual(['Ana Ruiz', 'Ben Ruiz', 'Cem Örs'])

    const other = await startFhirServer({ resources: everybody })
    const elsewhere = other.address.replace('127.0.0.1', 'localhost')
    const redirecting = await startFhirServer({ before: ({ response }) => (response.writeHead(307, { location: `${elsewhere}/Patient` }).end(), true) })
    await expect(readFrom(redirecting, { token: 'abc' })).rejects.toThrow('sends Rapport on to another address')
    const paging = await startFhirServer({ resources: everybody, link: () => `${elsewhere}/Patient?from=2` })
    await expect(readFrom(paging, { token: 'abc' })).rejects.toThrow('sends Rapport on to another address')
    expect(other.requests).toEqual([])
  })

  it('that sends in circles, or never ends, is stopped', async () => {
    await expect(readFrom(await startFhirServer({ before: ({ response, address }) => (response.writeHead(302, { location: `${address}/Patient` }).end(), true) }))).rejects.toThrow('in circles')
    await expect(readFrom(await startFhirServer({ resources: everybody, link: (next) => next.replace(/from=\d+/, 'from=0') }))).rejects.toThrow('never comes to an end')
  })

  it('is left alone as soon as somebody stops the reading', async () => {
    const stop = new AbortController()
    const server = await startFhirServer({ resources: everybody, before: ({ count }) => (count === 2 ? (stop.abort(), true) : false) })
    await expect(readFrom(server, { signal: stop.signal })).rejects.toThrow('Reading was stopped')
    expect(server.requests).toHaveLength(2)
  })
})

describe('the address of a server', () => {
  it.each([
    ['https://fhir.example.org/r4/', 'https://fhir.example.org/r4'],
    ['fhir.example.org/r4/metadata?x=1#y', 'https://fhir.example.org/r4'],
    ['http://localhost:8080/fhir', 'http://localhost:8080/fhir'],
    ['http://[::1]:8080', 'http://[::1]:8080/'],
    ['http://127.0.0.1/fhir', 'http://127.0.0.1/fhir'],
  ])('%s is %s', (typed, address) => {
    expect(readServerAddress(typed).href).toBe(address)
  })

  it.each([
    ['', 'no web address'], ['not an address', 'no web address'], ['ftp://example.org', 'no web address'], ['file:///etc', 'no web address'],
    ['http://fhir.example.org', 'Use https'], ['http://127.0.0.1.example.org', 'Use https'], ['http://localhost.example.org', 'Use https'], ['https://a:b@example.org', 'name or password'],
  ])('%j is refused', (typed, words) => {
    expect(() => readServerAddress(typed)).toThrow(words)
  })

  it('that a server behind a proxy gives itself wrongly is mended to the one that was entered', () => {
    const base = new URL('https://fhir.example.org/r4')
    expect(nextAddress(base, base, 'http://fhir.example.org:8080/r4/Patient?page=2').href).toBe('https://fhir.example.org/r4/Patient?page=2')
    expect(nextAddress(base, base, '?page=2').href).toBe('https://fhir.example.org/r4?page=2')
    for (const named of ['https://evil.test/', '//evil.test', 'https://fhir.example.org@evil.test/', 'javascript:1', 'https://fhir.example.org.evil.test']) expect(() => nextAddress(base, base, named)).toThrow('another address')
  })
})

it('a token is taken with or without its first word, and never with a line end', () => {
  expect(readToken(' Bearer abc.def ')).toBe('abc.def')
  for (const typed of ['a\r\nX-Evil: 1', 'a b', 'ä']) expect(() => readToken(typed)).toThrow('Copy it again')
})

it('a pause is what the server asks for, or doubles, and never longer than two minutes', () => {
  expect([pauseOf('7', 1, 0), pauseOf('Thu, 01 Jan 1970 00:00:09 GMT', 1, 0), pauseOf(null, 3, 0), pauseOf('99999', 1, 0), pauseOf('soon', 1, 0)]).toEqual([7000, 9000, 4000, 120_000, 1000])
})
