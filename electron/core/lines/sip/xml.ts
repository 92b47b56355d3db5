import { BadMessage } from './message.ts'

export type Element = { name: string; attributes: ReadonlyMap<string, string>; children: Element[]; text: string }

const MOST_ELEMENTS = 2000
const DEEPEST = 16
const ENTITIES: ReadonlyMap<string, string> = new Map(Object.entries({ amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }))

/** What may stand in a document, one after the other. A DOCTYPE may not: it is how a document grows without end. */
const TOKEN = /<\?[^>]*\?>|<!--(?:(?!-->)[^])*-->|<(\/?)([A-Za-z_][\w.:-]*)((?:\s+[A-Za-z_][\w.:-]*\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(\/?)>|([^<]+)/y
const ATTRIBUTE = /([A-Za-z_][\w.:-]*)\s*=\s*(?:"([^"]*)"|'([^']*)')/g

/**
 * Reads a small XML document: elements, attributes and text, names without their prefixes. No package: those at hand
 * bring more than a dialog's state needs, and this refuses whatever it does not know.
 * @throws BadMessage
 */
export function readXml(text: string): Element {
  const root: Element = { name: '', attributes: new Map(), children: [], text: '' }
  const open: Element[] = [root]
  let count = 0
  TOKEN.lastIndex = 0
  while (TOKEN.lastIndex < text.length) {
    const token = TOKEN.exec(text)
    const top = open.at(-1)
    if (!token || !top) throw new BadMessage('not XML')
    const [, closes, name, attributes = '', empty, words] = token
    if (words !== undefined) top.text += decode(words)
    if (name === undefined) continue
    if (closes === '/') {
      if (open.length < 2 || top.name !== local(name)) throw new BadMessage('not XML')
      open.pop()
      continue
    }
    count += 1
    if (count > MOST_ELEMENTS || open.length > DEEPEST) throw new BadMessage('too much XML')
    const element: Element = { name: local(name), attributes: readAttributes(attributes), children: [], text: '' }
    top.children.push(element)
    if (empty !== '/') open.push(element)
  }
  const [document] = root.children
  if (open.length !== 1 || root.children.length !== 1 || !document) throw new BadMessage('not XML')
  return document
}

export function childrenNamed(element: Element | undefined, name: string): Element[] {
  return element?.children.filter((child) => child.name === name) ?? []
}

function readAttributes(text: string): Map<string, string> {
  return new Map([...text.matchAll(ATTRIBUTE)].map(([, name = '', double, single]) => [local(name), decode(double ?? single ?? '')]))
}

function local(name: string): string {
  return name.slice(name.indexOf(':') + 1)
}

function decode(text: string): string {
  return text.replace(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|(\w{1,10}));/gi, (whole, decimal?: string, hex?: string, named?: string) => {
    if (named !== undefined) return ENTITIES.get(named) ?? whole
    const code = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal)
    return code >= 32 && code <= 0x10_ff_ff && !(code >= 0xd800 && code <= 0xdfff) ? String.fromCodePoint(code) : ''
  })
}
