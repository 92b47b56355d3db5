import { z } from 'zod'
import { templateFields, type TemplateFields } from '@shared/contract/views.ts'
import { conditionProblem, unknownVariables } from '@shared/rules/template.ts'
import { sameValue } from '@renderer/store/edits.ts'
import { toDraft } from './draft.ts'

/** A practice's templates as a file, for another practice or for keeping. */
const FORMAT = 'rapport-templates'
const VERSION = 1
export const SET_FILE_NAME = 'rapport-templates.json'

/** As many as a practice can have, and as the core takes at once. */
export const MOST_TEMPLATES = 200
/** Far more than 200 templates come to. */
export const MOST_BYTES = 1024 * 1024

/** The file of a set: no ids, no places, no use counts. */
export function setFile(templates: readonly TemplateFields[]): string {
  return `${JSON.stringify({ format: FORMAT, version: VERSION, templates: templates.map(toDraft) }, null, 2)}\n`
}

export type ReadSet = { ok: true; templates: TemplateFields[] } | { ok: false; problem: string }

const outer = z.object({ format: z.literal(FORMAT), version: z.number(), templates: z.array(z.unknown()) })

/** Reads a set; says in words for the desk what keeps it from being one, and which template it is about. */
export function readSet(text: string): ReadSet {
  const read = outer.safeParse(parsed(text))
  if (!read.success) return refused('This is not a set of templates. Choose a file that came from “Export all as a set”.')
  const { version, templates } = read.data
  if (version !== VERSION) return refused('This set was made by a newer Rapport. Update this one, and bring it in then.')
  if (templates.length === 0) return refused('This set holds no templates.')
  if (templates.length > MOST_TEMPLATES) return refused(`This set holds ${templates.length} templates. A practice can have ${MOST_TEMPLATES}.`)
  const sound: TemplateFields[] = []
  for (const [index, template] of templates.entries()) {
    const fields = templateFields.safeParse(template)
    const problem = fields.success ? problemIn(fields.data) : shapeProblem(fields.error, template)
    if (problem !== null) return refused(`Template ${index + 1}${nameOf(template)}: ${problem} Nothing was brought in.`)
    if (fields.success) sound.push(fields.data)
  }
  return { ok: true, templates: sound }
}

/** Which of a set are new here, as the core tells them apart: by name and texts, and each once. Digits that others have stay with them. */
export function newIn(set: readonly TemplateFields[], here: readonly TemplateFields[]): { fresh: TemplateFields[]; known: number; keysTaken: number } {
  const same = (a: TemplateFields, b: TemplateFields): boolean => a.name === b.name && sameValue(a.texts, b.texts)
  const fresh = set.filter((one, index) => !here.some((other) => same(other, one)) && !set.slice(0, index).some((other) => same(other, one)))
  const taken = new Set(here.map(({ fixedKey }) => fixedKey))
  return { fresh, known: set.length - fresh.length, keysTaken: fresh.filter(({ fixedKey }) => fixedKey !== null && taken.has(fixedKey)).length }
}

function parsed(text: string): unknown {
  try {
    // Some editors begin a file with a mark of its encoding.
    return JSON.parse(text.replace(/^\uFEFF/, ''))
  } catch {
    return null
  }
}

/** What the core would refuse, too. */
function problemIn({ texts }: TemplateFields): string | null {
  if (Object.keys(texts).length === 0) return 'it has no text.'
  for (const text of Object.values(texts)) {
    const [unknown] = unknownVariables(text)
    if (unknown !== undefined) return `there is no variable {${unknown}}.`
    const problem = conditionProblem(text)
    if (problem !== null) return problem
  }
  return null
}

function shapeProblem(error: z.ZodError, template: unknown): string {
  const [field, language] = error.issues[0]?.path ?? []
  if (field === 'name') return 'its name is missing, or longer than 60 letters.'
  if (field === 'texts') return typeof language === 'string' ? `its text in “${language.slice(0, 20)}” is empty, longer than 1,000 letters, or in no language.` : 'it has no text.'
  if (field === 'purpose') return purposeProblem(template)
  return field === 'fixedKey' ? 'its key is no digit from 1 to 9.' : 'it cannot be read.'
}

function purposeProblem(template: unknown): string {
  const said = z.object({ purpose: z.string() }).safeParse(template)
  return said.success ? `it is for “${said.data.purpose.slice(0, 40)}”, which this Rapport does not know.` : 'it has no known purpose.'
}

function nameOf(template: unknown): string {
  const named = z.object({ name: z.string().trim().min(1) }).safeParse(template)
  return named.success ? ` (“${named.data.name.slice(0, 60)}”)` : ''
}

function refused(problem: string): ReadSet {
  return { ok: false, problem }
}
