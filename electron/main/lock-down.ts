import { app, session, shell } from 'electron'
import { externalUrl } from '@shared/contract/shell.ts'
import { isOwnUrl } from './own-url.ts'

/**
 * Denies by default what a hostile link or a script that got in would reach for: leaving the app's own page,
 * new windows, embedded views, and every permission. Only http(s), tel and mailto links open, outside the app.
 */
export function lockDown(): void {
  app.on('web-contents-created', (_event, contents) => {
    contents.on('will-navigate', (event) => {
      if (!isOwnUrl(event.url)) event.preventDefault()
    })
    contents.on('will-redirect', (event) => {
      if (!isOwnUrl(event.url)) event.preventDefault()
    })
    contents.on('will-frame-navigate', (event) => {
      if (!isOwnUrl(event.url)) event.preventDefault()
    })
    contents.on('will-attach-webview', (event) => event.preventDefault())
    contents.setWindowOpenHandler(({ url }) => {
      openOutside(url)
      return { action: 'deny' }
    })
  })
  session.defaultSession.setPermissionRequestHandler((_contents, _permission, answer) => answer(false))
  session.defaultSession.setPermissionCheckHandler(() => false)
}

/** Opens a link outside after parsing it; says whether it did. */
export function openOutside(text: unknown): boolean {
  const url = externalUrl(text)
  // Its own message would name the address, and a tel: address is a patient's number.
  if (url) shell.openExternal(url).catch(() => console.error('rapport shell openExternal.failed'))
  return url !== null
}
