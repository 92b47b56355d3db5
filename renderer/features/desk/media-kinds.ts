/** What came with a text, in words. Pure. */

/** Drawn by the window itself. SVG is not among them: it is a document that can hold more than a picture. */
const PICTURES = new Set(['image/jpeg', 'image/png', 'image/gif', 'image/webp', 'image/avif', 'image/bmp'])

const KINDS: Record<string, { name: string; ending: string }> = {
  'image/jpeg': { name: 'Picture', ending: 'jpg' },
  'image/png': { name: 'Picture', ending: 'png' },
  'image/gif': { name: 'Picture', ending: 'gif' },
  'image/webp': { name: 'Picture', ending: 'webp' },
  'image/avif': { name: 'Picture', ending: 'avif' },
  'image/bmp': { name: 'Picture', ending: 'bmp' },
  'image/heic': { name: 'HEIC picture', ending: 'heic' },
  'image/svg+xml': { name: 'SVG picture', ending: 'svg' },
  'application/pdf': { name: 'PDF document', ending: 'pdf' },
  'text/vcard': { name: 'Contact card', ending: 'vcf' },
  'text/x-vcard': { name: 'Contact card', ending: 'vcf' },
  'text/plain': { name: 'Text file', ending: 'txt' },
  'text/calendar': { name: 'Calendar entry', ending: 'ics' },
  'audio/amr': { name: 'Sound', ending: 'amr' },
  'audio/mpeg': { name: 'Sound', ending: 'mp3' },
  'audio/mp4': { name: 'Sound', ending: 'm4a' },
  'video/mp4': { name: 'Video', ending: 'mp4' },
  'video/3gpp': { name: 'Video', ending: '3gp' },
  'video/quicktime': { name: 'Video', ending: 'mov' },
}

/** "image/JPEG; name=x" is "image/jpeg". */
export function plainType(contentType: string): string {
  return contentType.split(';')[0]?.trim().toLowerCase() ?? ''
}

export function isPicture(contentType: string): boolean {
  return PICTURES.has(plainType(contentType))
}

/** "PDF document", "Picture", or "File" for what is not known. */
export function kindInWords(contentType: string): string {
  return KINDS[plainType(contentType)]?.name ?? (contentType.startsWith('image/') ? 'Picture of another kind' : 'File')
}

/** "240 KB", "1.4 MB" */
export function sizeInWords(bytes: number): string {
  if (bytes < 1000) return `${bytes} bytes`
  if (bytes < 1_000_000) return `${Math.round(bytes / 1000)} KB`
  return `${(bytes / 1_000_000).toFixed(1)} MB`
}

/** A name to save it under; nothing of a person in it, for file names are seen by others. What is not known is never given an ending that would run it. */
export function fileName(contentType: string): string {
  return `from-a-text.${KINDS[plainType(contentType)]?.ending ?? 'bin'}`
}
