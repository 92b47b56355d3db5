import type { TemplatePurpose } from '../contract/views.ts'
import { fold } from './fold.ts'

/** What somebody asks for, by words of theirs, folded, English and Spanish. The first that is found counts; what is asked most specifically stands first. */
const ASKS: readonly (readonly [TemplatePurpose, RegExp])[] = [
  ['runningLate', /\b(?:(?:run\w*|be|am|im|are|bit|little|minutes?|mins?) (?:\w+ )?late|late (?:for|by)|running behind|stuck in traffic|on my way|voy tarde|llego tarde|llegare tarde|tarde a (?:mi|la) cita|retrasad[oa]|un retraso|hay trafico|voy en camino|minutos tarde)\b/],
  ['refill', /\b(?:refills?|prescriptions?|pharmacy|rx|medications?|medicines?|meds|recetas?|farmacia|medicamentos?|medicinas?|resurt\w+)\b/],
  ['forms', /\b(?:forms?|paperwork|formularios?|papeleo|papeles)\b/],
  ['billing', /\b(?:bill|bills|billing|billed|invoice|charged?|copay|co pay|insurance|balance|payment|pay|factura|cobro|cobraron|pago|pagar|saldo|aseguranza|mi seguro)\b/],
  ['directions', /\b(?:where (?:are you|is (?:your|the) (?:office|clinic))|your address|directions|parking|where (?:do|can) i park|how do i get|direccion|donde (?:estan|queda|es la clinica)|como llego|estacionar\w*)\b/],
  ['reschedule', /\b(?:reschedul\w*|(?:move|change|cancel|switch) (?:my|the|our) \w+|different (?:day|time)|another (?:day|time)|postpone|(?:cambiar|mover|cancelar|posponer) (?:mi|la|una)? ?cita|reprogramar|otra (?:fecha|hora|cita)|otro dia|(?:make|book|get) an? appointment|hacer una cita)\b/],
  ['afterVisit', /\b(?:(?:after|since) (?:my|the) (?:visit|surgery|procedure|injection|appointment)|stitches|still (?:hurts?|swollen|sore)|despues de (?:la|mi) (?:visita|cita|cirugia|inyeccion)|los puntos|sigue (?:hinchad\w+|doliendo))\b/],
  ['education', /\b(?:what (?:should|do) i (?:bring|wear|eat)|how (?:do|should) i prepare|fasting|que (?:debo|tengo que) (?:llevar|traer)|en ayunas|como me preparo)\b/],
  ['recall', /\b(?:check ?up|annual (?:visit|exam|physical)|physical|cleaning|due for|chequeo|limpieza|examen anual)\b/],
]

/**
 * What somebody waits for, so that the replies that fit stand first.
 * @param words what they wrote or said that nobody answered yet, the newest first: texts and transcripts of voicemails
 * @param missed how many of their calls nobody took
 * @returns null where nothing says it
 */
export function needOf(words: readonly string[], missed: number): TemplatePurpose | null {
  for (const one of words) {
    const folded = fold(one)
    const asked = ASKS.find(([, pattern]) => pattern.test(folded))
    if (asked) return asked[0]
  }
  return missed > 0 && words.length === 0 ? 'missedCall' : null
}
