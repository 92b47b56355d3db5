import { assertNever } from '@shared/assert.ts'
import type { LineFact } from '../line.ts'
import { bodyTypeOf, decodeUtf8, parseJson, type BodyType } from './body.ts'
import { readForm, readPush } from './cti.ts'
import { readEvents } from './events.ts'
import { readMultipart } from './multipart.ts'

type Way = 'events' | 'cti'

/** How a body is written. @throws Refused 415 when this path does not take it so */
export function typeFor(way: Way, request: Parameters<typeof bodyTypeOf>[0]): BodyType {
  return bodyTypeOf(request, way === 'cti' ? ['json', 'form', 'multipart'] : ['json'])
}

/** What a body tells. @throws Refused 400 or 422 */
export function readFacts(way: Way, type: BodyType, bytes: Uint8Array, { contentType, now }: { contentType: string; now: number }): LineFact[] {
  const content = contentOf(type, decodeUtf8(bytes), contentType)
  return way === 'cti' ? readPush(content, now) : readEvents(content, now)
}

function contentOf(type: BodyType, body: string, contentType: string): unknown {
  switch (type) {
    case 'json':
      return parseJson(body)
    case 'form':
      return readForm([...new URLSearchParams(body)])
    case 'multipart':
      return readForm(readMultipart(body, contentType))
    default:
      return assertNever(type)
  }
}
