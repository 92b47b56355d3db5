/**
 * How a text is cut into SMS parts. Source: 3GPP TS 23.038 (GSM 7-bit default alphabet and extension table) and
 * TS 23.040 9.2.3.24.1 (a part of a longer text gives 6 octets to its header: 153 septets or 67 UCS-2 units).
 */

const GSM_BASIC = new Set(
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà',
)
/** Two septets each: escape and the character. */
const GSM_EXTENSION = new Set('\f^{}\\[~]|€')

export type SegmentCount = {
  encoding: 'GSM-7' | 'UCS-2'
  /** What the carrier counts: septets in GSM-7 (an extension character is two), UTF-16 units in UCS-2 (an emoji is two or more). */
  characters: number
  /** 0 for an empty text. */
  segments: number
  /** The first character that forced UCS-2, for "this “á” makes it two parts". */
  forcedBy: string | null
}

/** Counts the parts a text costs. Takes the text exactly as it will be sent; no character is replaced. */
export function countSegments(text: string): SegmentCount {
  const characters = [...text]
  const forcedBy = characters.find((character) => !GSM_BASIC.has(character) && !GSM_EXTENSION.has(character)) ?? null
  if (forcedBy === null) {
    const septets = characters.map((character) => (GSM_EXTENSION.has(character) ? 2 : 1))
    return { encoding: 'GSM-7', ...pack(septets, 160, 153), forcedBy }
  }
  return { encoding: 'UCS-2', ...pack(characters.map((character) => character.length), 70, 67), forcedBy }
}

/** Fills parts in order. A character is never cut in two: not an escape pair, not a surrogate pair. */
function pack(sizes: readonly number[], alone: number, perPart: number): { characters: number; segments: number } {
  const characters = sizes.reduce((sum, size) => sum + size, 0)
  if (characters <= alone) return { characters, segments: characters === 0 ? 0 : 1 }
  let segments = 1
  let room = perPart
  for (const size of sizes) {
    if (size > room) {
      segments += 1
      room = perPart
    }
    room -= size
  }
  return { characters, segments }
}
