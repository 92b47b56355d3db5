/** GSM 03.38 default alphabet (3GPP TS 23.038, 6.2.1) by code; 0x1B leads to the extension table. */
const GSM = '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞ\x1bÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà'
const GSM_EXTENSION: Readonly<Record<number, string>> = { 0x0a: '\f', 0x14: '^', 0x28: '{', 0x29: '}', 0x2f: '\\', 0x3c: '[', 0x3d: '~', 0x3e: ']', 0x40: '|', 0x65: '€' }

/**
 * Reads a text by the charset its sender names. Never throws: what cannot be read becomes U+FFFD, since half a text
 * is worth more to the desk than none.
 * @param charset as in `charset=`; null where none was named
 * @param coding Kannel's: 0 GSM letters, 1 bytes, 2 UCS-2; null where none was named
 */
export function decodeText(bytes: Buffer, charset: string | null, coding: string | null): string {
  const named = (charset ?? '').trim().replaceAll('"', '').toLowerCase()
  if (named.startsWith('gsm')) return decodeGsm(bytes)
  const label = named || (coding === '2' ? 'utf-16be' : 'utf-8')
  // RFC 2781: without a byte order mark it is big-endian, as on the air.
  if (/^(utf-?16(be)?|ucs-?2|iso-10646-ucs-2)$/.test(label)) return decoderOf('utf-16be').decode(bytes.subarray(0, bytes.length - (bytes.length % 2)))
  const decoder = decoderOf(label)
  if (decoder.encoding !== 'utf-8') return decoder.decode(bytes)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    // Kannel before 1.4.4, and many phones' apps, send Latin-1 whatever they say.
    return decoderOf('windows-1252').decode(bytes)
  }
}

function decoderOf(label: string): TextDecoder {
  try {
    return new TextDecoder(label)
  } catch {
    return new TextDecoder('utf-8')
  }
}

function decodeGsm(bytes: Buffer): string {
  const letters: string[] = []
  for (let at = 0; at < bytes.length; at += 1) {
    const code = bytes[at] ?? 0
    const extended = code === 0x1b ? GSM_EXTENSION[bytes[at + 1] ?? 0] : undefined
    if (extended !== undefined) at += 1
    letters.push(extended ?? (code === 0x1b ? ' ' : (GSM[code] ?? '\uFFFD')))
  }
  return letters.join('')
}
