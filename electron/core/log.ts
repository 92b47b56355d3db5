/**
 * One line per happening on stderr, by name. Never patient data: an error is logged by its class and code only,
 * because its message may quote a value (habit 15).
 */
type Detail = Record<string, unknown>

function write(level: string, name: string, detail: Detail): void {
  const shown = Object.entries(detail).map(([key, value]) => `${key}=${value instanceof Error ? describe(value) : key === 'error' ? typeof value : String(value)}`)
  process.stderr.write(`rapport ${level} ${name} ${shown.join(' ')}\n`)
}

function describe(error: Error): string {
  const code = 'code' in error ? `:${String(error.code)}` : ''
  // The frames name our own files and lines. The message stands before them and may itself have a line that begins with "at".
  const frame = framesOf(error).find((line) => line.startsWith('at ')) ?? ''
  return `${error.constructor.name}${code} ${frame}`
}

function framesOf({ stack = '', message }: Error): string[] {
  const from = stack.indexOf(message)
  return from < 0 ? [] : stack.slice(from + message.length).split('\n').map((line) => line.trim())
}

export const log = {
  info: (name: string, detail: Detail = {}): void => write('info', name, detail),
  warn: (name: string, detail: Detail = {}): void => write('warn', name, detail),
}
