import { EventEmitter } from 'node:events'

// What consoles, promises, inspectors and test runners probe on any object. Throwing there would break them.
const PROBED = new Set([
  'then', 'catch', 'finally', 'toJSON', 'toString', 'valueOf', 'constructor', 'prototype', 'name', 'length', 'inspect', 'nodeType',
  'tagName', 'asymmetricMatch', '$$typeof', '@@__IMMUTABLE_ITERABLE__@@', '@@__IMMUTABLE_RECORD__@@', 'domain', 'default', '__esModule',
])

// What still works on a destroyed window or webContents; everything else throws, as it does in Electron.
const OUTLIVES = new Set(['isDestroyed', 'id', 'webContents', 'constructor', 'answersAs', 'answersEvents', 'refuseUnknown'])
const belongsToEmitter = (key: string): boolean => key in EventEmitter.prototype || key.startsWith('_')

/**
 * Wraps an Electron object so that a member the stand-in does not have throws by name instead of being undefined, and,
 * for objects that can be destroyed, so that using one afterwards throws too.
 */
export function answered<T extends object>(name: string, target: T, isDestroyed: () => boolean = () => false): T {
  return new Proxy(target, {
    get(object, key, receiver) {
      if (typeof key === 'symbol' || PROBED.has(key)) return Reflect.get(object, key, receiver)
      if (!(key in object)) throw new Error(`electron-stand-in: ${name}.${key} is not answered for`)
      if (isDestroyed() && !OUTLIVES.has(key) && !belongsToEmitter(key) && !key.startsWith('standIn')) {
        throw new TypeError('Object has been destroyed')
      }
      return Reflect.get(object, key, receiver)
    },
  })
}

/** Node's own type of a listener: whatever the event carries. */
export type Listener = Parameters<EventEmitter['on']>[1]

const NODE_EVENTS = new Set(['newListener', 'removeListener', 'error'])

/** An emitter that refuses a listener for an event it never emits: such a listener would wait for ever, silently. */
export class AnsweredEmitter extends EventEmitter {
  readonly answersAs: string
  readonly answersEvents: ReadonlySet<string>

  constructor(name: string, events: readonly string[]) {
    super()
    this.setMaxListeners(0)
    this.answersAs = name
    this.answersEvents = new Set(events)
  }

  private refuseUnknown(event: string | symbol): void {
    if (typeof event === 'symbol' || this.answersEvents.has(event) || NODE_EVENTS.has(event)) return
    throw new Error(`electron-stand-in: ${this.answersAs} event '${event}' is not answered for`)
  }

  override on(event: string | symbol, listener: Listener): this {
    this.refuseUnknown(event)
    return super.on(event, listener)
  }

  override addListener(event: string | symbol, listener: Listener): this {
    return this.on(event, listener)
  }

  override prependListener(event: string | symbol, listener: Listener): this {
    this.refuseUnknown(event)
    return super.prependListener(event, listener)
  }
}

export interface StandInEvent {
  preventDefault(): void
  readonly defaultPrevented: boolean
}

/** Electron's event object: `preventDefault` and whatever the event carries. */
export function createEvent<T extends object>(carried: T): T & StandInEvent {
  let prevented = false
  const event = {
    preventDefault: () => {
      prevented = true
    },
  }
  Object.defineProperty(event, 'defaultPrevented', { enumerable: true, get: () => prevented })
  return Object.assign(event, carried) as T & StandInEvent
}
