import type { writeFrame } from '../wire/frame.ts'

/**
 * What CDP does not tell the stand-in, seen from the preload's world of every frame: links and forms that would open
 * another window, addresses only another program can open (mailto:, tel:), focus, size, title, and the first paint.
 */
export function installGuards(send: (frame: string) => void, write: typeof writeFrame): void {
  const openElsewhere = (event: Event, url: string, target: string, disposition: string) => {
    event.preventDefault()
    send(write('open', [url, target, '', disposition]))
  }
  const isElsewhere = (target: string) => target !== '' && !['_self', '_parent', '_top'].includes(target)

  const onClick = (event: MouseEvent) => {
    const link = event.composedPath().find((node) => node instanceof HTMLAnchorElement || node instanceof HTMLAreaElement)
    if (event.defaultPrevented || !link || !link.href || event.button === 2) return
    const target = link.target || (document.querySelector('base')?.target ?? '')
    if (event.button === 1 || event.ctrlKey || event.metaKey) openElsewhere(event, link.href, target, 'background-tab')
    else if (event.shiftKey) openElsewhere(event, link.href, target, 'new-window')
    else if (isElsewhere(target)) openElsewhere(event, link.href, target, 'foreground-tab')
  }
  window.addEventListener('click', onClick)
  window.addEventListener('auxclick', onClick)
  window.addEventListener('submit', (event) => {
    const form = event.target as HTMLFormElement
    if (!event.defaultPrevented && isElsewhere(form.target)) openElsewhere(event, form.action, form.target, 'foreground-tab')
  })

  navigation.addEventListener('navigate', (event) => {
    const { protocol } = new URL(event.destination.url)
    if (['http:', 'https:', 'file:', 'blob:', 'data:', 'about:', 'javascript:'].includes(protocol) || !event.cancelable) return
    event.preventDefault()
    send(write('external', [event.destination.url]))
  })

  if (window !== window.top) return
  window.addEventListener('focus', () => send(write('window', ['focus'])))
  window.addEventListener('blur', () => send(write('window', ['blur'])))
  window.addEventListener('resize', () => send(write('window', ['resize', String(window.innerWidth), String(window.innerHeight)])))
  document.addEventListener('DOMContentLoaded', () => {
    requestAnimationFrame(() => send(write('window', ['painted'])))
    const tellTitle = () => send(write('window', ['title', document.title]))
    tellTitle()
    new MutationObserver(tellTitle).observe(document.head, { childList: true, characterData: true, subtree: true })
  })
}
