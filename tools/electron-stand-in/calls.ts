/** What the app asked of the desktop. Tests read it through `globalThis.electronStandIn.calls`. */
export interface DesktopCall {
  name: string
  arguments: unknown[]
}

export const calls: DesktopCall[] = []

export function record(name: string, args: unknown[], said?: string): void {
  calls.push({ name, arguments: args })
  if (said !== undefined) process.stderr.write(`electron-stand-in: ${said}\n`)
}

/** An address for a line on the terminal: the scheme only, because what follows may be about a patient. */
export const schemeOnly = (url: string): string => `${/^[a-z][a-z0-9+.-]*:/i.exec(url)?.[0] ?? ''}…`
