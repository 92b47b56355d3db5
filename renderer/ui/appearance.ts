/** How this PC shows Rapport: theme and text size. Kept in the window's own storage; it holds no patient data. */

export const THEMES = ['system', 'light', 'dark'] as const
export type Theme = (typeof THEMES)[number]
export const TEXT_SIZES = [100, 110, 125] as const
export type TextSize = (typeof TEXT_SIZES)[number]
export type Appearance = { theme: Theme; textSize: TextSize }

const KEPT = 'appearance'
const USUAL: Appearance = { theme: 'system', textSize: 100 }

/** Reads what was kept; anything odd counts as not chosen. */
export function readAppearance(kept: string | null): Appearance {
  let read: unknown
  try {
    read = JSON.parse(kept ?? '')
  } catch {
    return USUAL
  }
  if (typeof read !== 'object' || read === null) return USUAL
  const { theme, textSize } = read as Record<string, unknown>
  return { theme: THEMES.find((one) => one === theme) ?? USUAL.theme, textSize: TEXT_SIZES.find((one) => one === textSize) ?? USUAL.textSize }
}

/** What this window was told last. */
export function currentAppearance(): Appearance {
  return readAppearance(localStorage.getItem(KEPT))
}

/** Shows it and keeps it. */
export function setAppearance(appearance: Appearance): void {
  localStorage.setItem(KEPT, JSON.stringify(appearance))
  showAppearance(appearance)
}

/** Called once when the window starts. */
export function showAppearance({ theme, textSize }: Appearance = currentAppearance()): void {
  window.rapport.setTheme(theme)
  document.documentElement.dataset['textSize'] = String(textSize)
}
