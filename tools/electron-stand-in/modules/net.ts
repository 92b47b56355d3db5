import { readFile } from 'node:fs/promises'
import { extname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { answered } from '../answered.ts'
import { protocolHandler } from './protocol.ts'

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8', '.js': 'text/javascript; charset=utf-8', '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8', '.json': 'application/json', '.map': 'application/json', '.svg': 'image/svg+xml',
  '.png': 'image/png', '.jpg': 'image/jpeg', '.gif': 'image/gif', '.webp': 'image/webp', '.ico': 'image/x-icon',
  '.woff2': 'font/woff2', '.woff': 'font/woff', '.ttf': 'font/ttf', '.mp3': 'audio/mpeg', '.ogg': 'audio/ogg',
  '.wav': 'audio/wav', '.wasm': 'application/wasm', '.txt': 'text/plain; charset=utf-8', '.pdf': 'application/pdf',
}

export const net = answered('net', {
  /** Files and own schemes besides the web, as Electron's net.fetch. */
  async fetch(input: string | URL | Request, init?: RequestInit & { bypassCustomProtocolHandlers?: boolean }): Promise<Response> {
    const url = new URL(input instanceof Request ? input.url : input)
    if (url.protocol === 'file:') {
      try {
        const type = TYPES[extname(url.pathname).toLowerCase()] ?? 'application/octet-stream'
        return new Response(new Uint8Array(await readFile(fileURLToPath(url))), { headers: { 'content-type': type } })
      } catch {
        throw new Error('net::ERR_FILE_NOT_FOUND')
      }
    }
    const handler = init?.bypassCustomProtocolHandlers ? undefined : protocolHandler(url.protocol.slice(0, -1))
    if (handler) return handler(new Request(url, input instanceof Request ? input : init))
    return fetch(input, init)
  },
  isOnline: () => true,
  online: true,
})
