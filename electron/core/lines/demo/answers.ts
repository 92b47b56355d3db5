import { writesIn, type DemoPerson } from './person.ts'
import type { Random } from './random.ts'

type Spoken = 'en' | 'es'
type Answer = Record<Spoken, readonly string[]>

/** The first that fits what we wrote is answered; one without an answer ends the exchange. Written on folded, lower-case text. */
const RULES: readonly { fits: RegExp; answer: Answer | null; /** How many answer; all, where it does not say. */ share?: number }[] = [
  // Confirmations of the consent rule, which nobody answers.
  { fits: /reply (?:start|stop)\b/, answer: null },
  { fits: /\bmap\b|directions|the way to|para llegar/, answer: { en: ['Found it, thanks!', 'Got it, see you soon'], es: ['Ya lo encontré, gracias', 'Perfecto, gracias'] } },
  { fits: /\bforms?\b|formulario/, answer: { en: ['Done, thank you!', 'Just filled them in 👍'], es: ['Listo, ya los llené. Gracias', 'Gracias, los lleno hoy'] } },
  { fits: /running late|take your time|no problem|no se preocupe|venga con calma/, answer: { en: ['Thank you 🙏'], es: ['Gracias 🙏'] } },
  { fits: /which days|what (?:other )?day|que (?:otra )?fecha|otra hora|new time/, answer: { en: ['Thursday morning would be great', 'Any day next week before noon works'], es: ['El jueves por la mañana, por favor', 'Cualquier día por la mañana, gracias'] } },
  // A day or an hour with a question mark is an offer.
  { fits: /(?:\d{1,2}:\d\d|monday|tuesday|wednesday|thursday|friday|lunes|martes|miercoles|jueves|viernes).*\?/s, answer: { en: ['Yes that works, thank you', 'Yes, see you then!'], es: ['Sí, perfecto. Gracias', 'Sí, ahí estaré. Gracias'] } },
  { fits: /missed (?:you|your call)|contestar/, share: 0.5, answer: { en: ['No worries! I only wanted to ask about my next visit'], es: ['No hay problema, quería preguntar por mi cita'] } },
  { fits: /call you (?:back )?by|le llamamos antes/, answer: { en: ['Great, talk soon. Thank you'], es: ['Muy bien, espero su llamada'] } },
  { fits: /please call|por favor llame|llame al/, answer: { en: ['Ok, I will call after lunch'], es: ['Claro, les llamo al rato'] } },
  { fits: /\?/, answer: { en: ['Yes, thank you', 'Yes, that is right'], es: ['Sí, gracias', 'Sí, así es'] } },
  { fits: /^(?:thank you|gracias)/, answer: null },
]

const THANKS: Answer = { en: ['Thanks!', 'Thank you so much 😊', 'Ok, thank you'], es: ['Gracias', 'Muchas gracias 🙏'] }

/** What somebody texts back to our words, in their language; null when they let it rest. */
export function answerTo(body: string, person: DemoPerson | null, random: Random): string | null {
  const folded = body.normalize('NFKD').replace(/[\u0300-\u036f]/g, '').toLowerCase()
  const rule = RULES.find(({ fits }) => fits.test(folded))
  if (rule && !rule.answer) return null
  if (!random.chance(rule ? (rule.share ?? 1) : 0.7)) return null
  return random.pick((rule?.answer ?? THANKS)[languageOf(body, person)])
}

function languageOf(body: string, person: DemoPerson | null): Spoken {
  if (person && writesIn(person) === 'es') return 'es'
  return /[¿¡ñ]|\b(?:hola|gracias|usted|cita|por favor)\b/i.test(body) ? 'es' : 'en'
}
