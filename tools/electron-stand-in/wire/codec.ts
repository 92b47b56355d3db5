import { createCodec } from './clone.ts'

/** The codec as Node uses it; the page builds its own from the same source (page/sources.ts). */
export const codec = createCodec({
  toText: (bytes) => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64'),
  fromText: (text) => new Uint8Array(Buffer.from(text, 'base64')),
})
