import type { LineFieldView, LineKindView, LineView } from '@shared/contract/views.ts'

type Setting = string | number | boolean

/**
 * A line's settings as they are typed, by the name of the setting. Whether they are right, the core says when they are
 * saved. A secret: empty leaves the kept one as it is, null takes it away.
 */
export type LineForm = { name: string; fields: Record<string, string | boolean | null> }

/** What stands in the form of a saved line. */
export function formOf(line: LineView, kind: LineKindView): LineForm {
  return { name: line.name, fields: fieldsFrom(kind, (field) => line.settings[field.name] ?? field.initial) }
}

/** What the form of a new line begins with: a name nobody has, and for a line that listens on this PC a free port. */
export function newForm(kind: LineKindView, lines: readonly LineView[], kinds: readonly LineKindView[]): LineForm {
  const form = { name: freeName(kind.title, lines), fields: fieldsFrom(kind, ({ initial }) => initial) }
  const port = listeningPort(kind)
  if (port) form.fields[port.name] = String(freePort(Number(port.initial), lines, kinds))
  return form
}

function fieldsFrom({ fields }: LineKindView, valueOf: (field: LineFieldView) => Setting): LineForm['fields'] {
  return Object.fromEntries(fields.filter(({ control }) => control !== 'token').map((field) => [field.name, typed(field, valueOf(field))]))
}

function typed({ control }: LineFieldView, value: Setting): string | boolean {
  if (control === 'secret') return ''
  if (control === 'switch') return value === true
  return String(value)
}

/**
 * The settings for the core. Left out, and so kept or at their first value: what the form does not show now (a half-typed
 * field that went out of sight must not stand in the way of saving), and a secret that was not typed.
 */
export function toSettings(kind: LineKindView, form: LineForm): Record<string, Setting> {
  return Object.fromEntries(shownFields(kind, form).flatMap((field) => {
    const value = toSetting(field, form.fields[field.name])
    return value === undefined ? [] : [[field.name, value]]
  }))
}

function toSetting({ control }: LineFieldView, value: string | boolean | null | undefined): Setting | undefined {
  if (control === 'secret') return value === null ? '' : value === '' ? undefined : value
  if (typeof value !== 'string') return value ?? undefined
  const words = value.trim()
  // What is no number is passed on as it was typed, for the core to refuse in its own words.
  return control === 'number' && /^\d+$/.test(words) ? Number(words) : words
}

/** The fields that can be typed into now; one that hangs on another is shown only with the right value there. */
export function shownFields({ fields }: LineKindView, form: LineForm): LineFieldView[] {
  const isShown = (field: LineFieldView, above: readonly string[] = []): boolean => {
    const { onlyWhen } = field
    if (!onlyWhen) return true
    const master = fields.find(({ name }) => name === onlyWhen.field)
    if (!master || above.includes(master.name)) return true
    return isShown(master, [...above, field.name]) && onlyWhen.is.some((value) => String(value) === String(form.fields[master.name]))
  }
  return fields.filter((field) => field.control !== 'token' && isShown(field))
}

/** Where a phone or text system on this PC posts to. */
export function hookAddress(line: LineView, kind: LineKindView): string {
  const port = listeningPort(kind)
  const coming = `http://127.0.0.1:${(port && line.settings[port.name]) ?? port?.initial ?? ''}`
  return `${line.status.address ?? coming}${kind.hook?.path ?? ''}`
}

/** A call that rings at the desk, to try an http line from a terminal. */
export function exampleRequest(address: string, token: string | null): string {
  const event = JSON.stringify({ type: 'call.ringing', id: 'test-1', call: 'test-call', from: '+15550100142' })
  return [`curl ${address}`, `-H 'Authorization: Bearer ${token ?? 'YOUR-TOKEN'}'`, `-H 'Content-Type: application/json'`, `-d '${event}'`].join(' \\\n  ')
}

/** The port on which a kind with a hook takes in what is posted. Of other kinds, `port` is the server's. */
function listeningPort({ hook, fields }: LineKindView): LineFieldView | undefined {
  return hook ? fields.find(({ name, control }) => name === 'port' && control === 'number') : undefined
}

function freePort(from: number, lines: readonly LineView[], kinds: readonly LineKindView[]): number {
  const taken = new Set(
    lines.map(({ kind, settings }) => {
      const own = kinds.find((it) => it.kind === kind)
      const port = own && listeningPort(own)
      return port ? Number(settings[port.name] ?? port.initial) : null
    }),
  )
  let port = from
  while (taken.has(port)) port += 1
  return port
}

/** "Main line", then "Twilio", "Twilio 2": a name no line has yet. */
function freeName(title: string, lines: readonly LineView[]): string {
  const taken = new Set(lines.map(({ name }) => name))
  if (lines.length === 0) return 'Main line'
  const nameOf = (number: number): string => `${title.slice(0, 56)}${number === 1 ? '' : ` ${number}`}`
  let number = 1
  while (taken.has(nameOf(number))) number += 1
  return nameOf(number)
}
