/** The list with one entry at another place; `to` is clamped. The same list when nothing moves. */
export function moved(ids: readonly string[], id: string, to: number): string[] {
  const from = ids.indexOf(id)
  const place = Math.max(0, Math.min(ids.length - 1, to))
  if (from === -1 || from === place) return [...ids]
  const rest = ids.filter((one) => one !== id)
  return [...rest.slice(0, place), id, ...rest.slice(place)]
}
