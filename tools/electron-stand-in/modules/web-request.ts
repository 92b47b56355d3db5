import { answered } from '../answered.ts'

export interface Ruling {
  cancel?: boolean
  responseHeaders?: Record<string, string | string[]>
}
type Listener = (details: object, answer: (ruling?: Ruling) => void) => void
interface Filter {
  urls?: string[]
}
interface Rule {
  matches(url: string): boolean
  listener: Listener
}

/** The part of session.webRequest the app may use; requests are intercepted only while a rule is set. */
export class WebRequest {
  private readonly rules = new Map<string, Rule>()
  private readonly changed: () => void

  constructor(changed: () => void) {
    this.changed = changed
    return answered('webRequest', this)
  }

  get isUsed(): boolean {
    return this.rules.size > 0
  }

  onBeforeRequest(filter: Filter | Listener | null, listener?: Listener | null): void {
    this.set('before-request', filter, listener)
  }

  onHeadersReceived(filter: Filter | Listener | null, listener?: Listener | null): void {
    this.set('headers-received', filter, listener)
  }

  /** Asks the app's listener; an empty answer when there is none or its filter does not match. */
  ask(stage: 'before-request' | 'headers-received', details: { url: string; [name: string]: unknown }): Promise<Ruling> {
    const rule = this.rules.get(stage)
    if (!rule?.matches(details.url)) return Promise.resolve({})
    return new Promise((resolve) => rule.listener(details, (ruling) => resolve(ruling ?? {})))
  }

  private set(stage: string, filter: Filter | Listener | null, listener: Listener | null | undefined): void {
    const chosen = typeof filter === 'function' ? filter : listener
    if (chosen === null || chosen === undefined) this.rules.delete(stage)
    else this.rules.set(stage, { listener: chosen, matches: matcher(typeof filter === 'function' ? null : filter) })
    this.changed()
  }
}

function matcher(filter: Filter | null): (url: string) => boolean {
  const patterns = filter?.urls
  if (!patterns || patterns.length === 0) return () => true
  const expressions = patterns.map((pattern) =>
    pattern === '<all_urls>'
      ? /./
      : new RegExp(`^${pattern.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replace(/\*/g, '.*')}$`),
  )
  return (url) => expressions.some((expression) => expression.test(url))
}
