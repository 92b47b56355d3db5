import type { ReactElement } from 'react'
import { flushSync } from 'react-dom'
import { createRoot } from 'react-dom/client'
import styles from './report.css?url'

/** What React would show, as HTML. What somebody texted or is called is escaped on the way. */
export function markupOf(element: ReactElement): string {
  const place = document.createElement('div')
  const root = createRoot(place)
  flushSync(() => root.render(element))
  const markup = place.innerHTML
  root.unmount()
  return markup
}

/** A whole page of these parts: its title becomes the PDF's. */
export function documentOf(title: string, parts: readonly string[]): string {
  // Not by React, which would hoist a title into this window's own.
  const heading = Object.assign(document.createElement('title'), { textContent: title }).outerHTML
  return `<!doctype html><html lang="en"><head><meta charset="utf-8">${heading}<link rel="stylesheet" href="${new URL(styles, location.href).href}"></head><body><main>${parts.join('')}</main></body></html>`
}
