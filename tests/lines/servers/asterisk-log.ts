import { onTestFinished, vi } from 'vitest'

/** Sees what is logged, and keeps it off the screen. */
export function watchLog(): { lines: (name: string) => string[] } {
  const lines: string[] = []
  const spy = vi.spyOn(process.stderr, 'write').mockImplementation((text) => (lines.push(String(text)), true))
  onTestFinished(() => spy.mockRestore())
  return { lines: (name) => lines.filter((line) => line.includes(name)) }
}
