import { fold } from './fold.ts'

/**
 * Wordings that ask us to stop texting without being a keyword. They are matched on folded text (lower case, no accents, no
 * apostrophes, no punctuation). A false alarm costs one look by a person; a missed one is a text against somebody's wish.
 * Still, words about visits, medicines and bodies must pass: "can you stop by", "stop the bleeding", "quit smoking".
 */

const TEXTS = '(?:texts?|txts?|sms|msgs?|messages?|messaging|texting|reminders?|notifications?|alerts?|spam|mensajes?|textos?|recordatorios?)'
const PLEASE = '(?:please|pls|plz|just|ok|okay|hey|hi|i said|can you|could you|would you|will you|por favor)'
const TAIL = '(?:it|this|that|now|please|pls|plz|already|immediately|thanks|thank you|stop|por favor|gracias|sent from .*)'
const MORE = '(?:any|more|anymore|these|those|this|the|your|all|all of|so many|me|us|of|such|automated)'

const REQUESTS: readonly RegExp[] = [
  // The whole message is a plain "stop", with politeness around it or in other letters.
  new RegExp(`^(?:${PLEASE} )*stop(?: ${TAIL})*$`),
  new RegExp(`^(?:${PLEASE} )*(?:unsubscribe|remove|remove me|quit it|opt out|optout|opt me out|end texts)(?: ${TAIL})*$`),
  /^(?:por favor )?(?:alto|parar|pare|paren|parad|basta|detener|detengan|detenganse|baja|cancelar|arretez|stopp)(?: ya| por favor| gracias)*$/,
  // stop texting / stop sending me these
  /\b(?:stop|quit|cease)(?: \w+)?(?: and desist)? (?:texting|messaging|contacting|spamming|bothering|harassing|calling|txting|bugging)\b/,
  new RegExp(`\\b(?:stop|quit|cease) sending(?: ${MORE})*(?: ${TEXTS}\\b|$| to (?:me|us|this|my)\\b)`),
  new RegExp(`\\b(?:stop|no more|no further|end|enough)(?: with| of)?(?: ${MORE})*(?: \\w+)? ${TEXTS}\\b`),
  new RegExp(`^(?:please )?no (?:more )?${TEXTS}(?: please)?$`),
  // do not text me
  /\b(?:do not|dont|pls dont) (?:ever )?(?:text|txt|message|msg|contact|sms) (?:me|us|this (?:number|phone)|my (?:number|phone|cell)|here|again|anymore|any more)\b/,
  /^(?:please )?(?:do not|dont) (?:text|txt|message|msg|contact)(?: please)?$/,
  /\bnever (?:text|txt|message|contact) (?:me|us|this number) (?:again|anymore)\b/,
  new RegExp(`\\b(?:do not|dont) send(?: ${MORE})* ${TEXTS}\\b`),
  new RegExp(`\\b(?:do not|dont|no longer|never) (?:want|wish|like|need)(?: to)?(?: (?:get|receive|be getting|have))?(?: ${MORE})* (?:${TEXTS}|texted|contacted|messaged)\\b`),
  /\b(?:do not|dont|no longer) (?:want|wish) to be (?:texted|contacted|messaged)\b/,
  /\bleave me alone\b/,
  /\b(?:this is|reporting (?:this|you) as|report(?:ed)? (?:this |you )?as) spam\b/,
  // lists
  /\bunsubscribe\b/,
  new RegExp(`\\bopt(?:ing)?(?: me)? out(?:$| now| please| of (?:this|these|those|all|any|your|the)?(?: \\w+)? ?${TEXTS}\\b)`),
  /\b(?:remove|delete|drop|erase|take) (?:me|us|my (?:name|phone|cell|info)|(?:my|this) (?:phone |cell |mobile )?number)(?: off)?(?: from| of)? (?:your|the|this|all|any)(?! (?:wait|waiting|cancellation|call back|callback|recall) ?list)(?: \w+)? ?(?:lists?|database|system|texts?|texting|contacts|messages)\b/,
  /\b(?:remove|delete|erase|lose) (?:my|this) (?:phone |cell |mobile )?number\b/,
  /\b(?:revoke|withdraw|take back) (?:my )?consent\b|\bdo not consent\b|\bdont consent\b/,
  // somebody else's phone
  /^(?!.*\bi (?:\w+ )?(?:gave|put|wrote|dialed|called|typed|entered|had)\b).*\bwrong (?:number|person|phone|contact)\b/,
  /\b(?:not|no longer|isnt) (?:his|her|their) (?:phone |cell )?number\b|\bno longer (?:has|uses|at) this number\b|\b(?:not|isnt) the right number\b/,
  // Spanish
  /\b(?:dejen|deje|deja|dejad|paren|pare|dejar|parar) de (?:mandar|enviar|escribir|textear|contactar|molestar|llamar|mensajear)/,
  /\bno me (?:escriban?|manden?|envien?|texteen?|mensajeen|contacten|llamen|molesten) (?:mas|nunca|otra vez|mensajes|textos)\b|\bno me (?:escriban|texteen|contacten|molesten)(?: por favor)?$|\bno me molesten\b/,
  new RegExp(`\\b(?:ya )?no (?:quiero|deseo)(?: recibir)?(?: mas)?(?: sus| estos| los)? ${TEXTS}\\b|\\bno mas ${TEXTS}\\b`),
  /\b(?:numero|persona|telefono) equivocad[oa]\b|\bse equivoc(?:o|aron|aste) de (?:numero|persona)\b/,
  /\b(?:quitenme|quiteme|borrenme|borreme|eliminenme|elimineme|saquenme|saqueme) de (?:la|su|esta|sus) (?!lista de espera)\w+/,
  /\b(?:denme|deme|darme|dar|quiero darme) de baja (?:de (?:los|sus|estos|la lista)|por favor|$)|^(?:denme|deme|darme) de baja\b/,
  /\b(?:borren?|eliminen?|quiten?) (?:mi|este) numero\b/,
]

/** The passage of `body` that asks us to stop, as written where it can be found, or null. Never throws. */
export function findStopRequest(body: string): string | null {
  const folded = fold(body)
  for (const pattern of REQUESTS) {
    if (pattern.test(folded)) return body.trim()
  }
  return null
}
