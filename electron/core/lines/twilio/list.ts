import { log } from '../../log.ts'
import { TwilioError, type Client, type Query } from './client.ts'
import type { Page } from './wire.ts'

const PAGE_SIZE = 100
/** A hundred thousand entries of one day: something is very wrong with what we are told. */
const MOST_PAGES = 1000

type Wanted<T> = {
  path: string
  query: Query
  read: (json: unknown) => Page<T> | null
  /** When an entry happened, ms UTC; null where it does not say. */
  at: (entry: T) => number | null
  /** Nothing before this is wanted, ms UTC. */
  from?: number
  pages?: number
}

/**
 * Reads a list page by page, by the links Twilio gives. Twilio shows the newest first and may take only the day of a
 * time it is given, so reading stops at the first page that is older than wanted as a whole.
 * @throws TwilioError
 */
export async function readList<T>(client: Pick<Client, 'get'>, { path, query, read, at, from = -Infinity, pages = MOST_PAGES }: Wanted<T>): Promise<T[]> {
  const all: T[] = []
  let next: string | null = path
  for (let count = 0; next !== null && count < pages; count += 1) {
    const page: Page<T> | null = read(await client.get(next, count === 0 ? { ...query, PageSize: PAGE_SIZE } : {}))
    if (page === null) throw new TwilioError('Twilio answered something that cannot be read. Rapport tries again by itself.')
    if (page.unreadable > 0) noteUnreadable(path, page.unreadable)
    all.push(...page.entries)
    if (page.entries.length > 0 && page.entries.every((entry) => (at(entry) ?? Infinity) < from)) break
    next = page.next
  }
  return all
}

/** A time as Twilio's filters take it. */
export function asFilter(at: number): string {
  return new Date(at).toISOString().replace(/\.\d+Z$/, 'Z')
}

const noted = new Set<string>()

/** The same entry comes again with every look; it is said once. */
function noteUnreadable(path: string, count: number): void {
  const what = `${path} ${count}`
  if (noted.has(what) || noted.size > 100) return
  noted.add(what)
  log.warn('twilio.unreadable', { count })
}
