import type { StopWords } from './stop-request.ts'

// No repeated group may be able to read the same words in two ways ("all" + "of" beside "all of"): that would take years to fail.

/** What we send, in both languages: people mix them ("no more mensajes"). */
export const TEXTS =
  '(?:texts?|txts?|sms|msgs?|messages?|messaging|texting|reminders?|notifications?|alerts?|ads?|surveys?|promos?|promotions?|spam|communications?|' +
  'mensajes?|mensajitos?|textos?|recordatorios?|notificacion(?:es)?|avisos?|alertas?|encuestas?|publicidad|propaganda|promociones|anuncios?)'
const PLEASE = '(?:please|pl[sz]+|kindly|just|ok|okay|hey|hi|re|i said|can you|could you|would you|will you|por favor)'
const TAIL =
  '(?:it|this|that|now|please|pl[sz]+|already|immediately|no more|thanks|thank you|thx|ty|stop|and remove me|and thank you|ya|svp|por favor|gracias|sent from .*)'
const MORE = '(?:any|more|anymore|these|those|this|the|your|ur|my|all|so many|me|us|of|such|automated|text|marketing|appointment)'
/** "Stop by, text me" is about a visit: these words between "stop" and "text" make it something else. */
const OTHER = '(?!(?:by|in|at|and|to|or|then|taking|wearing|using|if|when|before|after)\\b)\\w+'
const DONT = '(?:do not|dont|dnt|donot)'
const ME = '(?:me|us|this (?:number|phone)|my (?:\\w+ )?(?:number|phone|cell)|here)'
const TEXT = '(?:text|txt|message|msg|contact|sms)'
const TEXTING = '(?:texting|messaging|contacting|spamming|bothering|harassing|calling|txting|bugging|blowing up|reaching out|notifying|alerting|reminding)'
const NUMBER = '(?:phone |cell |mobile )?(?:number|num|phone|cell)'
const SOME_LISTS = '(?:wait|waiting|standby|stand by|surgery|cancellation|call back|callback|recall|schedule|\\d\\w*) ?list'

