import { createReadStream } from 'node:fs'
import { createInterface } from 'node:readline'

/**
 * Turns the patients of a FHIR bulk export (one JSON resource per line) into a CSV file to try the import with.
 * Usage: node tools/fhir-to-csv.ts <Patient.ndjson> > patients.csv
 */

type Patient = {
  resourceType: string
  id: string
  name?: { use?: string; family?: string; given?: string[] }[]
  birthDate?: string
  telecom?: { system?: string; value?: string }[]
  communication?: { preferred?: boolean; language?: { text?: string; coding?: { code?: string }[] } }[]
}

function row(patient: Patient): string[] {
  const name = patient.name?.find(({ use }) => use === 'official') ?? patient.name?.[0]
  const phones = (patient.telecom ?? []).filter(({ system }) => system === 'phone').map(({ value }) => value ?? '')
  const spoken = (patient.communication?.find(({ preferred }) => preferred) ?? patient.communication?.[0])?.language
  return [patient.id, name?.given?.join(' ') ?? '', name?.family ?? '', patient.birthDate ?? '', phones.join(' / '), spoken?.text ?? spoken?.coding?.[0]?.code ?? '']
}

const quoted = (cell: string): string => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)
const write = (cells: readonly string[]): void => void process.stdout.write(`${cells.map(quoted).join(',')}\r\n`)

const [file] = process.argv.slice(2)
if (!file) {
  process.stderr.write('usage: node tools/fhir-to-csv.ts <Patient.ndjson> > patients.csv\n')
  process.exit(1)
}
write(['Patient ID', 'First name', 'Last name', 'Date of birth', 'Phone', 'Language'])
for await (const line of createInterface({ input: createReadStream(file) })) {
  if (line.trim() === '') continue
  const resource = JSON.parse(line) as Patient
  if (resource.resourceType === 'Patient') write(row(resource))
}
