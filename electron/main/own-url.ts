import { app } from 'electron'
import { ORIGIN } from './scheme.ts'

/** Where the page comes from: the own scheme, or the development server while developing. */
export function pageUrl(): string {
  const development = app.isPackaged ? undefined : process.env['ELECTRON_RENDERER_URL']
  return development ?? `${ORIGIN}/index.html`
}

/** Whether a URL is the app's own page, by parsed scheme and host, never by the start of a string. */
export function isOwnUrl(text: string): boolean {
  if (!URL.canParse(text)) return false
  const url = new URL(text)
  const own = new URL(pageUrl())
  return url.protocol === own.protocol && url.host === own.host
}
