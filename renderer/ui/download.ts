import { MINUTE } from '@shared/time.ts'

/** A "Save as" may stay open for a while. */
const KEPT = 10 * MINUTE

/** Gives a text to the system as a file; the system asks where it goes. */
export function download(name: string, type: string, text: string): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(new Blob([text], { type: `${type};charset=utf-8` }))
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), KEPT)
}
