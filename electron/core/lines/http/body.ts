import type { IncomingMessage } from 'node:http'
import { Refused } from './answers.ts'

/** More than 100 events of the usual size; one that is larger is no phone event. */
export const MAX_BODY = 256 * 1024

const TYPES = { json: 'application/json', form: 'application/x-www-form-urlencoded', multipart: 'multipart/form-data' } as const
export type BodyType = keyof typeof TYPES

/** @throws Refused 415 when the body is of a type this path does not take */
export function bodyTypeOf({ headers }: Pick<IncomingMessage, 'headers'>, accepted: readonly BodyType[]): BodyType {
  const [type = '', ...parameters] = (headers['content-type'] ?? '').toLowerCase().split(';').map((part) => part.trim())
  const charset = parameters.find((parameter) => parameter.startsWith('charset='))?.slice('charset='.length).replaceAll('"', '')
  const known = accepted.find((one) => TYPES[one] === type)
  if (known === undefined) throw new Refused(415, 'wrongType', `Send Content-Type: ${accepted.map((one) => TYPES[one]).join(' or ')}.`)
  if (charset !== undefined && charset !== 'utf-8' && charset !== 'utf8') throw new Refused(415, 'wrongType', 'Send the body as UTF-8.')
  if ((headers['content-encoding'] ?? 'identity') !== 'identity') throw new Refused(415, 'wrongType', 'Send the body uncompressed.')
  return known
}

/**
 * Reads a body of at most `MAX_BODY` bytes. What exceeds it is read off and thrown away, never kept, so that the
 * sender hears why; the server's request timeout bounds how long that may take.
 * @throws Refused 413
 */
export async function readBody(request: IncomingMessage): Promise<Buffer> {
  const tooLarge = new Refused(413, 'tooLarge', 'The request is larger than 256 kB. Send fewer events at once.')
  if (Number(request.headers['content-length'] ?? 0) > MAX_BODY) throw tooLarge
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size > MAX_BODY) throw tooLarge
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

/** @throws Refused 400 */
export function decodeUtf8(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    throw new Refused(400, 'badEncoding', 'The body is not UTF-8.')
  }
}

/** @throws Refused 400 */
export function parseJson(body: string): unknown {
  try {
    return JSON.parse(body)
  } catch {
    // The parser's own message quotes the body, and the body may name a patient.
    throw new Refused(400, 'badJson', 'The body is not valid JSON.')
  }
}
