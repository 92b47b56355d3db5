/** Fields of JSON by a path such as `payload.phoneNumber`; `[]` or a number is a place in a list. */

/** What stands at a path as one word, or null. Takes any JSON value; never throws. */
export function wordAt(json: unknown, path: string): string | null {
  let value = json
  for (const name of path.replaceAll('[]', '.0').split('.')) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return null
    value = (value as Record<string, unknown>)[name]
  }
  return typeof value === 'string' ? value : typeof value === 'number' || typeof value === 'boolean' ? String(value) : null
}

/** JSON with each value at its path. Later paths add to what earlier ones began. */
export function jsonOf(fields: readonly (readonly [path: string, value: string | number | boolean])[]): Record<string, unknown> {
  const root = Object.create(null) as Record<string, unknown>
  for (const [path, value] of fields) {
    const names = path.split('.')
    const last = names.pop() ?? path
    let at = root
    for (const name of names) {
      const next = at[name]
      at = at[name] = typeof next === 'object' && next !== null ? (next as Record<string, unknown>) : (Object.create(null) as Record<string, unknown>)
    }
    if (last.endsWith('[]')) at[last.slice(0, -2)] = [value]
    else at[last] = value
  }
  return root
}

/** What a text that should be JSON says, or null. */
export function parseOrNull(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
