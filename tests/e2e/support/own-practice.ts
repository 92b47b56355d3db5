import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { FirstStart } from '../pages/first-start.ts'
import { Settings } from '../pages/settings.ts'
import { coreCall } from './core-call.ts'
import { httpLine, type HttpLine } from './http-line.ts'
import { start } from './launch.ts'
import { freePort } from './ports.ts'
import { setLastLive } from './practice-db.ts'

/** The practice that tests copy: set up once per worker by hand of the app itself, with a live http line and some people. */
export type OwnPractice = { folder: string; line: HttpLine; receiverPort: number; ids: Record<PersonKey, string> }

type PersonKey = keyof typeof PEOPLE

export const ME = 'Ana Lopez'
export const COLLEAGUE = 'Ben Carter'
export const SEND_TOKEN = 'my-send-token'

/** Numbers of the kind that belongs to nobody. Rosa and Felix share one. */
export const PEOPLE = {
  maria: { givenName: 'Maria', familyName: 'Alvarez', preferredName: 'Mari', language: 'es', birthDate: '1968-03-24', phones: [{ number: '+15550100177', label: 'mobile' as const }] },
  devon: { givenName: 'Devon', familyName: 'Okafor', language: 'en', birthDate: '1991-07-02', phones: [{ number: '+15550100163', label: 'mobile' as const }] },
  rosa: { givenName: 'Rosa', familyName: 'Grant', language: 'en', birthDate: '1954-11-30', phones: [{ number: '+15550100119', label: 'home' as const }] },
  felix: { givenName: 'Felix', familyName: 'Grant', language: 'en', birthDate: '1956-01-09', phones: [{ number: '+15550100119', label: 'home' as const }] },
} as const

export const NUMBERS = { maria: '+15550100177', devon: '+15550100163', household: '+15550100119', stranger: '+15550100142' }

/** Sets the practice up through the first start and Settings, as a person would; the people come by the contract. */
export async function setUpOwnPractice(): Promise<OwnPractice> {
  const folder = temporaryFolder('own')
  const [port, receiverPort] = [await freePort(), await freePort()]
  const running = await start(folder)
  try {
    const { page } = running
    await new FirstStart(page).create({ name: 'Lakeside Family Clinic', phone: '(555) 010-0100', you: ME })
    const settings = new Settings(page)
    await settings.open('Lines')
    const token = await settings.connectHttp({ port, sendUrl: `http://127.0.0.1:${receiverPort}/`, sendToken: SEND_TOKEN })
    await coreCall(page, 'staff.save', { staffId: null, name: COLLEAGUE })
    const ids: Partial<Record<PersonKey, string>> = {}
    for (const [key, fields] of Object.entries(PEOPLE)) {
      ids[key as PersonKey] = (await coreCall(page, 'people.create', { fields: { ...fields, phones: [...fields.phones] }, conversationId: null })).patientId
    }
    return { folder, line: httpLine(port, token), receiverPort, ids: ids as Record<PersonKey, string> }
  } finally {
    await running.close()
    // However long ago it was set up: a test that wants its lines to have been away says so itself.
    setLastLive(folder, null)
  }
}

/** A copy of the practice for one test alone. */
export function copyOf(practice: OwnPractice, folder: string): void {
  cpSync(practice.folder, folder, { recursive: true })
}

export function temporaryFolder(name: string): string {
  return mkdtempSync(join(tmpdir(), `rapport-e2e-${name}-`))
}

export function removeFolder(folder: string): void {
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
}
