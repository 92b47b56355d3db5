import { once } from 'node:events'
import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, expect, it, onTestFinished } from 'vitest'
import { MINUTE } from '@shared/time.ts'
import { Kept, openLine } from './servers/twilio-line.ts'
import { newSid, startTwilio, type DoubleMedium } from './servers/twilio.ts'

const poll = { timeout: 10_000, interval: 10 }
const medium = (given: Partial<DoubleMedium> = {}): DoubleMedium => ({ sid: newSid('ME'), contentType: 'image/jpeg', bytes: Buffer.from('a picture'), ...given })

/** Where Twilio keeps media: another host, which must never see the key. */
async function storage() {
  const heard: IncomingHttpHeaders[] = []
  const server = createServer((request, response) => {
    heard.push(request.headers)
    if (request.url === '/loop') return void response.writeHead(302, { location: '/loop' }).end()
    response.end('from storage')
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => void (server.closeAllConnections(), server.close()))
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, heard }
}

async function live(options: Parameters<typeof openLine>[1] = {}) {
  const double = await startTwilio()
  const line = openLine(double, options)
  await expect.poll(() => line.sink.said, poll).toHaveLength(1)
  const kept = () => [...line.kept.media.values()].map(({ media }) => ('bytes' in media ? Buffer.from(media.bytes).toString() : media.problem))
  return { double, ...line, media: kept }
}

describe('pictures and documents that come with a text', () => {
  it('are kept, each once, and the text is there before them', async () => {
    const { double, kept, media } = await live()
    const two = [medium(), medium({ contentType: 'application/pdf', bytes: Buffer.from('a document') })]
    const text = double.text({ body: '', media: two })
    await expect.poll(media, poll).toEqual(['a picture', 'a document'])
    expect([...kept.media.values()].map(({ textId, media: { mediaId, contentType } }) => [textId, mediaId, contentType])).toEqual(two.map(({ sid, contentType }) => [text.sid, sid, contentType]))
    const asked = double.asked.length
    await expect.poll(() => double.asked.length, poll).toBeGreaterThan(asked + 10)
    expect(double.asked.filter(({ path }) => path.endsWith('Media.json'))).toHaveLength(1)
    expect(kept.told).toBe(1)
  })

  it('are fetched from where Twilio keeps them, without giving that place the key', async () => {
    const { url, heard } = await storage()
    const { double, media } = await live()
    double.text({ media: [medium({ location: `${url}/x?signature=1` })] })
    await expect.poll(media, poll).toEqual(['from storage'])
    expect(heard).toHaveLength(1)
    expect(heard[0]).not.toHaveProperty('authorization')
    expect(double.asked.find(({ path }) => /Media\/ME/.test(path))?.authorization).toMatch(/^Basic /)
  })

  it.each(['http://media.example.com/x', 'ftp://127.0.0.1/x', 'file:///etc/passwd', 'https://me:secret@127.0.0.1/'])('are not fetched from %s', async (location) => {
    const { double, media } = await live()
    double.text({ media: [medium({ location })] })
    await expect.poll(media, poll).toEqual(['Twilio sent Rapport to an address for it that is not private. Look for it in Twilio\'s console.'])
  })

  it('are given up where one address leads to the next without end', async () => {
    const { url, heard } = await storage()
    const { double, media } = await live()
    double.text({ media: [medium({ location: `${url}/loop` })] })
    await expect.poll(media, poll).toEqual(['Twilio sent Rapport from one address to the next for it. Look for it in Twilio\'s console.'])
    expect(heard.length).toBeLessThan(6)
  })

  it.each([['said', false], ['counted', true]])('are left at Twilio when they are too large, %s', async (_how, endless) => {
    const { double, media } = await live({ settings: { maxMediaMegabytes: 1 } })
    double.text({ media: [medium({ bytes: Buffer.alloc(1_000_001), endless }), medium({ bytes: Buffer.from('small') })] })
    await expect.poll(media, poll).toEqual(['It is larger than 1 MB, which Settings allows. It is in Twilio\'s console.', 'small'])
  })

  it.each(['text/html', 'image/svg+xml', 'application/x-msdownload', 'application/smil', 'image/jpeg/../x', ''])('of the type %j are not fetched, and it is said', async (contentType) => {
    const { double, media } = await live()
    double.text({ media: [medium({ contentType })] })
    await expect.poll(media, poll).toEqual(['A file came with this text that Rapport does not open. It is in Twilio\'s console.'])
    expect(double.asked.some(({ path }) => /Media\/ME/.test(path))).toBe(false)
  })

  it.each(['image/png', 'video/3gpp', 'audio/amr', 'text/x-vcard', 'IMAGE/HEIC; name=x'])('of the type %j are fetched', async (contentType) => {
    const { double, media } = await live()
    double.text({ media: [medium({ contentType })] })
    await expect.poll(media, poll).toEqual(['a picture'])
  })

  it('are tried again a few times, while texts go on coming', async () => {
    const { double, media, kept } = await live({ pace: { mediaTimeout: 100 } })
    let failures = 0
    double.fault = ({ path }) => (/Media\/ME/.test(path) && (failures += 1) < 3 ? (failures === 1 ? 'hang' : 'drop') : null)
    double.text({ body: 'with a picture', media: [medium()] })
    await expect.poll(() => kept.bodies(), poll).toEqual(['with a picture'])
    double.text({ body: 'the next' })
    await expect.poll(() => kept.bodies(), poll).toEqual(['with a picture', 'the next'])
    await expect.poll(media, poll).toEqual(['a picture'])
    expect(failures).toBe(3)
  })

  it('become a sentence when they cannot be had, or were deleted', async () => {
    const { double, media } = await live({ pace: { mediaWait: 1 } })
    double.text({ media: [medium({ status: 500 })] })
    double.text({ media: [medium({ status: 404 })] })
    await expect.poll(() => media().toSorted(), poll).toEqual(['It was deleted at Twilio before Rapport could fetch it.', 'What came with this text could not be fetched. It is in Twilio\'s console.'])
  })

  it('are fetched after a restart when Rapport stopped before it had them', async () => {
    const double = await startTwilio()
    const kept = new Kept()
    const before = openLine(double, { kept })
    await expect.poll(() => before.sink.said, poll).toHaveLength(1)
    double.fault = ({ path }) => (/Media\/ME/.test(path) ? 'hang' : null)
    double.text({ body: 'before', media: [medium()] })
    await expect.poll(() => double.asked.some(({ path }) => /Media\/ME/.test(path)), poll).toBe(true)
    double.text({ body: 'after it' })
    await expect.poll(() => kept.bodies(), poll).toEqual(['before', 'after it'])
    // The mark waits for the picture.
    const mark = kept.memory.get('textsRead')
    const asked = double.asked.length
    await expect.poll(() => double.asked.length, poll).toBeGreaterThan(asked + 12)
    expect(kept.memory.get('textsRead')).toBe(mark)
    await before.stop()
    expect(kept.media.size).toBe(0)
    double.fault = () => null
    // The mark is written down once a minute.
    const later = (): number => Date.now() + 2 * MINUTE
    double.now = later
    openLine(double, { kept, now: later })
    await expect.poll(() => kept.media.size, poll).toBe(1)
    await expect.poll(() => Number(kept.memory.get('textsRead')), poll).toBeGreaterThan(Number(mark))
  })
})
