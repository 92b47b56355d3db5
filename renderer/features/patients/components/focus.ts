/** As a `ref`: takes the keyboard once, when the element appears because somebody asked for it. */
export function focusAtOnce(element: HTMLElement | null): void {
  element?.focus()
}
