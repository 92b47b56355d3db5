import { createRandom, type Random } from '../../electron/core/lines/demo/random.ts'
import type { FuzzTarget } from './target.ts'

/**
 * Inputs made from a target's seeds by mutation. The same seeds, seed and run number give the same input, so a finding is
 * its two numbers.
 *
 * Own code and no library, on purpose: jazzer.js needs native builds and its own coverage run-time; fast-check, which is
 * here already, makes values of a described shape and keeps each for shrinking, where a wire needs a million broken byte
 * strings near well-formed ones.
 */

const LARGEST = 64 * 1024
/** One input in so many is blown up to the largest size; more would make a million inputs a matter of hours. */
const HUGE_ONE_IN = 100
/** A piece copied within or between inputs, bytes, where it is not blown up. */
const PIECE = 400

type Material = { seeds: Buffer[]; tokens: Buffer[]; largest: number }
type Mutation = (input: Buffer, random: Random, material: Material) => Buffer

/** What breaks parsers whatever their language. */
const SIGNS = ['\r\n', '\n', '\r', '\r\n\r\n', '\n\n', '\0', '\t', ' ', '', ':', ';', ',', '=', '&', '"', "'", '\\', '<', '>', '(', ')', '[]', '{}', '+', '%', '%00', '%zz', '%ff', '%u0041', '\\u0000', '\\ud800']
const WORDS = ['null', 'true', 'NaN', '[object Object]', '__proto__', 'constructor', 'toString', '\u{1f600}', '\ufeff', '\u2028', '\u202e', 'İ', '../../', 'A'.repeat(300)]
const HOSTILE = [...SIGNS, ...WORDS].map((text) => Buffer.from(text))
/** A byte order mark of UTF-16, a lone half of a pair, an overlong slash, a cut character, and such. */
const BROKEN_UTF8 = [[0xff, 0xfe], [0xed, 0xa0, 0x80], [0xc0, 0xaf], [0xe2, 0x82], [0xf8, 0x88, 0x80, 0x80, 0x80], [0x80], [0xd8, 0x00]].map((bytes) => Buffer.from(bytes))
const NUMBERS = ['0', '-1', '-0', '00', '1e309', '-1e309', '1e-400', '0.1', '255', '256', '65535', '65536', '2147483648', '4294967296', '9007199254740993', '99999999999999999999', '0x10', '9'.repeat(400), '١٢٣'].map((text) => Buffer.from(text))
const NESTS: [open: string, close: string][] = [['[', ']'], ['{"a":', '}'], ['(', ')'], ['<a>', '</a>'], ['"', '"'], ['<', '>'], ['a[b]', ''], ['&', ';']]

/** Makes inputs. @returns the input of a run: first the seeds as they are, then what the mutations make of them */
export function inputsOf(target: Pick<FuzzTarget, 'seeds' | 'largest'>, seed: number): (run: number) => Buffer {
  const seeds = target.seeds.map((it) => Buffer.from(it))
  const material: Material = { seeds, tokens: [...tokensOf(seeds), ...HOSTILE, ...BROKEN_UTF8], largest: target.largest ?? LARGEST }
  const chance = createRandom(seed)
  return (run) => {
    const plain = seeds[run]
    if (plain) return Buffer.from(plain)
    const random = chance.fork(String(run))
    let input: Buffer = Buffer.from(random.pick(seeds))
    // Mostly one or two: an input broken all over is refused at its first byte.
    do input = random.pick(MUTATIONS)(input, random, material).subarray(0, material.largest)
    while (random.chance(0.5))
    if (random.int(1, HUGE_ONE_IN) === 1) input = random.pick(BLOW_UPS)(input, random, material).subarray(0, material.largest)
    return input
  }
}

/** Words, header names, keys, values and lines of the seeds: what the parser looks for. */
function tokensOf(seeds: readonly Buffer[]): Buffer[] {
  const texts = seeds.map((seed) => seed.toString('latin1'))
  const tokens = texts.flatMap((text) => [...(text.match(/[\w.@+-]+/g) ?? []), ...(text.match(/[^\r\n&,;{}]+/g) ?? []), ...(text.match(/^.*(\r?\n|$)/gm) ?? [])])
  return [...new Set(tokens)].filter((token) => token !== '' && token.length <= PIECE).map((token) => Buffer.from(token, 'latin1'))
}

