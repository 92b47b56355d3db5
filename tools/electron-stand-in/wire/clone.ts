// The structured clone as text. One function without imports, because the page gets it by its source text.

export interface Bytes {
  toText(bytes: Uint8Array): string
  fromText(text: string): Uint8Array
}

export interface Codec {
  /** Throws DataCloneError for what cannot be cloned, unless `extra` returns a token for it. */
  encode(value: unknown, extra?: (value: object) => string | undefined): string
  decode(text: string, extra?: (token: string) => unknown): unknown
}

export function createCodec(bytes: Bytes): Codec {
  const VIEWS: Record<string, new (buffer: ArrayBufferLike) => ArrayBufferView> = {
    Int8Array, Uint8Array, Uint8ClampedArray, Int16Array, Uint16Array, Int32Array, Uint32Array,
    Float32Array, Float64Array, BigInt64Array, BigUint64Array, DataView,
  }
  const ERRORS: Record<string, new (message: string) => Error> = { Error, EvalError, RangeError, ReferenceError, SyntaxError, TypeError, URIError }
  const DEEP = 100

  const refuse = (what: string): never => {
    throw new DOMException(`${what} could not be cloned.`, 'DataCloneError')
  }

  // Nearly everything the app sends is plain JSON: one walk finds that out, and then JSON does the work.
  const isPlain = (value: unknown, depth: number): boolean => {
    if (typeof value === 'string' || typeof value === 'boolean' || value === null) return true
    if (typeof value === 'number') return Number.isFinite(value) && !Object.is(value, -0)
    if (typeof value !== 'object' || depth > DEEP) return false
    if (Array.isArray(value)) {
      for (let index = 0; index < value.length; index++) if (!isPlain(value[index], depth + 1)) return false
      return true
    }
    const parent: unknown = Object.getPrototypeOf(value)
    if (parent !== Object.prototype && parent !== null) return false
    for (const key of Object.keys(value)) if (!isPlain((value as Record<string, unknown>)[key], depth + 1)) return false
    return true
  }

  const bytesOf = (buffer: ArrayBufferLike) => bytes.toText(new Uint8Array(buffer))

  const encodeTree = (root: unknown, extra?: (value: object) => string | undefined): unknown => {
    const seen = new Map<object, number>()
    const write = (value: unknown): unknown => {
      if (value === null || typeof value === 'string' || typeof value === 'boolean') return value
      if (value === undefined) return ['u']
      if (typeof value === 'number') {
        return Number.isFinite(value) && !Object.is(value, -0) ? value : ['n', Object.is(value, -0) ? '-0' : String(value)]
      }
      if (typeof value === 'bigint') return ['b', String(value)]
      if (typeof value === 'symbol') return refuse(String(value))
      const token = extra?.(value)
      if (token !== undefined) return ['x', token]
      if (typeof value === 'function') return refuse(`function ${value.name}`)
      const index = seen.get(value)
      if (index !== undefined) return ['ref', index]
      seen.set(value, seen.size)
      return writeObject(value)
    }
    const writeObject = (value: object): unknown => {
      if (Array.isArray(value)) {
        const items: unknown[] = ['a', value.length]
        // Skips holes, which arrive as holes.
        value.forEach((item, index) => items.push(index, write(item)))
        return items
      }
      const kind = Object.prototype.toString.call(value).slice(8, -1)
      if (value instanceof Date) return ['d', Number.isNaN(value.getTime()) ? null : value.getTime()]
      if (value instanceof RegExp) return ['r', value.source, value.flags]
      if (value instanceof Map) return ['m', ...[...value].flatMap(([key, item]) => [write(key), write(item)])]
      if (value instanceof Set) return ['s', ...[...value].map(write)]
      if (value instanceof ArrayBuffer) return ['B', bytesOf(value)]
      if (ArrayBuffer.isView(value)) {
        if (VIEWS[kind] === undefined) return refuse(`#<${kind}>`)
        return ['t', kind, bytesOf(value.buffer.slice(value.byteOffset, value.byteOffset + value.byteLength))]
      }
      if (kind === 'Boolean' || kind === 'Number' || kind === 'String') return ['w', value.valueOf()]
      if (value instanceof Error) {
        const cause = Object.hasOwn(value, 'cause') ? [write(value.cause)] : []
        return ['e', value.name, value.message, value.stack ?? '', ...cause]
      }
      if (kind !== 'Object') return refuse(`#<${kind}>`)
      const pairs: unknown[] = ['o']
      for (const [key, item] of Object.entries(value)) pairs.push(key, write(item))
      return pairs
    }
    return write(root)
  }

  const decodeTree = (root: unknown, extra?: (token: string) => unknown): unknown => {
    const made: unknown[] = []
    const keep = <T>(value: T): T => {
      made.push(value)
      return value
    }
    const read = (node: unknown): unknown => {
      if (!Array.isArray(node)) return node
      const [tag, ...rest] = node as [string, ...unknown[]]
      const [first, second] = rest as [string, string]
      switch (tag) {
        case 'n':
          return first === '-0' ? -0 : Number(first)
        case 'u':
          return undefined
        case 'b':
          return BigInt(first)
        case 'x':
          return extra?.(first)
        case 'ref':
          return made[Number(first)]
        case 'd':
          return keep(new Date((rest[0] as number | null) ?? Number.NaN))
        case 'r':
          return keep(new RegExp(first, second))
        case 'w':
          return keep(Object(rest[0]))
        case 'B':
          return keep(bytes.fromText(first).buffer)
        case 't':
          return readView(first, second)
        case 'e':
          return readError(rest)
        default:
          return readCollection(tag, rest)
      }
    }
    const readView = (kind: string, text: string): unknown => {
      const View = VIEWS[kind]
      return View && keep(new View(bytes.fromText(text).buffer))
    }
    const readError = (rest: unknown[]): Error => {
      const [name, message, stack] = rest as [string, string, string]
      const error = keep(new (ERRORS[name] ?? Error)(message))
      if (error.name !== name) Object.defineProperty(error, 'name', { value: name, configurable: true, writable: true })
      Object.defineProperty(error, 'stack', { value: stack, configurable: true, writable: true })
      if (rest.length > 3) error.cause = read(rest[3])
      return error
    }
    const readCollection = (tag: string, rest: unknown[]): unknown => {
      if (tag === 's') {
        const set = keep(new Set())
        for (const item of rest) set.add(read(item))
        return set
      }
      if (tag === 'm') {
        const map = keep(new Map())
        for (let index = 0; index < rest.length; index += 2) map.set(read(rest[index]), read(rest[index + 1]))
        return map
      }
      if (tag === 'a') {
        const list = keep<unknown[]>([])
        list.length = Number(rest[0])
        for (let index = 1; index < rest.length; index += 2) list[Number(rest[index])] = read(rest[index + 1])
        return list
      }
      const object = keep({})
      for (let index = 0; index < rest.length; index += 2) {
        // Defined, not assigned: a key named __proto__ must stay a key.
        const value = read(rest[index + 1])
        Object.defineProperty(object, String(rest[index]), { value, configurable: true, enumerable: true, writable: true })
      }
      return object
    }
    return read(root)
  }

  return {
    encode: (value, extra) => (isPlain(value, 0) ? JSON.stringify(value) : `~${JSON.stringify(encodeTree(value, extra))}`),
    decode: (text, extra) => ((text[0] === '~' ? decodeTree(JSON.parse(text.slice(1)), extra) : (JSON.parse(text) as unknown))),
  }
}
