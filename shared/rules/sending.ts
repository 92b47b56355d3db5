import { fold } from './fold.ts'
import { countSegments } from './segments.ts'
import { nearlySame } from './similar.ts'
import { unfilledIn } from './template.ts'

export type SendingBlock = { code: 'empty' | 'unfilled' | 'optedOut' | 'notTextable'; message: string }
export type SendingWarning = { code: 'practiceNotNamed' | 'nearReply' | 'quietHours' | 'long'; message: string }

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
    warnings.push({ code: 'practiceNotNamed', message: `This is our first text to this number. Say that it is ${text.practiceName} writing.` })
  }
  if (text.recentReplyByColleague !== null && nearlySame(text.body, text.recentReplyByColleague)) {
    warnings.push({ code: 'nearReply', message: 'A colleague sent nearly the same reply a few minutes ago.' })
  }
  if (text.quiet) {
    warnings.push({ code: 'quietHours', message: 'It is outside the usual hours for texts. If it can wait, send it in the morning.' })
  }
  const { segments } = countSegments(text.body)
  if (segments > LONG) {
    warnings.push({ code: 'long', message: `This is long: it goes out as ${segments} texts. A call may be kinder.` })
  }
  return warnings
}

/** The name as the practice writes it, or without its legal ending. */
function names(body: string, practiceName: string): boolean {
  const name = fold(practiceName).replace(/ (?:llc|pllc|pc|p c|inc|pa|p a|llp|corp)$/, '')
  return name === '' || ` ${fold(body)} `.includes(` ${name} `)
}