export const english: StopWords = {
  part: [
    // The whole sentence: a plain "stop", with politeness around it or in other letters.
    new RegExp(`^(?:${PLEASE} )*(?:s+t+o+p+|stpo|sotp|stp|stahp)(?: ${TAIL})*$`),
    new RegExp(`^(?:${PLEASE} )*(?:unsubscribe|remove(?: me)?|take me off|i want out|end|quit(?: it)?|discontinue|opt ?out(?: me)?|opt me out|no more(?: of (?:this|these))?)(?: ${TAIL})*$`),
    new RegExp(`^(?:${PLEASE} )*(?:cease|cease and desist|desist|enough|spam|scam|wrong|go away|get lost|shut up|knock it off|cut it out|(?:fuck|f|eff|piss|bug|buzz|back) off)(?: ${TAIL})*$`),
    new RegExp(`^(?:(?:i am|im|we are|were) )?not interested(?: ${TAIL})*$|\\bnot interested in(?: receiving| getting)?(?: ${MORE})* ${TEXTS}\\b`),
    /^i do(?: not|nt) consent$/,
    new RegExp(`^(?:please )?no (?:more )?(?:text |marketing |automated )?${TEXTS}(?: please| only \\w+)*$`),
    new RegExp(`^(?:please )?(?:${DONT}|never) (?:text|txt|message|msg|contact|call|disturb)(?: please)?$`),
    // stop texting, stop sending me these, stop the reminders, turn off the alerts
    new RegExp(`\\b(?:stop|if you stopped|quit|cease|discontinue|refrain from)(?: all| with the| fucking| f ing| freaking| damn)?(?: and desist)? ${TEXTING}\\b`),
    new RegExp(`\\b(?:stop|quit|cease) sending(?: ${MORE})*(?: ${TEXTS}\\b|$| to (?:me|us|this|my)\\b| (?:stuff|things|crap|shit|junk|garbage)$)`),
    new RegExp(`\\b(?:stop|quit it|no more|no further|enough|chill|ease up)(?: it)?(?: with| w| of)?(?: ${MORE})*(?: ${OTHER})? ${TEXTS}\\b`),
    /\bno further contact\b|\b(?:please|pls|plz|wtf|omg|said|(?:told|telling|asked|asking) you to|you were told to) stop$|\bi (?:\w+ )?(?:said|texted|replied|sent|wrote|typed) stop\b/,
    new RegExp(`\\b(?:stop|quit|end|cease|halt|cancel|discontinue|suspend|disable|turn off|block)(?: (?:all|any|the|these|those|this|your|my|text))* ${TEXTS}\\b`),
    new RegExp(`\\bstop (?:getting|receiving)(?: ${MORE})*(?:$| them$| ${TEXTS}\\b)`),
    /\bhow (?:do|can) (?:i|we) (?:stop|end|turn off|cancel) (?:these|this)(?: off)?$|\bturn (?:these|this) off$/,
    // do not text me
    new RegExp(`\\b${DONT} (?:ever )?(?:call or |call and )?${TEXT} (?:${ME}|again|anymore|any more)\\b|\\b${DONT} (?:text|txt)(?: please)?$|\\b(?:please|to|rather you) not ${TEXT} ${ME}\\b`),
    new RegExp(`\\b(?:no|do not|dont) need to (?:${TEXT} ${ME}|send(?: ${MORE})* ${TEXTS})\\b|^(?:please )?(?:text|bother) (?:someone|somebody) else\\b`),
    new RegExp(`\\b${DONT} (?:ever )?call ${ME} (?:again|anymore|any more|ever)\\b`),
    /\bnever (?:text|txt|message|contact) (?:me|us|this number) (?:again|anymore)\b|^(?:please )?never (?:text|message|contact) (?:me|us|this number)$/,
    new RegExp(`\\b${DONT} use this ${NUMBER}\\b|\\bnot for (?:texts|texting)\\b`),
    new RegExp(`^(?:please )?${DONT} bother (?:me|us)\\b`),
    new RegExp(`\\b${DONT} send(?: ${MORE})* (?:${TEXTS}\\b|anything(?: else| more| again)?$|these$)`),
    // I do not want texts
    new RegExp(`\\b(?:${DONT}|no longer|never) (?:wanna|(?:want|wish|like|need)(?: to)?)(?: (?:get|getting|receive|receiving|be getting|have))?(?: ${MORE})* (?:${TEXTS}|texted|contacted|messaged)\\b|\\bnever want(?: to (?:get|receive))? (?:a|another) ${TEXTS}\\b`),
    new RegExp(`\\b(?:${DONT}|no longer) (?:want|wish) to be (?:texted|contacted|messaged)\\b`),
    new RegExp(`\\b(?:${DONT}|no longer) want(?: to (?:get|receive|have))? (?:these|them)(?: anymore)?$`),
    new RegExp(`\\b(?:${DONT}|no longer) (?:want|wish|care|need) to hear from (?:you|your)\\b`),
    new RegExp(`\\b(?:prefer|rather)(?: \\w+){0,3} (?:no|not)(?: to)?(?: (?:get|receive|be))?(?: ${MORE})* (?:${TEXTS}|texted|contacted|messaged)\\b`),
    new RegExp(`\\b(?:call|phone|email|e mail|mail)(?: me| us)?(?: instead of (?:${TEXTS})\\b| no (?:text )?${TEXTS}$)|^(?:please )?(?:only call|call only|(?:phone )?calls? only)(?: please| me| us)*$`),
    new RegExp(`\\b${DONT} (?:do|use|accept|read) ${TEXTS}\\b`),
    /^(?:(?:please|just|and|so|pls|can you|will you|would you) )*leave (?:me|us) (?:the \w+ )?alone\b/,
    // too many of them, and where from
    new RegExp(`\\btoo many (?:of )?(?:these |your )?(?:text )?${TEXTS}\\b|\\b(?:you|u)(?: guys)? ${TEXT}(?: me| us)? too (?:much|often|many)\\b`),
    new RegExp(`\\b${TEXTS} (?:are|is) (?:so |very |really )?(?:annoying|irritating|a nuisance|harassment|out of hand|too much)\\b`),
    /\bwhy (?:are|do|r) (?:you|u)(?: guys)? (?:keep |still )?(?:texting|text|txting|messaging|contacting|contact) (?:me|us|this)\b/,
    new RegExp(`\\bwhy (?:am|do) i (?:keep )?(?:getting|get|receiving|receive) (?:these|your|all these|so many)(?: text)?(?: ${TEXTS})?$`),
    new RegExp(`\\b(?:keep|still) (?:getting|receiving) (?:(?:all these|so many|your|these|those) (?:text )?${TEXTS}\\b|${TEXTS}(?:$| (?:for|meant|to)\\b))`),
    /\b(?:how|where|why) (?:did|do) (?:you|u)(?: guys)? (?:get|have|find|got) (?:my|this) (?:cell |phone )?number\b|\bwho gave (?:you|u) (?:my|this) (?:cell |phone )?number\b|\b(?:never|did not|didnt) (?:gave|give) (?:you|u) (?:my|this) number\b/,
    // spam, threats
    /\b(?:this is|its|reporting (?:this|you) as|report(?:ed)? (?:this |you )?as) (?:spam|junk)\b|\breporting as (?:spam|junk)\b|\b(?:this is|its) (?:a )?(?:scam|fraud|harassment)\b/,
    /\b(?:you are|youre|u r) (?:harassing|spamming|stalking)\b/,
    /\b(?:im|i am|will|ill|going to) report(?:ing)? (?:you|u|this number)\b|(?:^|\b(?:im|i am|will|ill|going to) )block(?:ing)? (?:you|u|(?:this|your) number)\b/,
    /\bdo not (?:call|text|contact|message)(?: me)? (?:list|registry)\b/,
    // off the list, consent
    /\bun ?su(?:bs|b|s)crib(?:e|ing)\b|\bunsub\b/,
    new RegExp(`\\bopt(?:ing)?(?: me)? out(?:$| now| please| of (?:this|these|all|everything)$| of (?:this|these|those|all|any|your|the)?(?: \\w+)? ?${TEXTS}\\b)`),
    new RegExp(
      `\\b(?:remove|delete|drop|erase|take|get|cross|scratch|strike) (?:me|us|him|her|them|my \\w+(?: info| and (?:phone )?number)?|(?:my|this) ${NUMBER})(?: off| out)?(?: from| of)? (?:your|the|this|all|any)(?! ${SOME_LISTS})(?: \\w+)? ?(?:lists?|database|system|contacts|records|${TEXTS})\\b`,
    ),
    new RegExp(`\\b(?:(?:be|get|me|us) (?:removed|taken off|deleted)(?: from)?|(?:get|want|like) off) (?:your|the|this|all)(?! ${SOME_LISTS})(?: \\w+)? ?(?:lists?|database|system|${TEXTS})\\b`),
    /\b(?:asked|want|like)(?: \w+){0,3} to be removed$|\bunenroll me\b|\b(?:cancel|end|stop) (?:my |the |this )?subscription\b/,
    new RegExp(`\\b(?:remove|delete|erase|lose) (?:my|this) ${NUMBER}\\b|\\btake (?:my|this) ${NUMBER} off\\b|\\bforget this ${NUMBER}\\b`),
    /\b(?:revoke|revoking|withdraw|withdrawing|take back) (?:my |all |any )?consent\b|\b(?:dont|do not) consent to (?:\w+ )?(?:texts|texting|messages)\b/,
    /\b(?:revoke|revoking|withdraw|withdrawing) (?:my )?(?:permission|authorization) (?:to|for) (?:text|texts|texting|contact|message|messages)\b/,
    /\b(?:do not|dont|no longer) (?:give|have) (?:you |my )+(?:permission|consent)\b(?! (?:form|for)\b)/,
    new RegExp(`\\bobject to(?: ${MORE})* ${TEXTS}\\b`),
    new RegExp(`\\b(?:never|did not|didnt) (?:sign(?:ed)? up|subscribed?|ask(?:ed)?|request(?:ed)?|agreed?|consent(?:ed)?|opted in|opt in)(?: (?:for|to))?(?: (?:get|receive|be))?(?:(?: ${MORE})* (?:${TEXTS}|texted|contacted)\\b| (?:this|these)$)`),
    new RegExp(`\\b(?:never|did not|didnt) (?:gave|give)(?: you)?(?: my)? (?:permission|consent) (?:to|for)(?: ${MORE})* (?:${TEXT}|${TEXTS})\\b`),
    // somebody else's phone
    /^(?!.*\b(?:i (?:\w+ )?(?:gave|put|wrote|dialed|called|typed|entered|had)|lab|pharmacy)\b)(?:\w+ ){0,3}wrong (?:phone )?(?:number|num|person|phone|contact|guy|lady)(?: \w+)?$/,
    /\b(?:texting|messaging|calling)(?: the| a)? wrong (?:number|person|phone|guy|lady)\b/,
    /\b(?:you|u|youve|youre|this|it|that|its|thats)(?: guys| is| have| has| got| texted| reached| called| contacted| are texting| are messaging)+(?: the| a)? wrong (?:phone )?(?:number|num|person|phone|contact|guy|lady)\b(?! (?:of|on|in|for my)\b)/,
    new RegExp(`\\b(?:not|no longer|isnt) (?:his|her|their) ${NUMBER}\\b|\\bthis (?:is not|isnt|aint|is no longer) (?!my\\b|the\\b|a\\b)\\w+ ${NUMBER}\\b|\\b(?:not|isnt) the right number\\b`),
    /\b(?:no longer|doesnt|does not) (?:have|has|use|uses|own|owns|at) this (?:number|phone)\b|\b(?:number|phone) (?:no longer|doesnt|does not) belongs? to\b|\bnot at this number\b|\b(?:gave|sold) me this (?:phone|number)\b|\bbelongs to (?:someone|somebody) else\b|\b(?:doesnt|does not|no longer) lives? here\b/,
    /\b(?:no one|nobody|noone|no person)(?: here)? (?:(?:by|with|of) that name|named)\b|\b(?:dont|do not) know (?:anyone|anybody) (?:named|called|by that name)\b|\b(?:dont|do not) know (?:this person|that person|you$)|\bnot the person you(?:re)?\b|\byou meant to (?:text|reach|message) (?:someone|somebody)\b|\b(?:you|u|youve) (?:have|got) the wrong(?: one)?$|^(?:thats|that is|this is) not me$/,
    /\b(?:texting|messaging) (?:a|our) (?:business|company|office|store|stranger)\b|\bthis is (?:a|our) (?:business|company|work|office|store|fax) (?:line|phone|number|cell)\b|\bi just got this (?:number|phone)\b/,
    /\bnot your patient\b|\bnot a patient (?:there|of yours|anymore)\b|\bno longer a patient\b|\b(?:dont|do not) (?:go|come) (?:there|to your \w+) any ?more\b/,
  ],
  written: [
    // The keyword in capitals among other words.
    /^(?=.*\p{Ll}).*\b(?:STOP|UNSUBSCRIBE)\b/u,
    // "This is not Rosa", "I'm not Mrs. Delgado", "My name isn't Rosa", "No Rosa here", "I don't know who Rosa is".
    /^(?:(?:[Ss]orry|[Hh]i|[Hh]ello|[Nn]o),? )?(?:[Tt]his is not|[Tt]his isn['’]?t|[Ii] am not|[Ii]['’]?m not) \p{Lu}\p{Ll}+$/u,
    /\b[Mm]y name (?:is not|isn['’]?t) \p{Lu}\p{Ll}+|\b[Nn]ever heard of \p{Lu}\p{Ll}+$/u,
    /\b[Nn]o \p{Lu}\p{Ll}+ (?:here|lives here|at this)\b/u,
    /\b(?:[Dd]on['’]?t|[Dd]o not) know (?:(?:an?|any) \p{Lu}\p{Ll}+$|who \p{Lu}\p{Ll}+ is\b)/u,
  ],
  not: [
    // "Did you stop the reminders?" and "please don't stop them" want them.
    /\b(?:did|have) (?:you|i|we|u)(?: guys| all)? (?:stop|stopped)\b|\b(?:dont|do not) stop\b/,
    // What won't stop is a cough or blood, unless it is the texting.
    /\b(?:wont|will not|doesnt|does not|cant|not) stop(?! (?:texting|txting|messaging|contacting|sending|calling|bothering|spamming|harassing))/,
    // They would rather be texted.
    /(?<!\b(?:dont|not|or|and|nor) )\btext(?: me)?(?: please| instead)? (?:do not|dont) call\b|\b(?:do not|dont) call(?: me)?(?: please| just)* text\b/,
    /\bstop calling(?: (?!or\b|nor\b|and\b|dont\b|not\b|never\b|stop\b)\w+){0,4} text(?: me| us| instead|$)/,
  ],
}
