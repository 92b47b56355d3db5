import { isOwnScheme, ownPatterns, toAppUrl, toBrowserText } from '../browser/origins.ts'
import { OPENING_PATH } from '../browser/browser.ts'
import type { CdpSession } from '../browser/cdp.ts'
import { protocolHandler } from '../modules/protocol.ts'
import type { Session } from '../modules/session.ts'

export interface PausedRequest {
  requestId: string
  frameId: string
  resourceType: string
  redirectedRequestId?: string
  responseStatusCode?: number
  responseErrorReason?: string
  responseHeaders?: { name: string; value: string }[]
  request: { url: string; method: string; headers: Record<string, string>; hasPostData?: boolean; postDataEntries?: { bytes?: string }[] }
}

export interface RequestOwner {
  readonly session: Session
  /** Decides about a navigation; false cancels it. */
  allowNavigation(request: PausedRequest, url: string): boolean
}

/** Answers the requests of one window: own schemes from the app's handler, the rest through its webRequest rules. */
export class Requests {
  private readonly cdp: CdpSession
  private readonly owner: RequestOwner

  constructor(cdp: CdpSession, owner: RequestOwner) {
    this.cdp = cdp
    this.owner = owner
    cdp.on('Fetch.requestPaused', (request: PausedRequest) => {
      this.answer(request).catch((error: Error) => {
        process.stderr.write(`electron-stand-in: a request failed: ${error.message}\n`)
        this.fail(request, 'Failed')
      })
    })
  }

  /** Narrow on purpose: every intercepted request costs two trips through this process. */
  intercept(): void {
    const own = ownPatterns().map((urlPattern) => ({ urlPattern }))
    const ruled = this.owner.session.webRequest.isUsed
      ? [{ urlPattern: '*' }, { urlPattern: '*', requestStage: 'Response' }]
      : [...own, { urlPattern: '*', resourceType: 'Document' }]
    this.cdp.tell('Fetch.enable', { patterns: ruled })
  }

  private async answer(paused: PausedRequest): Promise<void> {
    const url = toAppUrl(paused.request.url)
    const { requestId } = paused
    if (paused.responseStatusCode !== undefined || paused.responseErrorReason !== undefined) return this.answerResponse(paused, url)
    if (paused.request.url.includes(OPENING_PATH)) return this.fail(paused, 'Aborted')
    if (paused.resourceType === 'Document' && !this.owner.allowNavigation(paused, url)) return this.fail(paused, 'Aborted')

    const ruling = await this.owner.session.webRequest.ask('before-request', describe(paused, url))
    if (ruling.cancel) return this.fail(paused, 'BlockedByClient')
    const scheme = url.slice(0, url.indexOf(':'))
    if (isOwnScheme(scheme)) return this.serve(paused, url, scheme)
    this.cdp.tell('Fetch.continueRequest', { requestId })
  }

  private async answerResponse(paused: PausedRequest, url: string): Promise<void> {
    const responseHeaders: Record<string, string[]> = {}
    for (const { name, value } of paused.responseHeaders ?? []) (responseHeaders[name] ??= []).push(value)
    const details = { ...describe(paused, url), statusCode: paused.responseStatusCode, responseHeaders }
    const ruling = await this.owner.session.webRequest.ask('headers-received', details)
    if (ruling.cancel) return this.fail(paused, 'BlockedByClient')
    const { requestId, responseStatusCode } = paused
    if (!ruling.responseHeaders || responseStatusCode === undefined) return this.cdp.tell('Fetch.continueRequest', { requestId })
    this.cdp.tell('Fetch.continueResponse', {
      requestId,
      responseCode: responseStatusCode,
      responseHeaders: listHeaders(Object.entries(ruling.responseHeaders)),
    })
  }

  private async serve(paused: PausedRequest, url: string, scheme: string): Promise<void> {
    const handler = protocolHandler(scheme)
    if (!handler) return this.fail(paused, 'Failed')
    const { method, headers, postDataEntries } = paused.request
    const body = postDataEntries?.map(({ bytes = '' }) => Buffer.from(bytes, 'base64'))
    const response = await handler(
      new Request(url, {
        method,
        headers: Object.entries(headers).map(([name, value]) => [name, toAppUrl(value)] as [string, string]),
        ...(body && body.length > 0 ? { body: Buffer.concat(body) } : {}),
      }),
    )
    if (response.type === 'error') return this.fail(paused, 'Failed')
    const ruling = await this.owner.session.webRequest.ask('headers-received', {
      ...describe(paused, url),
      statusCode: response.status,
      responseHeaders: Object.fromEntries([...response.headers].map(([name, value]) => [name, [value]])),
    })
    if (ruling.cancel) return this.fail(paused, 'BlockedByClient')
    const answered = ruling.responseHeaders ? Object.entries(ruling.responseHeaders) : [...response.headers]
    this.cdp.tell('Fetch.fulfillRequest', {
      requestId: paused.requestId,
      responseCode: response.status,
      responseHeaders: listHeaders(answered),
      body: Buffer.from(await response.arrayBuffer()).toString('base64'),
    })
  }

  private fail({ requestId }: PausedRequest, errorReason: string): void {
    this.cdp.tell('Fetch.failRequest', { requestId, errorReason })
  }
}

function listHeaders(entries: [string, unknown][]): { name: string; value: string }[] {
  return entries.flatMap(([name, value]) =>
    (Array.isArray(value) ? value : [value]).map((one) => ({ name, value: toBrowserText(String(one)) })),
  )
}

function describe(paused: PausedRequest, url: string) {
  const resourceTypes: Record<string, string> = { Document: 'mainFrame', Stylesheet: 'stylesheet', XHR: 'xhr', Fetch: 'xhr' }
  return {
    id: paused.requestId,
    url,
    method: paused.request.method,
    resourceType: resourceTypes[paused.resourceType] ?? paused.resourceType.toLowerCase(),
    referrer: toAppUrl(paused.request.headers.Referer ?? ''),
    timestamp: Date.now(),
  }
}
