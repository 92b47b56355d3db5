import { parseAddress } from './address.ts'
import { guessDateOrder, readBirthDate, readDay, readLanguage } from './csv-values.ts'
import { readTime, readVisitStatus } from './csv-visits.ts'
import { fold } from './fold.ts'

export { guessDateOrder, readBirthDate, readLanguage } from './csv-values.ts'

export const IMPORT_FIELDS = [
  'givenName', 'familyName', 'fullName', 'preferredName', 'birthDate', 'phone', 'phone2', 'language', 'pronouns', 'email', 'externalId',
  'visitDate', 'visitTime', 'visitStatus', 'visitClinician', 'visitReason', 'visitId',
] as const
export type ImportField = (typeof IMPORT_FIELDS)[number]

/** What a list of appointments says of the visit on each line. */
export const VISIT_FIELDS = ['visitDate', 'visitTime', 'visitStatus', 'visitClinician', 'visitReason', 'visitId'] as const satisfies readonly ImportField[]

/** Header words, folded, best first. */
const HEADERS: Readonly<Record<ImportField, readonly string[]>> = {
  givenName: ['first name', 'given name', 'firstname', 'fname', 'first', 'given', 'patient first name', 'pt first name', 'legal first name', 'nombre', 'nombres', 'primer nombre', 'nombre de pila'],
  familyName: ['last name', 'family name', 'surname', 'lastname', 'lname', 'last', 'patient last name', 'pt last name', 'legal last name', 'apellido', 'apellidos', 'primer apellido'],
  fullName: ['full name', 'patient name', 'name', 'patient', 'pt name', 'fullname', 'patientname', 'nombre completo', 'nombre del paciente', 'nombre y apellido', 'nombre y apellidos', 'paciente'],
  preferredName: ['preferred name', 'nickname', 'goes by', 'preferred', 'known as', 'called', 'nombre preferido', 'apodo', 'preferredname', 'preferred first name'],
  birthDate: ['date of birth', 'birth date', 'dob', 'birthdate', 'birthday', 'd o b', 'born', 'patient dob', 'pt dob', 'fecha de nacimiento', 'fecha nacimiento', 'fecha nac', 'nacimiento', 'f nacimiento', 'cumpleanos', 'fdn'],
  phone: ['mobile phone', 'cell phone', 'mobile', 'cell', 'phone', 'phone number', 'mobile number', 'cell number', 'cellphone', 'primary phone', 'phone 1', 'phone1', 'telephone', 'tel', 'contact number', 'home phone', 'work phone', 'celular', 'movil', 'telefono', 'telefono movil', 'telefono celular', 'telefono 1', 'numero de telefono', 'numero de celular'],
  phone2: ['phone 2', 'phone2', 'secondary phone', 'alternate phone', 'alt phone', 'other phone', 'second phone', 'home phone', 'home', 'work phone', 'work', 'phone', 'phone number', 'telephone', 'landline', 'telefono 2', 'otro telefono', 'telefono fijo', 'telefono de casa', 'telefono del trabajo', 'telefono casa', 'telefono'],
  language: ['language', 'preferred language', 'primary language', 'spoken language', 'lang', 'idioma', 'lengua', 'idioma preferido'],
  pronouns: ['pronouns', 'preferred pronouns', 'pronoun', 'pronombres', 'pronombre'],
  email: ['email', 'e mail', 'email address', 'e mail address', 'mail', 'correo', 'correo electronico', 'direccion de correo'],
  externalId: ['patient id', 'chart number', 'mrn', 'medical record number', 'chart', 'chart no', 'patient number', 'account number', 'acct', 'acct no', 'patient no', 'pt id', 'patientid', 'patnum', 'chart id', 'record number', 'id', 'external id', 'numero de expediente', 'expediente', 'historia clinica', 'numero de historia', 'numero de paciente', 'id paciente'],
  visitDate: ['appointment date', 'appt date', 'visit date', 'appointment date time', 'appointment datetime', 'appt datetime', 'date of service', 'service date', 'dos', 'date of visit', 'date of appointment', 'appointment', 'appt', 'start date', 'start date time', 'starts at', 'start', 'fecha de la cita', 'fecha de cita', 'fecha cita', 'fecha de la visita', 'fecha de visita', 'fecha visita', 'cita'],
  visitTime: ['appointment time', 'appt time', 'visit time', 'start time', 'time', 'time of appointment', 'hora de la cita', 'hora de cita', 'hora cita', 'hora de inicio', 'hora'],
  visitStatus: ['appointment status', 'appt status', 'visit status', 'status', 'outcome', 'estado de la cita', 'estado de cita', 'estado cita', 'estado', 'estatus'],
  visitClinician: ['provider', 'clinician', 'doctor', 'physician', 'dentist', 'appointment provider', 'appt provider', 'provider name', 'rendering provider', 'seen by', 'with', 'practitioner', 'resource', 'doctora', 'medico', 'profesional', 'dentista', 'proveedor'],
  visitReason: ['reason', 'visit reason', 'reason for visit', 'appointment type', 'appt type', 'visit type', 'type of visit', 'type', 'appointment reason', 'service', 'motivo', 'motivo de la cita', 'motivo de consulta', 'tipo de cita', 'tipo de visita'],
  visitId: ['appointment id', 'appt id', 'visit id', 'encounter id', 'appointment number', 'visit number', 'appt number', 'aptnum', 'confirmation number', 'id de la cita', 'id cita', 'numero de cita'],
}

