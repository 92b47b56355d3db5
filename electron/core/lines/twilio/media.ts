import { MINUTE, SECOND } from '@shared/time.ts'
import { log } from '../../log.ts'
import type { Sink } from '../line.ts'
import { TwilioError, type Client } from './client.ts'
import { readList } from './list.ts'
import type { TwilioSettings } from './settings.ts'
import { readMedia } from './wire.ts'

const TRIES = 4
const FIRST_WAIT = 5 * SECOND
const TIMEOUT = MINUTE
const MOST_REDIRECTS = 4
/** What is shown as what it is. Anything else could be a program, or a page with one in it. */
const SHOWN = /^(?:image\/(?:jpe?g|pjpeg|png|gif|webp|heic|heif|bmp|tiff)|application\/pdf|text\/(?:x-)?vcard|text\/directory|audio\/[\w.+-]{1,60}|video\/[\w.+-]{1,60})$/

/** A picture that will not be had, however often it is tried; `message` is for the desk. */
class Unavailable extends Error {}

export type MediaFetcher = {
  /** A text that said it comes with media. `at` is the text's time. */
  expect: (textSid: string, at: number) => void
  /** The time of the oldest text whose media are still to come, or Infinity. */
  oldestWaiting: () => number
  /** Fetches what is due, in the background. */
  work: () => void
  /** Fulfils when nothing is being fetched. */
  idle: () => Promise<void>
}

type Wanted = { client: Client; sink: Sink; settings: Pick<TwilioSettings, 'maxMediaMegabytes' | 'baseUrl'>; signal: AbortSignal; timeout?: number; firstWait?: number }

/**
 * Fetches pictures and documents into the practice's own file, after their text is on screen and beside everything else.
 * Tried a few times, then the desk is told that something came and why it is not here.
 */
export function createMediaFetcher({ client, sink, settings, signal, timeout = TIMEOUT, firstWait = FIRST_WAIT }: Wanted): MediaFetcher {
  const waiting = new Map<string, { at: number; tries: number; dueAt: number }>()
  let running: Promise<void> | null = null

  async function fetchAll(textSid: string): Promise<void> {
    // Given up before a restart: the desk was told so, and a second word would not help.
    if (sink.hasMedia(textSid, allOf(textSid))) return
    const media = await readList(client, { path: `/Messages/${textSid}/Media.json`, query: {}, read: readMedia, at: () => null })
    for (const medium of media) {
      if (sink.hasMedia(textSid, medium.sid)) continue
      const contentType = medium.content_type.toLowerCase().split(';')[0]?.trim() ?? ''
      try {
        const bytes = await download({ url: `${client.account}/Messages/${textSid}/Media/${medium.sid}`, contentType })
        sink.keepMedia(textSid, { mediaId: medium.sid, contentType, bytes })
      } catch (error) {
        if (!(error instanceof Unavailable)) throw error
        sink.keepMedia(textSid, { mediaId: medium.sid, contentType, problem: error.message })
      }
    }
  }

  /** @throws Unavailable, or whatever broke it off this time */
  async function download({ url, contentType }: { url: string; contentType: string }): Promise<Uint8Array> {
    if (!SHOWN.test(contentType)) throw new Unavailable('A file came with this text that Rapport does not open. It is in Twilio\'s console.')
    const most = settings.maxMediaMegabytes * 1_000_000
    const limit = AbortSignal.any([signal, AbortSignal.timeout(timeout)])
    let address = new URL(url)
    for (let count = 0; count <= MOST_REDIRECTS; count += 1) {
      const own = address.origin === settings.baseUrl
      // The key is for Twilio alone: the storage it sends us on to has it in the address what it needs.
      const response = await fetch(address, { headers: own ? { authorization: client.authorization } : {}, redirect: 'manual', signal: limit })
      if (response.status >= 300 && response.status < 400) {
        await response.body?.cancel()
        address = redirected(address, response.headers.get('location'), settings.baseUrl)
        continue
      }
      if (response.status === 404 || response.status === 410) throw new Unavailable('It was deleted at Twilio before Rapport could fetch it.')
      if (response.status !== 200) {
        await response.body?.cancel()
        throw new TwilioError('The media could not be fetched.', { status: response.status })
      }
      return await readUpTo(response, most)
    }
    throw new Unavailable('Twilio sent Rapport from one address to the next for it. Look for it in Twilio\'s console.')
  }

  function failed(textSid: string, error: unknown): void {
    const entry = waiting.get(textSid)
    if (!entry || signal.aborted) return
    entry.tries += 1
    entry.dueAt = sink.now() + firstWait * 3 ** (entry.tries - 1)
    const gone = error instanceof TwilioError && error.status === 404
    if (entry.tries < TRIES && !gone) return
    log.warn('twilio.media', { tries: entry.tries, error })
    const problem = gone ? 'What came with this text was deleted at Twilio before Rapport could fetch it.' : 'What came with this text could not be fetched. It is in Twilio\'s console.'
    sink.keepMedia(textSid, { mediaId: allOf(textSid), contentType: 'application/octet-stream', problem })
    waiting.delete(textSid)
  }

  async function workOff(): Promise<void> {
    for (const [textSid, { dueAt }] of waiting) {
      if (signal.aborted) return
      if (dueAt > sink.now()) continue
      try {
        await fetchAll(textSid)
        waiting.delete(textSid)
      } catch (error) {
        failed(textSid, error)
      }
    }
  }

  return {
    expect: (textSid, at) => void waiting.set(textSid, { at, tries: 0, dueAt: 0 }),
    oldestWaiting: () => Math.min(Infinity, ...[...waiting.values()].map(({ at }) => at)),
    work() {
      if (running || waiting.size === 0 || signal.aborted) return
      running = workOff()
        .catch((error: unknown) => log.warn('twilio.media', { error }))
        .finally(() => (running = null))
    },
    idle: async () => void (await running),
  }
}

/** Stands for all media of a text that could not even be listed, or not be fetched. */
function allOf(textSid: string): string {
  return `${textSid}:media`
}

/** Where a redirect leads: only over TLS, or on this PC where Twilio itself is a double on it. */
function redirected(from: URL, location: string | null, baseUrl: string): URL {
  const to = location === null ? null : URL.parse(location, from)
  const base = new URL(baseUrl)
  const onThisPc = to?.protocol === 'http:' && base.protocol === 'http:' && ['127.0.0.1', 'localhost', '[::1]'].includes(to.hostname)
  if (!to || to.username !== '' || (to.protocol !== 'https:' && !onThisPc)) throw new Unavailable('Twilio sent Rapport to an address for it that is not private. Look for it in Twilio\'s console.')
  return to
}

/** @throws Unavailable where it is longer than `most` bytes, said or counted */
async function readUpTo(response: Response, most: number): Promise<Uint8Array> {
  const tooLarge = new Unavailable(`It is larger than ${most / 1_000_000} MB, which Settings allows. It is in Twilio's console.`)
  if (Number(response.headers.get('content-length') ?? 0) > most) {
    await response.body?.cancel()
    throw tooLarge
  }
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of (response.body ?? []) as AsyncIterable<Uint8Array>) {
    size += chunk.byteLength
    if (size > most) throw tooLarge
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

