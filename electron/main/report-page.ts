import { randomUUID } from 'node:crypto'
import { pageUrl } from './own-url.ts'

/**
 * The pages of reports that are being printed. They are handed over from memory, once, under an address that says nothing:
 * what stands in a report is in no address, no log and no file but the one that was asked for.
 */
const waiting = new Map<string, string>()

/** Keeps a page for the one window that will load it, and says under which path of the own scheme. */
export function offerReport(html: string): string {
  const path = `/report/${randomUUID()}`
  waiting.set(path, html)
  return path
}

/** Forgets a page that nobody loaded. */
export function withdrawReport(path: string): void {
  waiting.delete(path)
}

/** The answer for the page of a report; null where none waits under this path. */
export function takeReport(path: string): Response | null {
  const html = waiting.get(path)
  if (html === undefined) return null
  waiting.delete(path)
  return new Response(html, {
    headers: { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': reportPolicy(), 'x-content-type-options': 'nosniff', 'referrer-policy': 'no-referrer', 'cache-control': 'no-store' },
  })
}

/** A style sheet and its fonts, and nothing else at all: no script runs in a report, whatever a patient wrote. */
function reportPolicy(): string {
  const page = new URL(pageUrl())
  const own = page.protocol.startsWith('http') ? page.origin : `'self'`
  return [`default-src 'none'`, `style-src ${own}`, `font-src ${own}`, `base-uri 'none'`, `form-action 'none'`, `frame-ancestors 'none'`].join('; ')
}
