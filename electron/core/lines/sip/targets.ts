import { lookup, resolveSrv } from 'node:dns/promises'
import { isIP } from 'node:net'
import { SECOND } from '@shared/time.ts'
import { PracticeError } from '../../errors.ts'
import { plainError } from '../sockets.ts'
import { hostOf } from './values.ts'
import type { TransportName } from './transport.ts'

/** Where to connect to. `name` is what its certificate must bear: the name that was entered, not one that DNS put in its place (RFC 5922). */
export type Target = { host: string; port: number; name?: string; path?: string }

export type Resolver = {
  srv: (name: string) => Promise<{ name: string; port: number; priority: number; weight: number }[]>
  addresses: (host: string) => Promise<string[]>
  random: () => number
}

export const systemResolver: Resolver = {
  srv: resolveSrv,
  addresses: async (host) => (await lookup(host, { all: true, order: 'verbatim' })).map(({ address }) => address),
  random: Math.random,
}

const DEFAULT_PORT: Readonly<Record<TransportName, number>> = { udp: 5060, tcp: 5060, tls: 5061, ws: 80, wss: 443 }
const SRV: Readonly<Partial<Record<TransportName, string>>> = { udp: '_sip._udp', tcp: '_sip._tcp', tls: '_sips._tcp' }
/** A name server that does not answer must not keep the line from trying the plain name. */
const ASK_FOR = 3 * SECOND
/** A name with more servers than this is not a practice's. */
const MOST_TARGETS = 8

export type Server = { host: string; port: number | null; path: string | null }

/** One entry of the setting: `host`, `host:port`, an IPv6 address with or without brackets, or for WebSocket a URL with a path. @returns null where it is none */
export function readServer(text: string): Server | null {
  const bare = text.trim().replace(/^(sips?:|wss?:\/\/)/i, '')
  if (isIP(bare) === 6) return { host: bare, port: null, path: null }
  const slash = bare.indexOf('/')
  const place = hostOf(slash < 0 ? bare : bare.slice(0, slash))
  if (!place || /[@;?#]/.test(bare.slice(0, slash < 0 ? undefined : slash)) || !/^[\w.:-]+$/.test(place.host)) return null
  const path = slash < 0 ? null : bare.slice(slash)
  return path !== null && !/^[\x21-\x7e]{1,200}$/.test(path) ? null : { ...place, path }
}

/** The servers of the setting, in their order. */
export function readServers(text: string): Server[] {
  return text.split(',').flatMap((one) => readServer(one) ?? [])
}

/**
 * The places to try for one server, best first (RFC 3263): a port or an address is taken as it is, a name is asked for
 * SRV records first. NAPTR is not asked for: which transport to use is a setting.
 * @throws PracticeError where the name is not known
 */
export async function targetsOf({ host, port, path }: Server, transport: TransportName, resolver: Resolver = systemResolver): Promise<Target[]> {
  const service = SRV[transport]
  const asked = service !== undefined && port === null && isIP(host) === 0 ? await ask(() => resolver.srv(`${service}.${host}`)) : []
  const named = inOrder(asked, resolver.random).slice(0, MOST_TARGETS)
  const places: Target[] = named.length > 0 ? named.map((one) => ({ host: one.name, port: one.port, name: host })) : [{ host, port: port ?? DEFAULT_PORT[transport], ...(path !== null && { path }) }]
  // Streams look names up themselves, and try all their addresses.
  if (transport !== 'udp') return places
  const found: Target[] = []
  let problem: unknown = null
  for (const place of places) {
    try {
      const addresses = isIP(place.host) ? [place.host] : await resolver.addresses(place.host)
      found.push(...addresses.map((address) => ({ host: address, port: place.port })))
    } catch (error) {
      problem = error
    }
  }
  if (found.length === 0) throw new PracticeError(plainError(problem, host, places[0]?.port ?? 0))
  return found.slice(0, MOST_TARGETS)
}

/** No such record, or nobody to ask: then there are none. */
async function ask<T>(question: () => Promise<T[]>): Promise<T[]> {
  const late = new Promise<T[]>((resolve) => {
    setTimeout(() => resolve([]), ASK_FOR).unref()
  })
  return Promise.race([question().catch((): T[] => []), late])
}

/** By priority, and among equals by chance in proportion to their weight (RFC 2782). */
function inOrder<T extends { priority: number; weight: number; name: string }>(records: readonly T[], random: () => number): T[] {
  // A single record for "." says that the service is not offered.
  const left = records.filter((record) => record.name !== '' && record.name !== '.').toSorted((a, b) => a.priority - b.priority)
  const ordered: T[] = []
  while (left.length > 0) {
    const same = left.filter((record) => record.priority === left[0]?.priority)
    let chance = random() * same.reduce((sum, record) => sum + record.weight + 1, 0)
    const chosen = same.find((record) => (chance -= record.weight + 1) < 0) ?? same[0]
    if (!chosen) break
    ordered.push(chosen)
    left.splice(left.indexOf(chosen), 1)
  }
  return ordered
}
