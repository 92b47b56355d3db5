import { fold, foldLetters } from './fold.ts'

/** What is known of a visit in words. `matter` is what a greeting may ask after, by language. */
export type VisitText = { reason: string; note: string; matter: Readonly<Record<string, string>> | null }

/** Why something is told only to somebody whose birth date was checked. */
export type Sensitivity = 'word' | 'code' | 'matter'

/**
 * Beginnings of words, folded, English and Spanish, that make a note sensitive wherever they stand. They follow what American law
 * and good manners guard most: reproductive and sexual health, mental health, substance use (42 CFR Part 2), violence, cancer and
 * other grave illness, dementia, genetics. Rather too many than too few: one question too much costs two seconds.
 */
const GUARDED = [
  // Sexual and reproductive health
  'hiv', 'vih', 'sida', 'std', 'stds', 'sti', 'stis', 'its', 'ets', 'syphil', 'sifil', 'chlamyd', 'clamid', 'gonorr', 'herpes', 'hpv', 'vph', 'genital', 'pregnan', 'embaraz', 'abort', 'miscarr', 'contracep', 'anticoncep', 'birth control', 'iud', 'diu',
  'infertil', 'fertil', 'sexual', 'erectil', 'vasectom', 'transgender', 'transgenero', 'hormone', 'hormona', 'prenatal', 'postpartum', 'posparto', 'papanicol', 'pap smear',
  // The mind
  'depress', 'depresi', 'anxi', 'ansiedad', 'panic', 'suicid', 'self harm', 'autoles', 'bipolar', 'schizo', 'esquizo', 'psych', 'psiq', 'psico', 'sicolog', 'mental', 'counsel', 'therapist', 'terapeuta', 'anorex', 'bulim', 'ptsd', 'adhd', 'tdah', 'trauma',
  // Alcohol, drugs, medicines that are misused
  'alcohol', 'drug use', 'drug test', 'drug screen', 'drogas', 'addict', 'adicc', 'adicto', 'opioid', 'opiod', 'methadon', 'metadon', 'suboxon', 'buprenorph', 'naloxon', 'overdos', 'sobredosis', 'detox', 'sober', 'withdrawal', 'substance',
  // Violence
  'abuse', 'abuso', 'domestic', 'violen', 'assault', 'agresion', 'maltrat', 'neglect', 'rape', 'violacion',
  // Grave illness, memory, what runs in a family
  'cancer', 'tumor', 'oncol', 'chemo', 'quimio', 'malign', 'biops', 'lymphom', 'linfom', 'leukem', 'leucem', 'metasta', 'melanom', 'carcinom', 'hospice', 'palliat', 'paliat', 'terminal', 'dementia', 'demencia', 'alzheimer', 'genetic', 'hepatit', 'tubercul', 'epilep', 'dialysis', 'dialisis',
] as const

/** Short ones that stand for themselves alone: "ets" is no beginning of a word. */
const WHOLE = new Set(['hiv', 'vih', 'sida', 'std', 'stds', 'sti', 'stis', 'its', 'ets', 'hpv', 'vph', 'iud', 'diu', 'ptsd', 'adhd', 'tdah', 'rape'])
/** An English word too, and far more often; as an abbreviation it is written in capitals. */
const CAPITALS = ['its', 'ets', 'sti', 'std'] as const

const GUARDED_WORD = new RegExp(`\\b(?:${GUARDED.filter((word) => !CAPITALS.some((short) => short === word)).map((word) => (WHOLE.has(word) ? `${word}\\b` : word)).join('|')})`)
const GUARDED_CAPITALS = /\b(?:AIDS|ITS|ETS|STIs?|STDs?)\b/
/** A diagnosis by its ICD-10 code with its dot: F32.1, E11.65. */
const DIAGNOSIS_CODE = /\b[A-TV-Z]\d[0-9A-B]\.[0-9A-Z]{1,4}\b/

/**
 * What a greeting may ask after before anybody has said a birth date: places of the body and things of care that anyone who sees
 * the person sees too. Folded, English and Spanish. Whatever is not among them is asked after only once the birth date was checked.
 */
const PLAIN = new Set(
  `knee knees back shoulder shoulders hip hips ankle ankles foot feet toe toes heel heels hand hands wrist wrists elbow elbows arm arms leg legs neck head ear ears eye eyes nose throat
  tooth teeth molar molars jaw gum gums finger fingers thumb thumbs nail nails skin wisdom
  stitch stitches cast splint bandage bandages dressing brace braces crutches crown filling denture dentures bridge retainer aligners glasses lenses hearing aid aids walker boot
  cut cuts burn bruise bruises sprain cough cold fever pain ache swelling itch soreness bite sting splinter blister blisters
  rodilla rodillas espalda hombro hombros cadera caderas tobillo tobillos pie pies dedo dedos talon talones mano manos muneca munecas codo codos brazo brazos pierna piernas cuello cabeza oido oidos oreja orejas ojo ojos nariz garganta
  diente dientes muela muelas mandibula encia encias pulgar una unas piel juicio
  punto puntos puntada puntadas yeso ferula vendaje venda vendas corona empaste puente dentadura retenedor alineadores lentes gafas anteojos audifono audifonos muletas bota andador
  cortada corte quemadura moreton moretones torcedura esguince tos resfriado fiebre dolor dolores hinchazon picazon molestia picadura mordida astilla ampolla ampollas`.split(/\s+/),
)
/** Words that only join the others. */
const JOINING = new Set('the your a an of in on and left right both upper lower front little big el la lo los las su sus un una de del en y izquierdo izquierda derecho derecha ambos ambas superior inferior'.split(' '))

/** Whether a matter is one that may be asked after before anything was checked: every word of it is known to be plain, and one says what. */
export function isPlainMatter(matter: string): boolean {
  const words = fold(matter).split(' ').filter(Boolean)
  return words.some((word) => PLAIN.has(word)) && words.every((word) => PLAIN.has(word) || JOINING.has(word))
}

/**
 * Whether a visit is told, shown or asked after only once the caller's birth date was checked, and by which rule (docs/say.md):
 * - `word`: its reason, note or matter has a word that is guarded most;
 * - `code`: one of them holds the code of a diagnosis;
 * - `matter`: what a greeting would ask after is no plain place or thing, in any language it is written in: it may be a diagnosis.
 * Null: none of these, so that it may be asked after at the first word.
 */
export function sensitivityOf({ reason, note, matter }: VisitText): Sensitivity | null {
  const matters = Object.values(matter ?? {}).filter((words) => words.trim() !== '')
  const texts = [reason, note, ...matters]
  if (texts.some(isGuarded)) return 'word'
  if (texts.some((text) => DIAGNOSIS_CODE.test(text))) return 'code'
  return matters.every(isPlainMatter) ? null : 'matter'
}

/** The same of a single line, which has no matter: why somebody comes next. */
export function isSensitiveLine(text: string): boolean {
  return isGuarded(text) || DIAGNOSIS_CODE.test(text)
}

function isGuarded(text: string): boolean {
  // Signs between become spaces, so that "self-harm" and "drug/alcohol" are found.
  return GUARDED_WORD.test(foldLetters(text).replace(/[^\p{L}\p{N}]+/gu, ' ')) || GUARDED_CAPITALS.test(text)
}
