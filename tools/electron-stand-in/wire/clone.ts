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
  const VIEWS: Record<string, any> = {
    Int8Array, Uint8Array, Uint8ClampedArray, Int16Array, Uint16Array, Int32Array, Uint32Array,
    Float32Array, Float64Array, BigInt64Array, BigUint64Array, DataView,
  }
  const ERRORS: Record<string, any> = { Error, EvalError, RangeError, ReferenceError, SyntaxError, TypeError, URIError }
  const DEEP = 100

  const refuse = (what: string): never => {
    throw new DOMException(`${what} could not be cloned.`, 'DataCloneError')
  }

  // Nearly everything the app sends is plain JSON: one walk finds that out, and then JSON does the work.
  const isPlain = (value: any, depth: number): boolean => {
    if (typeof value === 'string' || typeof value === 'boolean' || value === null) return true
    if (typeof value === 'number') return Number.isFinite(value) && !Object.is(value, -0)
    if (typeof value !== 'object' || depth > DEEP) return false
    if (Array.isArray(value)) {
      for (let index = 0; index < value.length; index++) if (!isPlain(value[index], depth + 1)) return false
      return true
    }
    const parent = Object.getPrototypeOf(value)
    if (parent !== Object.prototype && parent !== null) return false
    for (const key of Object.keys(value)) if (!isPlain(value[key], depth + 1)) return false
    return true
  }

  const bytesOf = (buffer: ArrayBuffer) => bytes.toText(new Uint8Array(buffer))

  const encodeTree = (root: unknown, extra?: (value: object) => string | undefined): unknown => {
    const seen = new Map<object, number>()
    const write = (value: any): unknown => {
      switch (typeof value) {
        case 'string':
        case 'boolean':
          return value
        case 'number':
          return Number.isFinite(value) && !Object.is(value, -0) ? value : ['n', Object.is(value, -0) ? '-0' : String(value)]
        case 'undefined':
          return ['u']
        case 'bigint':
          return ['b', String(value)]
        case 'symbol':
          return refuse(String(value))
      }
      if (value === null) return null
      const token = extra?.(value)
      if (token !== undefined) return ['x', token]
      if (typeof value === 'function') return refuse(`function ${value.name}`)
      const index = seen.get(value)
      if (index !== undefined) return ['ref', index]
      seen.set(value, seen.size)
      return writeObject(value)
    }
    const writeObject = (value: any): unknown => {
      if (Array.isArray(value)) {
        const items: unknown[] = ['a', value.length]
        value.forEach((item, index) => items.push(index, write(item)))
        return items
      }
      const kind = Object.prototype.toString.call(value).slice(8, -1)
      if (kind === 'Date') return ['d', Number.isNaN(value.getTime()) ? null : value.getTime()]
      if (kind === 'RegExp') return ['r', value.source, value.flags]
      if (kind === 'Map') return ['m', ...[...value].flatMap(([key, item]: [unknown, unknown]) => [write(key), write(item)])]
      if (kind === 'Set') return ['s', ...[...value].map(write)]
      if (kind === 'ArrayBuffer') return ['B', bytesOf(value)]
      if (VIEWS[kind] !== undefined) {
        return ['t', kind, bytesOf(value.buffer.slice(value.byteOffset, value.byteOffset + value.byteLength))]
      }
      if (kind === 'Boolean' || kind === 'Number' || kind === 'String') return ['w', value.valueOf()]
      if (value instanceof Error || kind === 'Error' || kind === 'DOMException') {
        const cause = Object.hasOwn(value, 'cause') ? [write(value.cause)] : []
        return ['e', value.name, String(value.message), String(value.stack ?? ''), ...cause]
      }
      if (kind !== 'Object') return refuse(`#<${kind}>`)
      const pairs: unknown[] = ['o']
      for (const key of Object.keys(value)) pairs.push(key, write(value[key]))
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
    const read = (node: any): any => {
      if (!Array.isArray(node)) return node
      const [tag, first, second] = node
      switch (tag) {
        case 'n': return first === '-0' ? -0 : Number(first)
        case 'u': return undefined
        case 'b': return BigInt(first)
        case 'x': return extra ? extra(first) : undefined
        case 'ref': return made[first]
        case 'd': return keep(new Date(first ?? Number.NaN))
        case 'r': return keep(new RegExp(first, second))
        case 'w': return keep(Object(first))
        case 'B': return keep(bytes.fromText(first).buffer)
        case 't': return keep(new VIEWS[first](bytes.fromText(second).buffer))
        case 'e': {
          const error = keep(new (ERRORS[first] ?? Error)(second))
          if (error.name !== first) Object.defineProperty(error, 'name', { value: first, configurable: true, writable: true })
          Object.defineProperty(error, 'stack', { value: node[3], configurable: true, writable: true })
          if (node.length > 4) error.cause = read(node[4])
          return error
        }
        case 'a': {
          const list = keep(new Array(first))
          for (let index = 2; index < node.length; index += 2) list[node[index]] = read(node[index + 1])
          return list
        }
        case 'm': {
          const map = keep(new Map())
          for (let index = 1; index < node.length; index += 2) map.set(read(node[index]), read(node[index + 1]))
          return map
        }
        case 's': {
          const set = keep(new Set())
          for (let index = 1; index < node.length; index++) set.add(read(node[index]))
          return set
        }
        default: {
          const object: Record<string, unknown> = keep({})
          for (let index = 1; index < node.length; index += 2) {
            Object.defineProperty(object, node[index], { value: read(node[index + 1]), configurable: true, enumerable: true, writable: true })
          }
          return object
        }
      }
    }
    return read(root)
  }

  return {
    encode: (value, extra) => (isPlain(value, 0) ? JSON.stringify(value) : `~${JSON.stringify(encodeTree(value, extra))}`),
    decode: (text, extra) => (text[0] === '~' ? decodeTree(JSON.parse(text.slice(1)), extra) : JSON.parse(text)),
  }
}
