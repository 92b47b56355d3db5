import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { sipFuzz } from './fuzz.ts'
import { MAX_MESSAGE } from './message.ts'

describe('what comes over the wire', () => {
  test('never throws, whatever it is', () => {
    const piece = fc.oneof(fc.constantFrom(...sipFuzz.seeds), fc.string(), fc.constantFrom('\r\n', '"', '<', '>', ';', ',', ': ', '\\', '&#x', '</', 'Content-Length: 99999\r\n'))
    const mixed = fc.array(fc.tuple(piece, fc.nat(400), fc.nat(400)), { maxLength: 6 }).map((pieces) => pieces.map(([text, from, length]) => text.slice(from % (text.length + 1), length + 100)).join(''))
    fc.assert(
      fc.property(mixed, (text) => {
        expect(() => sipFuzz.run(Buffer.from(text))).not.toThrow()
      }),
      { numRuns: 2000 },
    )
  })

  test('takes no longer than 50 ms, however it is made up', () => {
    const fill = (text: string): Buffer => Buffer.from(text.repeat(Math.ceil(MAX_MESSAGE / text.length)).slice(0, MAX_MESSAGE))
    const head = 'INVITE sip:a SIP/2.0\r\nVia: SIP/2.0/UDP a;branch=1\r\nFrom: <sip:a@b>\r\nTo: <sip:a@b>\r\nCall-ID: 1\r\nCSeq: 1 INVITE\r\n'
    const hostile = ['\r\n', '\n', '\r\n\r\n', ' ', '"', '<', '\\', ',', ';', 'a', 'l:0\r\n\r\n', '<a>', '<a b="c" ', '<!--', '&#65;', '\t', '\0', 'a: b\r\n', ' a\r\n', '<a></a>', 'Digest a="', '=,', '%', '%41'].flatMap((text) => [
      fill(text),
      ...['Via: ', 'From: ', 'Reason: ', 'P-Asserted-Identity: "', 'Contact: <', 'WWW-Authenticate: Digest nonce="a", '].map((name) => Buffer.concat([Buffer.from(`${head}${name}`), fill(text).subarray(0, 60_000), Buffer.from('\r\n\r\n')])),
      Buffer.concat([Buffer.from(`${head}Content-Length: 60000\r\n\r\n<dialog-info `), fill(text).subarray(0, 60_000)]),
      Buffer.concat([Buffer.from('<dialog-info '), fill(text)]),
    ])
    const slow = hostile.flatMap((input) => {
      // The best of three: another program may have had the processor.
      const times = [1, 2, 3].map(() => {
        const began = performance.now()
        sipFuzz.run(input)
        return performance.now() - began
      })
      const took = Math.min(...times)
      return took > 50 ? [`${took.toFixed(0)} ms: ${JSON.stringify(input.subarray(-40).toString())}`] : []
    })
    expect(slow).toEqual([])
  })
})
