import fc from 'fast-check'
import { expect, test } from 'vitest'
import { asteriskFuzz } from './fuzz.ts'
import { createReader, type Block } from './reader.ts'

const seeds = asteriskFuzz.seeds.map((seed) => Buffer.from(seed))

/** A seed with pieces of others, of itself and of noise put over it. */
const mangled = fc
  .tuple(fc.constantFrom(...seeds), fc.array(fc.tuple(fc.nat(), fc.nat(), fc.oneof(fc.uint8Array({ maxLength: 40 }), fc.constantFrom(...seeds)), fc.nat({ max: 400 })), { maxLength: 8 }))
  .map(([seed, cuts]) =>
    cuts.reduce((input, [at, drop, piece, length]) => {
      const from = at % (input.length + 1)
      return Buffer.concat([input.subarray(0, from), Buffer.from(piece).subarray(0, length), input.subarray(from + (drop % 200))])
    }, seed),
  )

test('whatever comes over the wire, nothing is thrown', () => {
  fc.assert(
    fc.property(mangled, (input) => {
      expect(() => asteriskFuzz.run(input)).not.toThrow()
    }),
    { numRuns: 2000 },
  )
})

test('the worst that fits into 64 kB is read in a moment', () => {
  const worst = [
    ...seeds.map((seed) => Buffer.concat(Array.from({ length: Math.ceil(65_536 / seed.length) }, () => seed)).subarray(0, 65_536)),
    Buffer.from('\r\n'.repeat(32_768)),
    Buffer.from('a:\n'.repeat(21_845)),
    Buffer.from('-'.repeat(65_536)),
    Buffer.from(`Event: Newchannel\nChannel: SIP/${'-1'.repeat(32_000)}\nUniqueid: 1\nLinkedid: 1\n\n`),
    Buffer.from('call manager '.repeat(5000)),
    Buffer.from(Array.from({ length: 1100 }, (_, n) => `Event: CoreShowChannel\nChannel: a/b\nUniqueid: ${n}\nLinkedid: 1\n\n`).join('')),
    Buffer.from(Array.from({ length: 900 }, (_, n) => `Event: Newchannel\nChannel: a/b\nUniqueid: ${n}\nLinkedid: 0\nContext: from-trunk\n\n`).join('')),
  ]
  for (const input of worst) {
    const times = [0, 1, 2].map(() => {
      const began = performance.now()
      asteriskFuzz.run(input)
      return performance.now() - began
    })
    expect(Math.min(...times)).toBeLessThan(50)
  }
})

const blocks = (pieces: readonly Uint8Array[]): { blocks: Record<string, readonly string[]>[]; bad: string[] } => {
  const bad: string[] = []
  const reader = createReader((what) => bad.push(what))
  const keys = ['event', 'response', 'channel', 'uniqueid', 'linkedid', 'output', 'a', 'context', 'dialstatus']
  const read = (block: Block): Record<string, readonly string[]> => Object.fromEntries(keys.map((key) => [key, block.all(key)]))
  return { blocks: pieces.flatMap((piece) => reader.push(piece)).map(read), bad }
}

test('how the network cuts it changes nothing, garbage included', () => {
  fc.assert(
    fc.property(mangled, fc.array(fc.nat(), { maxLength: 12 }), (input, cuts) => {
      const at = cuts.map((cut) => cut % (input.length + 1)).toSorted((a, b) => a - b)
      const pieces = [0, ...at].map((from, index) => input.subarray(from, at[index] ?? input.length))
      expect(blocks(pieces)).toEqual(blocks([input]))
      expect(blocks(Array.from(input, (byte) => Uint8Array.of(byte)))).toEqual(blocks([input]))
    }),
    { numRuns: 300 },
  )
})

test('what follows a block that is too long is read as if it had not been', () => {
  const long = Buffer.from(`Event: A\r\nX: ${'y'.repeat(1_000_000)}\r\nZ: z\r\n\r\nEvent: B\r\n\r\n`)
  expect(blocks([long]).blocks.map((block) => block['event'])).toEqual([['B']])
  expect(blocks([long]).bad).toEqual(['tooLong'])
})

test('the output of a command, empty lines and all, is one block', () => {
  const text = 'Response: Follows\r\nPrivilege: Command\r\nOne: 1\r\n\r\ntwo\r\n--END COMMAND--\r\n\r\nResponse: Success\r\nOutput: a: b\r\nOutput: c\r\n\r\n'
  expect(blocks([Buffer.from(text)]).blocks.map((block) => block['output'])).toEqual([['One: 1', '', 'two'], ['a: b', 'c']])
})
