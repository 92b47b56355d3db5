import { fold } from './fold.ts'

/** At least one of these must be there; a lone "perfect" or "yes" may be the answer to a question, so it opens. */
const CORE = [
  'thanks', 'thank you', 'thank u', 'thankyou', 'thx', 'thnx', 'tks', 'ty', 'tysm', 'tyvm', 'many thanks', 'thanks a lot',
  'thanks a bunch', 'thank you very much', 'thanks very much', 'appreciate it', 'i appreciate it', 'much appreciated',
  'ok', 'okay', 'okey', 'okie', 'okk', 'k', 'kk', 'got it', 'noted', 'understood', 'received',
  'gracias', 'muchas gracias', 'mil gracias', 'muchisimas gracias', 'vale', 'okei', 'oki', 'entendido', 'recibido', 'enterado', 'enterada',
  'de acuerdo', 'muy amable',
]

/** Politeness that may stand beside a core word and says nothing by itself. */
const AROUND = [
  'so much', 'very much', 'again', 'a lot', 'all', 'everyone', 'great', 'perfect', 'awesome', 'wonderful', 'good', 'cool', 'alright',
  'all good', 'sounds good', 'no problem', 'you too', 'same to you', 'oh', 'will do', 'have a great day', 'have a good day',
  'have a nice day', 'have a great weekend', 'have a good weekend', 'for your help', 'for the help', 'for the reminder', 'for letting me know',
  'por todo', 'por su ayuda', 'por la ayuda', 'por avisar', 'por avisarme', 'por el recordatorio', 'perfecto', 'bueno', 'muy bien', 'bien', 'igualmente',
  'a ustedes', 'a usted', 'que tenga buen dia', 'que tengan buen dia', 'que tenga un buen dia', 'buen dia', 'feliz dia', 'excelente', 'listo',
]

/** Only signs of assent, thanks or good mood. A lone 😭, 🤕 or 🆘 from a patient is news, so it opens. */
const KIND_EMOJI = new Set(
  ['👍', '👌', '🙏', '❤', '🧡', '💛', '💚', '💙', '💜', '🖤', '🤍', '🤎', '💕', '💖', '💗', '💓', '💞', '♥', '😊', '🙂', '😀', '😃', '😄', '😁', '😆',
    '😍', '🥰', '😘', '🤗', '😎', '🎉', '✅', '✔', '☑', '👏', '🙌', '💯', '🤝', '🌹', '💐', '🌸', '🌷', '🌻', '😇', '🤩', '🥳', '😌', '🫶', '✨', '☺', '😉', '😂', '🤣', '😅', '🫡', '🤙'],
)

const EMOJI = /\p{Extended_Pictographic}/u
/** Skin tones, joiners and variation selectors change how an emoji looks, not what it says. */
const EMOJI_DRESS = /[\u{1F3FB}-\u{1F3FF}]|\u200d|\ufe0e|\ufe0f/gu

const QUOTED = '(?:“[^”]*”|"[^"]*"|«[^»]*»)'
const THING = `(?:${QUOTED}|(?:an?|un|una) (?:image|photo|video|attachment|movie|imagen|foto|vídeo|archivo adjunto))`
/** How phones write a reaction into a text; "Disliked" and "Questioned" are left out on purpose: they ask for something. */
const TAPBACKS = [
  `(?:liked|loved|laughed at|emphasized) ${THING}`,
  `removed (?:a|an) (?:like|heart|laugh|exclamation|[^\\s]+) from ${THING}`,
  `reacted [^\\s]+ to ${THING}`,
  `(?:le (?:gustó|gusto|encantó|encanto|dio risa)|(?:se )?rió (?:de|con)|enfatizó|destacó) ${THING}`,
  `reaccionó (?:con )?[^\\s]+ (?:a|ante) ${THING}`,
  `\\p{Extended_Pictographic}[^\\s]* (?:to|a) ${QUOTED}`,
].map((pattern) => new RegExp(`^${pattern}$`, 'isu'))

/**
 * True when the whole message is thanks, "ok", a kind emoji or a tapback, in English or Spanish, so that nobody has to
 * answer. Conservative: a question mark, any other word or any other emoji makes it false.
 * Source: DESIGN "Waiting"; tapback wordings as iOS and Google Messages send them by SMS.
 */
export function isBareThanks(body: string): boolean {
  // Google Messages pads its reactions with hair spaces and zero-width characters.
  const message = body.normalize('NFC').replace(/[\u200a\u200b\u2060\ufeff]/g, ' ').replace(/\s+/g, ' ').trim()
  if (message === '' || message.length > 1600 || /[?¿？؟❓❔⁉]/u.test(message)) return false
  if (TAPBACKS.some((pattern) => pattern.test(message.replace(/[\ufe0e\ufe0f]/g, '').replace(/([“"«]) | ([”"»])$/g, '$1$2')))) return true

  const pictures = [...message.replace(EMOJI_DRESS, '')].filter((character) => EMOJI.test(character))
  if (pictures.some((picture) => !KIND_EMOJI.has(picture))) return false
  // Digits and signs with a meaning of their own ("ok 3", "$") are news; only plain punctuation is not.
  const rest = message.replace(EMOJI_DRESS, '').replace(/\p{Extended_Pictographic}/gu, ' ')
  if (/[^\p{L}\s.,!¡:;()'’~–—-]/u.test(rest)) return false
  const words = fold(rest)
  return words === '' ? pictures.length > 0 : isMadeOfThanks(words.split(' '))
}

/** Whether the words can be read as known phrases, end to end, with at least one core phrase among them. */
function isMadeOfThanks(words: readonly string[]): boolean {
  if (words.length > 12) return false
  const core = new Set(CORE)
  const around = new Set(AROUND)
  const reads = (from: number, seenCore: boolean): boolean => {
    if (from === words.length) return seenCore
    for (let to = from + 1; to <= Math.min(words.length, from + 5); to += 1) {
      const phrase = words.slice(from, to).join(' ')
      if (core.has(phrase) && reads(to, true)) return true
      if (around.has(phrase) && reads(to, seenCore)) return true
    }
    return false
  }
  return reads(0, false)
}
