/** When somebody last touched this window, and last typed in it; noted once, outside components. */
let touchedAt = -Infinity
let typedAt = -Infinity

if (typeof window !== 'undefined') {
  const touched = (): void => void (touchedAt = performance.now())
  window.addEventListener('keydown', touched, true)
  window.addEventListener('pointerdown', touched, true)
  window.addEventListener('input', () => void (typedAt = performance.now()), true)
}

/** For how long nobody has pressed a key or button, in ms. */
export function quietFor(): number {
  return performance.now() - touchedAt
}

/** Whether something was typed since that moment of `performance.now()`. */
export function typedSince(moment: number): boolean {
  return typedAt >= moment
}
