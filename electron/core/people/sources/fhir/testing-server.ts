import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { onTestFinished } from 'vitest'

/**
 * A FHIR server for tests: gives resources by type, in pages, to whoever brings the token. What it does wrong is said per test:
 * `before` may answer a request itself, and then says so.
 */
export type FhirServer = { address: string; requests: { url: URL; authorization: string | undefined; method: string | undefined }[] }

export type Resource = { resourceType: string; id?: string }
type Wrong = (request: { url: URL; count: number; response: ServerResponse; address: string }) => boolean | void

export async function startFhirServer({ resources = [], token = '', page = 2, before = () => false, link }: { resources?: readonly Resource[]; token?: string; page?: number; before?: Wrong; link?: (next: string) => string }): Promise<FhirServer> {
  const requests: FhirServer['requests'] = []
  let address = ''
  const answer = (response: ServerResponse, status: number, body: object): void => void response.writeHead(status, { 'content-type': 'application/fhir+json;charset=utf-8' }).end(JSON.stringify(body))

  function serve(request: IncomingMessage, response: ServerResponse): void {
    const url = new URL(request.url ?? '/', address)
    requests.push({ url, authorization: request.headers.authorization, method: request.method })
    if (before({ url, count: requests.length, response, address }) === true) return
    if (token !== '' && request.headers.authorization !== `Bearer ${token}`) return answer(response, 401, { resourceType: 'OperationOutcome' })
    const type = url.pathname.replace('/r4/', '')
    const found = resources.filter(({ resourceType }) => resourceType === type)
    const from = Number(url.searchParams.get('from') ?? 0)
    const next = `${address}/${type}?from=${from + page}`
    answer(response, 200, {
      resourceType: 'Bundle',
      type: 'searchset',
      link: [{ relation: 'self', url: url.href }, ...(from + page < found.length ? [{ relation: 'next', url: link ? link(next) : next }] : [])],
      entry: found.slice(from, from + page).map((resource) => ({ fullUrl: `${address}/${type}/${resource.id}`, resource, search: { mode: 'match' } })),
    })
  }

  const server = createServer(serve)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/r4`
  return { address, requests }
}
