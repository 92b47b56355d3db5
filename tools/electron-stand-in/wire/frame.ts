/**
 * One message between a page and the stand-in: a line of words (kind first), then the encoded value untouched.
 * The value is not wrapped in JSON again, so that relaying it to another process costs no parsing and no escaping.
 */
export interface Frame {
  kind: string
  words: string[]
  body: string
}

export function writeFrame(kind: string, words: readonly string[], body = ''): string {
  return `${[kind, ...words.map(encodeURIComponent)].join(' ')}\n${body}`
}

export function readFrame(text: string): Frame {
  const end = text.indexOf('\n')
  const [kind = '', ...words] = text.slice(0, end).split(' ')
  return { kind, words: words.map(decodeURIComponent), body: text.slice(end + 1) }
}
