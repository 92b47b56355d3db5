import { useEffect, useEffectEvent } from 'react'

/** Whether somebody is writing: then single keys are letters, not commands. */
export function isTyping(target: EventTarget | null = document.activeElement): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement || (target instanceof HTMLInputElement && target.type !== 'checkbox'))
}

/** Whether a dialog or menu is open: the keys are its own then. */
function isOverlaid(): boolean {
  // One that is fading away no longer takes keys.
  return document.querySelector(':is([role="dialog"], [role="menu"]):not([data-state="closed"])') !== null
}

let heldUntil = -Infinity

/**
 * Lets single letters and digits pass unheard for a moment. For when the screen turns to somebody else by itself: a key
 * that was on its way was meant for the one before.
 */
export function holdKeys(ms: number): void {
  heldUntil = performance.now() + ms
}

/** A command that answers `false` leaves the key to whoever else wants it. */
export type Keys = Record<string, (event: KeyboardEvent) => void | boolean>

/**
 * Single-key commands of a screen: `{ e: resolve, '/': openTemplates }`. Silent while somebody types and while a
 * dialog or menu is open. `mod+k` (Ctrl or Cmd) and `alt+1` are written so, and work while typing too.
 */
export function useKeys(keys: Keys): void {
  const press = useEffectEvent((event: KeyboardEvent) => {
    if (event.defaultPrevented || event.isComposing) return
    const mod = event.ctrlKey || event.metaKey
    // With Alt a Mac types symbols, so the physical digit counts.
    const key = event.altKey && event.code.startsWith('Digit') ? event.code.slice(5) : event.key.length === 1 ? event.key.toLowerCase() : event.key
    const name = `${mod ? 'mod+' : ''}${event.altKey ? 'alt+' : ''}${key}`
    const command = keys[name]
    if (!command) return
    if (!mod && !event.altKey && (isTyping(event.target) || isOverlaid())) return
    if (name.length === 1 && performance.now() < heldUntil) return
    if (command(event) !== false) event.preventDefault()
  })
  useEffect(() => {
    window.addEventListener('keydown', press)
    return () => window.removeEventListener('keydown', press)
  }, [])
}