/** Columns about somebody or something else, whatever word of ours they contain. */
const NOT_OURS = /\b(?:fax|emergency|insurance|subscriber|employer|pharmacy|referring|provider|doctor|physician|dentist|guarantor|responsible|spouse|parent|mother|father|policy|group|type|status|opt|ok|emergencia|seguro|medico|farmacia|contacto de)\b/
/** Below this share of fitting cells a header is not believed. */
const BELIEVABLE = 0.3
const SURE = 0.8
const SAMPLE = 200

/**
 * Guesses which column holds which field, by its header (English and Spanish) and by whether its cells look like it; a column
 * without a telling header can still be an e-mail, birth date or phone. `rows` are the cells, in header order; the first
 * 200 are looked at. Each column serves one field; null where none fits. Only a proposal: a person confirms it.
 */
export function guessMapping(headers: string[], rows: string[][]): Record<ImportField, number | null> {
  const mapping = emptyMapping()
  const columns = headers.map((header, at) => describe(header, rows.slice(0, SAMPLE).map((row) => (row[at] ?? '').trim())))
  const guesses = columns
    .flatMap((column, at) => IMPORT_FIELDS.map((field) => ({ field, at, score: scoreOf(field, column) })))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score || IMPORT_FIELDS.indexOf(a.field) - IMPORT_FIELDS.indexOf(b.field) || a.at - b.at)
  const taken = new Set<number>()
  for (const { field, at } of guesses) {
    if (mapping[field] !== null || taken.has(at)) continue
    mapping[field] = at
    taken.add(at)
  }
  return tidied(mapping, columns)
}

type Column = { header: string; cells: string[] }

function describe(header: string, cells: string[]): Column {
  // "FirstName" and "patient_first_name" are words too.
  return { header: fold(header.replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')), cells: cells.filter((cell) => cell !== '') }
}

function emptyMapping(): Record<ImportField, number | null> {
  return {
    givenName: null, familyName: null, fullName: null, preferredName: null, birthDate: null, phone: null,
    phone2: null, language: null, pronouns: null, email: null, externalId: null,
    visitDate: null, visitTime: null, visitStatus: null, visitClinician: null, visitReason: null, visitId: null,
  }
}

/** Best for an exact header word early in the list, less for one inside a longer header, least for cells alone. */
function scoreOf(field: ImportField, column: Column): number {
  const share = shareOf(field, column.cells)
  if (share !== null && share < BELIEVABLE) return 0
  const exact = HEADERS[field].findIndex((name) => name === column.header || name.replaceAll(' ', '') === column.header)
  if (exact !== -1) return 100 - exact
  // "Last visit date" is no list of visits.
  if (isVisitField(field)) return 0
  if (NOT_OURS.test(column.header)) return 0
  const inside = HEADERS[field].findIndex((name) => name.length > 3 && ` ${column.header} `.includes(` ${name} `))
  // A word inside a longer header is weak by itself: the cells must agree where they can.
  if (inside !== -1) return share === null || share >= SURE ? 50 - inside / 2 : 0
  const saysNothing = /^(?:column|columna|field|campo|col)? ?\d*$/.test(column.header)
  return saysNothing && (field === 'email' || field === 'birthDate' || field === 'phone' || field === 'phone2') && share !== null && share >= SURE ? 10 : 0
}

/** Share of the filled cells that look like the field; null where cells cannot tell or are all empty. */
function shareOf(field: ImportField, cells: readonly string[]): number | null {
  const looksRight = CELL_CHECKS[field]
  if (!looksRight || cells.length === 0) return null
  const order = field === 'birthDate' || field === 'visitDate' ? guessDateOrder(cells) : 'mdy'
  return cells.filter((cell) => looksRight(cell, order)).length / cells.length
}

function isVisitField(field: ImportField): boolean {
  return (VISIT_FIELDS as readonly ImportField[]).includes(field)
}

const CELL_CHECKS: Partial<Record<ImportField, (cell: string, order: 'mdy' | 'dmy' | 'ymd') => boolean>> = {
  givenName: isName,
  familyName: isName,
  fullName: isName,
  preferredName: isName,
  // Only the form matters here, so any `now` late enough will do for two-digit years.
  birthDate: (cell, order) => readBirthDate(cell, order, Date.UTC(2100, 0, 1)) !== null,
  phone: isPhone,
  phone2: isPhone,
  language: (cell) => readLanguage(cell) !== null,
  email: (cell) => /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(cell),
  visitDate: (cell, order) => readDay(cell, order) !== null,
  visitTime: (cell) => readTime(cell) !== null,
  visitStatus: (cell) => readVisitStatus(cell) !== null,
}

function isName(cell: string): boolean {
  return /\p{L}/u.test(cell) && !/\d|@/.test(cell)
}

function isPhone(cell: string): boolean {
  return parseAddress(cell.split(/[/;,]|\bor\b/i)[0]).kind === 'phone'
}

/** "Nombre" alone is a whole name; a whole name beside both its parts is not needed; a lone second phone is the first. */
function tidied(mapping: Record<ImportField, number | null>, columns: readonly Column[]): Record<ImportField, number | null> {
  // Without its day a visit is none: a patient list has a provider and a status, too.
  if (mapping.visitDate === null) for (const field of VISIT_FIELDS) mapping = { ...mapping, [field]: null }
  if (mapping.phone === null && mapping.phone2 !== null) return tidied({ ...mapping, phone: mapping.phone2, phone2: null }, columns)
  const { givenName, familyName, fullName } = mapping
  if (givenName !== null && familyName !== null) return { ...mapping, fullName: null }
  const header = givenName === null ? '' : (columns[givenName]?.header ?? '')
  if (givenName !== null && familyName === null && fullName === null && header === 'nombre') {
    return { ...mapping, givenName: null, fullName: givenName }
  }
  return mapping
}
