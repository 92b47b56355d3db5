import { fold } from './fold.ts'
import { countSegments } from './segments.ts'
import { isSensitiveLine } from './sensitive.ts'
import { nearlySame } from './similar.ts'
import { unfilledIn } from './template.ts'

export type SendingBlock = { code: 'empty' | 'unfilled' | 'optedOut' | 'notTextable'; message: string }
export type SendingWarning = {
  code: 'practiceNotNamed' | 'nearReply' | 'quietHours' | 'long' | 'clinical' | 'otherName' | 'notMobile'
  /** A few words, for a chip. */
  label: string
  /** Why, and what to do. */
  message: string
}

/** What is known when somebody presses Send. */
export type TextToSend = {
  body: string
  optedOut: boolean
  /** False for withheld numbers, short codes and numbers that cannot get texts. */
  canText: boolean
  practiceName: string
  /** Whether this number never got a text from us before. */
  isFirstText: boolean
  /** Whether it is quiet hours where the patient lives. */
  quiet: boolean
  /** The words of the last reply another person at the desk sent here minutes ago, or null. */
  recentReplyByColleague: string | null
  /** First names of whoever has this number; left out where nobody is known by it. */
  firstNames?: readonly string[]
  /** First names of other people at the desk just now, whose text this might be. */
  otherNames?: readonly string[]
  /** The last text to this number failed because it is no mobile. */
  isNoMobile?: boolean
}

const LONG = 3

/** Blocks stop the text; warnings only say what to look at, and nothing is ever rewritten. Source: DESIGN "Before sending". */
export function checkText(text: TextToSend): { blocks: SendingBlock[]; warnings: SendingWarning[] } {
  const blocks: SendingBlock[] = []
  if (!text.canText) blocks.push({ code: 'notTextable', message: 'This number cannot get texts. Call instead.' })
  if (text.optedOut) {
    blocks.push({ code: 'optedOut', message: 'This number asked for no texts. Call instead; only they can start texts again, by texting START.' })
  }
  if (text.body.trim() === '') {
    // Nothing is written yet: there is nothing to warn about either.
    return { blocks: [...blocks, { code: 'empty', message: 'Write something first.' }], warnings: [] }
  }
  const unfilled = unfilledIn(text.body)
  if (unfilled.length > 0) {
    const names = unfilled.map((name) => `{${name}}`).join(', ')
    blocks.push({ code: 'unfilled', message: `Fill in ${names} before this can go out.` })
  }
  return { blocks, warnings: warningsFor(text) }
}

function warningsFor(text: TextToSend): SendingWarning[] {
  const warnings: SendingWarning[] = []
  if (text.isFirstText && !names(text.body, text.practiceName)) {
    warnings.push({ code: 'practiceNotNamed', label: 'Practice not named', message: `This is our first text to this number. Say that it is ${text.practiceName} writing.` })
  }
  if (text.recentReplyByColleague !== null && nearlySame(text.body, text.recentReplyByColleague)) {
    warnings.push({ code: 'nearReply', label: 'Answered already', message: 'A colleague sent nearly the same reply a few minutes ago.' })
  }
  if (text.quiet) {
    warnings.push({ code: 'quietHours', label: 'Late where they are', message: 'It is outside the usual hours for texts. If it can wait, send it in the morning.' })
  }
  const clinical = clinicalWord(text.body)
  if (clinical !== null) {
    warnings.push({ code: 'clinical', label: `Health: “${clinical}”`, message: `“${clinical}” tells whoever sees the phone about their health. A call, or fewer words, may be better.` })
  }
  const stranger = strangerIn(text)
  if (stranger !== null) warnings.push({ code: 'otherName', label: `Says “${stranger}”`, message: `Nobody known by this number is called ${stranger}. Check that this text is meant for them.` })
  if (text.isNoMobile) warnings.push({ code: 'notMobile', label: 'Not a mobile', message: 'The last text did not arrive because this is no mobile. Call instead.' })
  const { segments } = countSegments(text.body)
  if (segments > LONG) {
    warnings.push({ code: 'long', label: `${segments} texts long`, message: `This is long: it goes out as ${segments} texts. A call may be kinder.` })
  }
  return warnings
}

/** The name as the practice writes it, or without its legal ending. */
function names(body: string, practiceName: string): boolean {
  const name = fold(practiceName).replace(/ (?:llc|pllc|pc|p c|inc|pa|p a|llp|corp)$/, '')
  return name === '' || ` ${fold(body)} `.includes(` ${name} `)
}

/** Words that greet, folded; what stands after one of them is taken for a name. */
const GREETS = /(?:^|[\n.!?¡] ?)(?:hi|hello|hey|dear|hola|estimad[oa]|querid[oa]|buenos d[ií]as|buenas tardes|buenas noches|good morning|good afternoon),? (\p{Lu}[\p{L}’'-]+)/giu
/** Names that are words too: only a greeting makes them names. */
const ALSO_WORDS = new Set('will may art grace hope faith mark rose dawn joy june april august summer bill pat sue frank guy rich jack angel luz paz mar sol rey cruz'.split(' '))

/** A first name in the text that is nobody's who has this number, or null. Whom the desk does not know it cannot miss. */
function strangerIn({ body, firstNames, otherNames = [], practiceName }: TextToSend): string | null {
  if (!firstNames || firstNames.length === 0) return null
  const known = new Set([...firstNames, practiceName].flatMap((name) => fold(name).split(' ')))
  const greeted = [...body.matchAll(GREETS)].map((match) => match[1] ?? '').filter((name) => /^\p{Lu}/u.test(name) && !TITLES.has(fold(name)))
  const words = new Set(body.match(/[\p{L}’'-]+/gu))
  const others = otherNames.filter((name) => name.length > 2 && !ALSO_WORDS.has(fold(name)) && words.has(name))
  return [...greeted, ...others].find((name) => !known.has(fold(name))) ?? null
}

const TITLES = new Set(['mr', 'mrs', 'ms', 'dr', 'miss', 'sr', 'sra', 'don', 'dona', 'doctor', 'everyone', 'all', 'there', 'team', 'again'])

/** The guarded word that a text holds, as it is written there; or null. */
function clinicalWord(body: string): string | null {
  if (!isSensitiveLine(body)) return null
  return body.split(/\s+/).map((word) => word.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, '')).find((word) => word !== '' && isSensitiveLine(word)) ?? body.trim().split(/\s+/).slice(0, 3).join(' ')
}
