/** How each kind of file begins. Source: the formats' own specifications (JPEG ITU T.81, PNG ISO 15948, GIF89a, PDF ISO 32000). */
const BEGINNINGS: readonly (readonly [contentType: string, bytes: readonly number[]])[] = [
  ['image/jpeg', [0xff, 0xd8, 0xff]],
  ['image/png', [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]],
  ['image/gif', [0x47, 0x49, 0x46, 0x38]],
  ['application/pdf', [0x25, 0x50, 0x44, 0x46, 0x2d]],
]

/** What a file is by its first bytes, whatever it is called: a picture or PDF that may go with a text, or null. */
export function kindOfMedia(bytes: Uint8Array): string | null {
  return BEGINNINGS.find(([, begins]) => begins.every((byte, index) => bytes[index] === byte))?.[0] ?? null
}
