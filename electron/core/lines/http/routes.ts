import type { IncomingMessage } from 'node:http'
import { Refused } from './answers.ts'

type Name = 'events' | 'cti' | 'health'
export type Route = { name: Name; /** A token in the address; only a CTI push may bring it so. */ token: string | null }

const METHODS: Record<Name, 'GET' | 'POST'> = { events: 'POST', cti: 'POST', health: 'GET' }

/** @throws Refused 404 or 405 */
export function routeOf({ url, method }: Pick<IncomingMessage, 'url' | 'method'>): Route {
  const route = read(URL.parse(url ?? '', 'http://127.0.0.1')?.pathname ?? '')
  if (!route) throw new Refused(404, 'unknownPath', 'There is nothing here. Events go to /v1/events, a CTI push to /v1/cti.')
  const wanted = METHODS[route.name]
  if (method !== wanted) throw new Refused(405, 'wrongMethod', `Use ${wanted} here.`, { headers: { allow: wanted } })
  return route
}

function read(path: string): Route | null {
  switch (path) {
    case '/v1/events':
      return { name: 'events', token: null }
    case '/v1/health':
      return { name: 'health', token: null }
    case '/v1/cti':
      return { name: 'cti', token: null }
    default: {
      const token = /^\/v1\/cti\/([\w-]+)$/.exec(path)?.[1]
      return token === undefined ? null : { name: 'cti', token }
    }
  }
}