const MUTATIONS: readonly Mutation[] = [
  function flipBits(input, random) {
    for (let flips = random.int(1, 4); flips > 0 && input.length > 0; flips -= 1) {
      const at = random.int(0, input.length - 1)
      input[at] = (input[at] ?? 0) ^ (1 << random.int(0, 7))
    }
    return input
  },
  function truncate(input, random) {
    const at = random.int(0, input.length)
    return random.chance(0.7) ? input.subarray(0, at) : input.subarray(at)
  },
  function remove(input, random) {
    const [from, to] = slice(input, random)
    return put(input, from, to)
  },
  function duplicate(input, random) {
    const [from, to] = slice(input, random)
    return put(input, to, to, ...Array.from({ length: random.int(1, 3) }, () => input.subarray(from, to)))
  },
  function move(input, random) {
    const [from, to] = slice(input, random)
    const rest = put(input, from, to)
    const at = random.int(0, rest.length)
    return put(rest, at, at, input.subarray(from, to))
  },
  function splice(input, random, { seeds }) {
    const other = random.pick(seeds)
    return Buffer.concat([input.subarray(0, random.int(0, input.length)), other.subarray(random.int(0, other.length))])
  },
  function insertToken(input, random, { tokens }) {
    const at = random.int(0, input.length)
    return put(input, at, at, random.pick(tokens))
  },
  function replaceWithToken(input, random, { tokens }) {
    const [from, to] = wordAt(input, random.int(0, input.length), isWord)
    return put(input, from, to, random.pick(tokens))
  },
  function breakText(input, random) {
    const at = random.int(0, input.length)
    return put(input, at, random.chance(0.5) ? at : Math.min(input.length, at + 1), random.pick(random.chance(0.5) ? BROKEN_UTF8 : HOSTILE))
  },
  function breakLines(input, random) {
    const text = input.toString('latin1')
    const [from, to] = random.pick([['\r\n', '\n'], ['\n', '\r\n'], ['\r\n', '\r'], ['\n', '\0'], ['\r\n', '\r\n '], ['\n', '\n\n'], ['\r\n', ' ']] as const)
    return Buffer.from(random.chance(0.5) ? text.replaceAll(from, to) : text.replace(from, to), 'latin1')
  },
  function extremeNumber(input, random) {
    // The next number after a place in it, round its end.
    const at = random.int(0, Math.max(0, input.length - 1))
    const digit = [...input.subarray(at), ...input.subarray(0, at)].findIndex(isDigit)
    if (digit < 0) return input
    const [from, to] = wordAt(input, (at + digit) % input.length, isDigit)
    return put(input, from, to, random.pick(NUMBERS))
  },
  function swapCase(input, random) {
    const [from, to] = slice(input, random)
    for (let at = from; at < to; at += 1) if (/[a-z]/i.test(String.fromCharCode(input[at] ?? 0))) input[at] = (input[at] ?? 0) ^ 0x20
    return input
  },
  function nest(input, random) {
    const [open, close] = random.pick(NESTS)
    const depth = random.int(2, 40)
    const [from, to] = random.chance(0.5) ? slice(input, random) : [0, input.length]
    return put(input, from, to, Buffer.from(open.repeat(depth)), input.subarray(from, to), Buffer.from(close.repeat(depth)))
  },
]

/** Up to the largest size: the same again and again, deep nesting, many small headers or fields, plain noise. */
const BLOW_UPS: readonly Mutation[] = [
  function repeatPiece(input, random, { largest }) {
    const [from, to] = slice(input, random)
    const piece = from === to ? Buffer.from(' ') : input.subarray(from, to)
    return put(input, to, to, Buffer.alloc(random.int(1, largest), piece))
  },
  function repeatToken(input, random, { tokens, largest }) {
    const at = random.int(0, input.length)
    const token = random.pick(tokens)
    return put(input, at, at, Buffer.alloc(random.int(1, largest), token.length === 0 ? 'a' : token))
  },
  function nestDeep(input, random, { largest }) {
    const [open, close] = random.pick(NESTS)
    const depth = Math.floor(random.int(1, largest) / (open.length + close.length))
    // Half of them never close.
    return Buffer.concat([Buffer.from(open.repeat(depth)), input, Buffer.from(random.chance(0.5) ? close.repeat(depth) : '')])
  },
  function manyDifferent(input, random, { largest }) {
    const [before, between] = random.pick([['X-', ': 1\r\n'], ['f', '=1&'], ['"k', '":1,'], [';p', '=1'], ['<sip:a', '@b>,']] as const)
    const at = random.int(0, input.length)
    const count = Math.floor(random.int(1, largest) / (before.length + between.length + 5))
    return put(input, at, at, Buffer.from(Array.from({ length: count }, (_, index) => `${before}${index}${between}`).join('')))
  },
  function noise(_input, random, { largest }) {
    return Buffer.from(Array.from({ length: random.int(1, largest / 16) }, () => random.int(0, 255)))
  },
]

/** A place and a length in it, short ones more often. */
function slice(input: Buffer, random: Random): [from: number, to: number] {
  const from = random.int(0, input.length)
  return [from, Math.min(input.length, from + random.int(0, random.chance(0.5) ? 8 : PIECE))]
}

function put(input: Buffer, from: number, to: number, ...pieces: Buffer[]): Buffer {
  return Buffer.concat([input.subarray(0, from), ...pieces, input.subarray(to)])
}

function wordAt(input: Buffer, at: number, belongs: (byte: number) => boolean): [from: number, to: number] {
  let [from, to] = [at, at]
  while (from > 0 && belongs(input[from - 1] ?? 0)) from -= 1
  while (to < input.length && belongs(input[to] ?? 0)) to += 1
  return [from, to]
}

const isDigit = (byte: number): boolean => byte >= 0x30 && byte <= 0x39
const isWord = (byte: number): boolean => isDigit(byte) || (byte >= 0x41 && byte <= 0x5a) || (byte >= 0x61 && byte <= 0x7a) || byte === 0x5f || byte === 0x2d
