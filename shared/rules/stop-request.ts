import { fold } from './fold.ts'

/**
 * Wordings that ask us to stop texting without being a keyword. They are matched on folded text (lower case, no accents, no
 * apostrophes, no punctuation). A false alarm costs one look by a person; a missed one is a text against somebody's wish.
 * Still, words about visits, medicines and bodies must pass: "can you stop by", "stop the bleeding", "quit smoking".
 */

const TEXTS = '(?:texts?|txts?|sms|msgs?|messages?|messaging|texting|reminders?|notifications?|alerts?|spam|mensajes?|textos?|recordatorios?)'
const PLEASE = '(?:please|pls|plz|just|ok|okay|hey|hi|i said|can you|could you|would you|will you|por favor)'
const TAIL = '(?:it|this|that|now|please|pls|plz|already|immediately|no more|thanks|thank you|stop|por favor|gracias|sent from .*)'
/** No word of it may be read in two ways ("all" + "of" beside "all of"): a repeated one would then take years to fail. */
const MORE = '(?:any|more|anymore|these|those|this|the|your|all|so many|me|us|of|such|automated)'
/** "Stop by, text me" is about a visit: these words between "stop" and "text" make it something else. */
const OTHER = '(?!(?:by|in|at|and|to|or|then|taking|wearing|using|if|when|before|after)\\b)\\w+'

/** The whole message is a plain "stop", with politeness around it or in other letters. */
const WHOLE: readonly RegExp[] = [
  new RegExp(`^(?:${PLEASE} )*stopp?(?: ${TAIL})*$`),
  new RegExp(`^(?:${PLEASE} )*(?:unsubscribe|remove|remove me|quit it|opt out|optout|opt me out|end texts)(?: ${TAIL})*$`),
  /^(?:por favor )?(?:alto|parar|pare|paren|parad|basta|detener|detengan|detenganse|baja|cancelar|arretez)(?: ya| por favor| gracias)*$/,
  new RegExp(`^(?:please )?no (?:more )?${TEXTS}(?: please)?$`),
  /^(?:please )?(?:do not|dont) (?:text|txt|message|msg|contact)(?: please)?$/,
]

/** One sentence of the message asks for it. */
const PART: readonly RegExp[] = [
  // stop texting, stop sending me these, stop the reminders
  /\b(?:stop|quit|cease)(?: all| with the)?(?: and desist)? (?:texting|messaging|contacting|spamming|bothering|harassing|calling|txting|bugging)\b/,
  new RegExp(`\\b(?:stop|quit|cease) sending(?: ${MORE})*(?: ${TEXTS}\\b|$| to (?:me|us|this|my)\\b)`),
  new RegExp(`\\b(?:stop|no more|no further|enough)(?: with| of)?(?: ${MORE})*(?: ${OTHER})? ${TEXTS}\\b`),
  // do not text me
  /\b(?:do not|dont) (?:ever )?(?:text|txt|message|msg|contact|sms) (?:me|us|this (?:number|phone)|my (?:number|phone|cell)|here|again|anymore|any more)\b/,
  /\bnever (?:text|txt|message|contact) (?:me|us|this number) (?:again|anymore)\b/,
  new RegExp(`\\b(?:do not|dont) send(?: ${MORE})* ${TEXTS}\\b`),
  new RegExp(`\\b(?:do not|dont|no longer|never) (?:want|wish|like|need)(?: to)?(?: (?:get|receive|be getting|have))?(?: ${MORE})* (?:${TEXTS}|texted|contacted|messaged)\\b`),
  /\b(?:do not|dont|no longer) (?:want|wish) to be (?:texted|contacted|messaged)\b/,
  /\bleave me alone\b/,
  /\b(?:this is|reporting (?:this|you) as|report(?:ed)? (?:this |you )?as) spam\b/,
  // off the list
  /\bunsubscribe\b/,
  new RegExp(`\\bopt(?:ing)?(?: me)? out(?:$| now| please| of (?:this|these|those|all|any|your|the)?(?: \\w+)? ?${TEXTS}\\b)`),
  /\b(?:remove|delete|drop|erase|take) (?:me|us|my (?:name|phone|cell|info)|(?:my|this) (?:phone |cell |mobile )?number)(?: off)?(?: from| of)? (?:your|the|this|all|any)(?! (?:wait|waiting|cancellation|call back|callback|recall) ?list)(?: \w+)? ?(?:lists?|database|system|texts?|texting|contacts|messages)\b/,
  /\b(?:remove|delete|erase|lose) (?:my|this) (?:phone |cell |mobile )?number\b/,
  /\b(?:revoke|withdraw|take back) (?:my )?consent\b|\b(?:do not|dont) consent to (?:\w+ )?(?:texts|texting|messages)\b/,
  // somebody else's phone
  /^(?!.*\bi (?:\w+ )?(?:gave|put|wrote|dialed|called|typed|entered|had)\b).*\bwrong (?:number|person|phone|contact)\b/,
  /\b(?:not|no longer|isnt) (?:his|her|their) (?:phone |cell )?number\b|\bno longer (?:has|uses|at) this number\b|\b(?:not|isnt) the right number\b/,
  // Spanish
  /\b(?:dejen|deje|deja|dejad|paren|pare|dejar|parar) de (?:mandar|enviar|escribir|textear|contactar|molestar|llamar|mensajear)/,
  /\bno me (?:escriban?|manden?|envien?|texteen?|mensajeen|contacten|llamen|molesten) (?:mas|nunca|otra vez|mensajes|textos)\b|\bno me (?:escriban|texteen|contacten|molesten)(?: por favor)?$/,
  new RegExp(`\\bno (?:quiero|deseo)(?: recibir)?(?: mas)?(?: sus| estos| los)? ${TEXTS}\\b|\\bno mas ${TEXTS}\\b`),
  /\b(?:numero|persona|telefono) equivocad[oa]\b|\bse equivoc(?:o|aron|aste) de (?:numero|persona)\b/,
  /\b(?:quitenme|quiteme|borrenme|borreme|eliminenme|elimineme|saquenme|saqueme) de (?:la|su|esta|sus) (?!lista de espera)\w+/,
  /\b(?:denme|deme|darme|quiero darme) de baja (?:de (?:los|sus|estos|la lista)\b|por favor)|^(?:denme|deme|darme|quiero darme) de baja$/,
  /\b(?:borren?|eliminen?|quiten?) (?:mi|este) numero\b/,
]

/** The message, trimmed, if it asks us to stop texting in English or Spanish words of its own; else null. Never throws. */
export function findStopRequest(body: string): string | null {
  const whole = fold(body)
  const sentences = body.split(/[.!?;\r\n¡¿…]+/).map(fold).filter((sentence) => sentence !== '')
  const asks = WHOLE.some((pattern) => pattern.test(whole)) || PART.some((pattern) => sentences.some((sentence) => pattern.test(sentence)))
  return asks ? body.trim() : null
}
