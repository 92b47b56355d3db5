import type { Codec } from '../wire/clone.ts'

/** Called with what the other world sent; each function knows what that is. */
type Provided = (...args: never[]) => unknown

export interface WorldLink {
  provide(name: string, run: Provided): void
  remote(name: string): (...args: unknown[]) => unknown
}

/**
 * Calls between the page's world and the preload's world, which share the document but no objects. Both sides run this
 * same function, with the two event names exchanged. The names are random and known to these two closures only.
 * Runs in the page: no imports, everything it needs is a parameter or a global taken before any page script ran.
 */
export function createWorldLink(codec: Codec, outgoing: string, incoming: string): WorldLink {
  const Custom = CustomEvent
  const dispatch = window.dispatchEvent.bind(window)
  const provided = new Map<string, Provided>()
  const names = new WeakMap<object, string>()
  const settlers = new Map<string, { resolve(value: unknown): void; reject(error: unknown): void }>()
  let made = 0
  let reply: { kind: string; body: string } | undefined

  const post = (kind: string, name: string, body: string) => {
    dispatch(new Custom(outgoing, { detail: `${kind} ${name}\n${body}` }))
  }

  const pack = (value: unknown): string =>
    codec.encode(value, (item) => {
      const isPromise = 'then' in item && typeof item.then === 'function'
      if (typeof item !== 'function' && !isPromise) return undefined
      const known = names.get(item)
      if (known !== undefined) return known
      const name = `${isPromise ? 'promise' : 'function'}-${++made}`
      names.set(item, name)
      if (isPromise) {
        // A microtask later at the earliest, when the other side has made its promise.
        ;(item as Promise<unknown>).then(
          (result: unknown) => post('resolved', name, pack(result)),
          (error: unknown) => post('rejected', name, pack(error)),
        )
      } else {
        provided.set(name, item as Provided)
      }
      return name
    })

  const unpack = (body: string): unknown =>
    codec.decode(body, (name) => {
      if (name.startsWith('function-')) return remote(name)
      return new Promise((resolve, reject) => settlers.set(name, { resolve, reject }))
    })

  const remote = (name: string) => (...args: unknown[]) => {
    reply = undefined
    post('call', name, pack(args))
    const answer = reply as { kind: string; body: string } | undefined
    reply = undefined
    if (!answer) throw new Error('The other world is gone')
    if (answer.kind === 'threw') throw unpack(answer.body)
    return unpack(answer.body)
  }

  const answerCall = (name: string, body: string) => {
    try {
      const run = provided.get(name)
      if (!run) throw new Error(`${name} is not provided`)
      post('returned', name, pack(run(...(unpack(body) as never[]))))
    } catch (error) {
      post('threw', name, pack(error))
    }
  }

  const settle = (kind: string, name: string, body: string) => {
    const settler = settlers.get(name)
    settlers.delete(name)
    if (kind === 'resolved') settler?.resolve(unpack(body))
    else settler?.reject(unpack(body))
  }

  window.addEventListener(
    incoming,
    (event) => {
      const text = String((event as CustomEvent).detail)
      const end = text.indexOf('\n')
      const [kind = '', name = ''] = text.slice(0, end).split(' ')
      const body = text.slice(end + 1)
      if (kind === 'call') answerCall(name, body)
      else if (kind === 'returned' || kind === 'threw') reply = { kind, body }
      else settle(kind, name, body)
    },
    true,
  )

  return {
    provide: (name, run) => void provided.set(name, run),
    remote,
  }
}
