import { TEXTS } from './stop-request-english.ts'
import type { StopWords } from './stop-request.ts'

const SEND = '(?:mandar|enviar|escribir|textear|contactar|molestar|mensajear|acosar|fregar|joder|chingar)'
/** "(no me) escriban", of texting alone; "manden" and "llamen" may be about a prescription or the hour. */
const TEXT_ME = '(?:escriba|textee|contacte|moleste|mensajee)[ns]?'
const SEND_ME = `(?:${TEXT_ME}|(?:mande|envie|llame)[ns]?|manda|envia|escribas)`
const THE = '(?:mas|los|las|la|sus|tus|mis|mi|estos|estas|esos|todos|tantos|muchos|demasiados|de|a|su|esta)'
const PHONE = '(?:numero|telefono|celular)'
const AROUND = '(?: ya| mas| por favor| gracias| disculpe)*'
const SOME_LISTS = '(?! de (?:espera|cirugia|operaciones|cancelaciones|medic\\w*|alergias))'

export const spanish: StopWords = {
  part: [
    // The whole sentence.
    new RegExp(
      `^(?:(?:por favor|ya) )*(?:alto|parar|pare|paren|parad|parele|parenle|basta|detener|detengan|detenganse|baja|cancelar|terminar|fin|salir|quitar|eliminar|borrar|no mas|equivocad[oa]|es una estafa)${AROUND}$`,
    ),
    new RegExp(`^(?:por favor )?no (?:me |nos )?(?:molest|mand|envi|contact|llam)(?:ar|en|e|es)(?: mas)${AROUND}$|^(?:por favor )?no (?:me |nos )?molest(?:ar|en|e|es)${AROUND}$`),
    new RegExp(`^(?:por favor )?no (?:enviar|mandar|escribir|escriban?)(?: mas)?(?: ${TEXTS})?${AROUND}$`),
    new RegExp(`^sin ${TEXTS}${AROUND}$`),
    new RegExp(`^no (?:me|nos) interesa${AROUND}$|^no estoy interesad[oa]${AROUND}$`),
    // dejen de escribirme, no dejan de mandar, quiero dejar de recibir
    new RegExp(`(?<!\\bno )\\b(?:dej[ae][nd]?|par[ae]n?|dejar|parar)(?: ya)? de (?:${SEND}|llamar(?! (?:porque|al|a la|a los)\\b))|\\bno dejan de (?:${SEND}|llamar)`),
    new RegExp(`(?<!\\bno quiero )\\b(?:dejar|dejo) de recibir(?: ${THE})* ${TEXTS}\\b`),
    // no me escriban más, no me manden mensajes, no vuelvan a contactarme
    new RegExp(`\\bno (?:me |nos )${SEND_ME} (?:nunca|otra vez|(?:mas )?${TEXTS}|mas(?:$| por favor| gracias| nada| a este)|nada(?:$| por favor| mas))`),
    new RegExp(`\\bno (?:mande|envie|escriba)[ns]?(?: mas)? (?:${TEXTS}\\b|nada$)|\\bno me lleguen(?: ${THE})* ${TEXTS}\\b`),
    new RegExp(`\\bno (?:me |nos )(?:${TEXT_ME}|escribas)(?: por favor| aqui| a este ${PHONE})*$`),
    /\bno (?:me |nos )?(?:anden?|esten?|sigan?) (?:mandando|enviando|escribiendo|texteando|molestando|llamando|contactando)\b|\bdije que (?:paren|pararan|dejen|dejaran)\b/,
    new RegExp(`\\bno (?:me |nos )?vuelv[ae][ns]? a (?:${SEND}|llamar)`),
    // ya no quiero mensajes
    new RegExp(`\\bno (?:quiero|deseo|necesito|queremos)(?: recibir)?(?: ${THE})* ${TEXTS}\\b|\\bno (?:mas|recibir|enviar|mandar)(?: ${THE})* ${TEXTS}\\b|\\bno me (?:gustan?|interesan?)(?: recibir)?(?: ${THE})* ${TEXTS}\\b|\\bno (?:quiero|deseo) recibir nada\\b`),
    new RegExp(`\\bno (?:quiero|necesito|hace falta|es necesario) que (?:me|nos) (?:${TEXT_ME}|(?:mande|envie)[ns]?(?: ${THE})* ${TEXTS})\\b`),
    /\bno (?:quiero|deseo) ser contactad[oa]\b|\bno quiero saber (?:nada )?(?:mas )?de (?:ustedes|usted|uds)\b/,
    new RegExp(`\\bprefiero no recibir\\b|\\bprefiero(?: \\w+){1,4} no ${TEXTS}\\b|\\ben (?:vez|lugar) de (?:${SEND}|${TEXTS}\\b)|^(?:por favor )?(?:solo|solamente) (?:llamadas|llamenme|llameme)${AROUND}$`),
    // cancelen los mensajes, denme de baja, quítenme de su lista
    new RegExp(`(?<!\\bno )\\b(?:cancel(?:ar|en?|o|a)|deten(?:er|gan?)|par(?:ar|o|en?)|suspend(?:er|an?)|quit(?:ar|en?)|elimin(?:ar|en?)|desactiv(?:ar|en?)|alto|basta|stop|(?:parele|parenle|paren?|basta|alto) con)(?: ${THE})* ${TEXTS}\\b`),
    /\b(?:cancel\w*|anul\w*) (?:mi |la )?suscripcion\b|\bdesuscri|\bdesinscri/,
    /\b(?:denme|deme|dame|darme|dar|doy|me den) de baja(?:$| por favor| de (?:los|sus|estos|la lista|esta lista)\b)/,
    new RegExp(
      `\\b(?:(?:quit|borr|elimin|baj)(?:en|e|a|ar)(?:me|nos)?|sa(?:quen|que|ca|car)(?:me|nos)?|salir) de (?:la|su|tu|esta|sus|los) (?:lista|listas|base|sistema|grupo|contactos|${TEXTS})\\b${SOME_LISTS}`,
    ),
    /\b(?:borr|elimin|quit)(?:en|e|a|ar) (?:mi|este) (?:numero|telefono|celular)\b|\b(?:borr|elimin)(?:en|e|a|ar) mis datos\b/,
    // consent
    new RegExp(`\\b(?:no|nunca) (?:me )?(?:suscribi|autorice|autorizo|pedi|solicite)(?: (?:a|el uso de|que me (?:manden|envien|escriban)|recibir|estos|sus|los))*(?:$| esto$| mi numero$| ${TEXTS}\\b)`),
    new RegExp(`\\b(?:revoco|retiro) (?:mi|el) (?:consentimiento|permiso)\\b|\\bno doy (?:mi )?(?:consentimiento|permiso|autorizacion) para (?:que me (?:escriban|manden|contacten|envien)|recibir|${TEXTS})\\b`),
    // leave me alone, too many of them, and where from
    /\bdej[ae]n?(?:me|nos) (?:en paz|tranquil[oa]s?)\b/,
    /\bme estan acosando\b|\b(?:los|las) voy a (?:reportar|denunciar)\b|\bvoy a bloquear (?:este|su) numero\b/,
    new RegExp(`\\b(?:demasiados|con tantos) ${TEXTS}\\b|\\b(?:hart[oa]|fastidio|cansad[oa]|bueno) (?:de|con)(?: ${THE})* ${TEXTS}\\b|\\bme molestan?(?: ${THE})* ${TEXTS}\\b|\\b(?:me )?(?:mandan|envian) (?:muchos|tantos) ${TEXTS}\\b`),
    new RegExp(`\\bpor ?que me (?:escriben|textean|contactan)\\b|\\b(?:por ?que me (?:mandan|envian|llegan)|por ?que recibo|me siguen (?:mandando|enviando|llegando)|sigo recibiendo)(?: ${THE})* ${TEXTS}\\b`),
    new RegExp(`\\b(?:como (?:consiguieron|consiguio|obtuvieron)|de donde (?:sacaron|saco)|quien(?:es)? les? dio) mi ${PHONE}\\b`),
    // somebody else's phone
    new RegExp(
      `^(?:(?:hola|perdon|disculpe|no|usted|ustedes|creo que|es|tiene|tienen|tienes|este|esta|el|la|un|una) )*(?:(?:${PHONE}|persona) )?(?:equivocad[oa]|incorrect[oa])${AROUND}$`,
    ),
    /\b(?:se equivoc(?:o|aron|aste)|equivocado) de (?:numero|persona)\b/,
    new RegExp(`\\beste (?:ya )?no es (?:el|su) ${PHONE}\\b|\\beste ${PHONE} (?:ya )?no es de\\b`),
    new RegExp(`\\beste ${PHONE} ya no pertenece\\b|\\bcambio de dueno\\b|\\bya no (?:tiene|usa) este ${PHONE}\\b`),
    /\bno hay nadie con ese nombre\b|\bno conozco a (?:nadie con ese nombre|esa persona)\b|\bno soy (?:esa|la) persona\b|\besta no es la persona\b|^aqui no es$|\bno vive aqui\b/,
    /\bya no soy (?:su )?paciente\b|\bno soy su paciente\b|\bno soy paciente (?:de )?(?:ahi|alli|ustedes|esa)\b/,
  ],
  written: [
    // "No soy Rosa", "No conozco a Rosa", "Aquí no vive ninguna Rosa"; "Esto es spam" is no question.
    /^(?:\p{L}+,? )?(?:[Yy]o )?[Nn]o soy (?:(?:la|el) )?(?:(?:señora?|Señora?|Sra|Sr) )?\p{Lu}\p{Ll}+$/u,
    /\b(?:[Ee]sta no es|[Mm]i nombre no es|[Nn]o me llamo) \p{Lu}\p{Ll}+$/u,
    /\b[Nn]o conozco a (?:ning[uú]n[oa]? )?\p{Lu}\p{Ll}+/u,
    /\b[Nn]o s[eé] qui[eé]n es (?:la |el )?(?!Dra?\b)\p{Lu}\p{Ll}+/u,
    /\b[Nn]o (?:vive|hay ning[uú]na?)(?: ning[uú]na?)? \p{Lu}\p{Ll}+/u,
    /\b[Ee]sto es (?:acoso|spam|una estafa)$/,
  ],
  not: [],
}
