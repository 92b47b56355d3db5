import { readFile } from 'node:fs/promises'
import { extname, join } from 'node:path'
import { protocol } from 'electron'
import { fileInside } from './inside.ts'

/** The app's own scheme. `file:` is never used: it would let a page read the disk and has no origin of its own. */
export const SCHEME = 'rapport'
export const ORIGIN = `${SCHEME}://desk`

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.json': 'application/json',
  '.mp3': 'audio/mpeg',
  '.wav': 'audio/wav',
}

/**
 * Nothing inline, nothing evaluated, nothing from anywhere else. The one style element allowed by its hash is the
 * fixed rule by which Radix keeps the page from scrolling behind a dialog (react-remove-scroll-bar).
 */
export const POLICY = [
  `default-src 'none'`,
  `script-src 'self'`,
  `style-src 'self' 'sha256-nzTgYzXYDNe6BAHiiI7NNlfK8n/auuOAhh2t92YvuXo='`,
  `img-src 'self' data: blob:`,
  `font-src 'self'`,
  `media-src 'self'`,
  `connect-src 'self'`,
  `base-uri 'none'`,
  `form-action 'none'`,
  `frame-src 'none'`,
  `frame-ancestors 'none'`,
  `object-src 'none'`,
].join('; ')

/** Before the app is ready: makes the scheme a secure origin of its own. */
export function registerScheme(): void {
  protocol.registerSchemesAsPrivileged([{ scheme: SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } }])
}

/**
 * Serves the built renderer, and only files inside its folder.
 * @param reportAt the page of a report that is being printed, where one waits under this path
 */
export function serveScheme(reportAt: (path: string) => Response | null): void {
  const folder = join(import.meta.dirname, '..', 'renderer')
  protocol.handle(SCHEME, async (request) => {
    const url = new URL(request.url)
    const report = url.host === 'desk' ? reportAt(url.pathname) : null
    if (report) return report
    const file = url.host === 'desk' ? fileInside(folder, url.pathname === '/' ? '/index.html' : url.pathname) : null
    const body = file && (await readFile(file).catch(() => null))
    if (!file || !body) return new Response(null, { status: 404 })
    return new Response(new Uint8Array(body), {
      headers: {
        'content-type': TYPES[extname(file)] ?? 'application/octet-stream',
        'content-security-policy': POLICY,
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'no-referrer',
        'cross-origin-opener-policy': 'same-origin',
      },
    })
  })
}
