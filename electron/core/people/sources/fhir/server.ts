import type { Bundle, BundleLink } from 'fhir/r4'
import { Refusal } from '../../../handlers.ts'
import type { GiveWay } from '../../import/slices.ts'
import { nextAddress } from './address.ts'
import { resourcesIn, type Collected } from './collected.ts'
import { documentsOf, type Framed } from './framing.ts'
import { ask, stopped, type Asking } from './http.ts'
import { many, one, text } from './loose.ts'
import { refuseEmpty } from './read.ts'
import { readRecord } from './record.ts'

/** What is asked for, in order, and of each only what is read. */
const ASKED: readonly { type: string; called: string; elements: string }[] = [
  { type: 'Patient', called: 'patients', elements: 'identifier,active,name,telecom,birthDate,deceased,communication,contact,link,extension' },
  { type: 'Practitioner', called: 'clinicians', elements: 'identifier,name' },
  { type: 'PractitionerRole', called: 'clinicians’ roles', elements: 'identifier,practitioner' },
  { type: 'RelatedPerson', called: 'contacts', elements: 'active,patient,relationship,name,telecom,period' },
  { type: 'Encounter', called: 'visits', elements: 'status,type,serviceType,subject,participant,period,appointment,partOf' },
  { type: 'Appointment', called: 'appointments', elements: 'status,serviceType,appointmentType,start,participant' },
]

const PAGE = 200
/** More pages than any practice has; a server that never ends is stopped. */
const MOST_PAGES = 20_000
/** Bytes looked at between two turns of the event loop at most. */
const PIECE = 64 * 1024

/**
 * Reads people, visits and clinicians from a FHIR server, page by page; it only ever asks (GET), never writes. All of it or nothing:
 * what fails in the middle is refused, so that no half of a practice looks like the whole.
 * @param progress told after each page
 * @throws Refusal
 */
export async function readServer(asking: Asking, collected: Collected, giveWay: GiveWay, progress: () => void): Promise<void> {
  for (const { type, called, elements } of ASKED) {
    const first = new URL(`${asking.base.href.replace(/\/$/, '')}/${type}`)
    first.searchParams.set('_count', String(PAGE))
    first.searchParams.set('_elements', elements)
    const status = await readPages(asking, first, collected, giveWay, progress)
    if (status === null) continue
    if (type === 'Patient') throw new Refusal('notFound', whyNoPatients(asking.base.host, status))
    // Many servers have no appointments, or keep some of it from this token; the rest is still worth having.
    collected.problem(`the server gives no ${called} (it answered ${status})`, type)
  }
  refuseEmpty(collected, asking.base.host)
}

async function readPages(asking: Asking, first: URL, collected: Collected, giveWay: GiveWay, progress: () => void): Promise<number | null> {
  const { base, signal } = asking
  const seen = new Set<string>()
  for (let next: URL | null = first; next !== null; ) {
    if (signal.aborted) throw stopped()
    if (seen.has(next.href) || seen.size === MOST_PAGES) throw new Refusal('conflict', `The server at ${base.host} never comes to an end of its pages. Nothing was imported. Whoever runs it should look.`)
    seen.add(next.href)
    let link = ''
    const status: number | null = await ask(asking, next, collected.read > 0, async (body, url) => {
      link = await readPage(body, collected, giveWay, `${first.pathname.split('/').at(-1)} page ${seen.size}`, base)
      next = link === '' ? null : nextAddress(base, url, link)
    })
    if (status !== null) {
      if (seen.size === 1) return status
      throw new Refusal('conflict', `${base.host} stopped in the middle (it answered ${status}). Nothing was imported. Try again; if it stays so, use a bulk export.`)
    }
    progress()
  }
  return null
}

/** @returns the link to the next page; empty on the last one */
async function readPage(body: AsyncIterable<Uint8Array>, collected: Collected, giveWay: GiveWay, place: string, base: URL): Promise<string> {
  const framing = documentsOf()
  let page: unknown = null
  const take = async (framed: readonly Framed[]): Promise<void> => {
    for (const record of framed) {
      const read = readRecord(record)
      if (read === 'blank') continue
      if (record.part === 'document') page = 'value' in read ? read.value : null
      else if ('problem' in read) collected.problem(read.problem, `${place} entry ${record.number}`)
      else {
        for (const found of resourcesIn(read.value)) {
          collected.add(found, `${place} entry ${record.number}`)
          await giveWay()
        }
      }
      await giveWay()
    }
  }
  for await (const bytes of body) {
    for (let at = 0; at < bytes.length; at += PIECE) {
      await take(framing.push(bytes.subarray(at, at + PIECE)))
      await giveWay()
    }
  }
  const { framed, whole } = framing.end()
  await take(framed)
  // Cut off: asked for again.
  if (!whole) throw new Error('the answer ended in the middle')
  const bundle = one<Bundle>(page)
  if (bundle?.resourceType !== 'Bundle') throw new Refusal('badArgument', `${base.host} answers, but not as a FHIR server does. Look at the address: it often ends in /fhir or /r4.`)
  return text(many<BundleLink>(bundle.link).find((link) => link.relation === 'next')?.url)
}

function whyNoPatients(host: string, status: number): string {
  if (status === 403) return `${host} does not let this token read patients. Ask whoever runs it for one that may read Patient, Encounter and Appointment.`
  if (status === 404) return `At this address of ${host} is no FHIR server. Look at the address: it often ends in /fhir or /r4.`
  return `${host} does not give the list of all patients (it answered ${status}). Use a bulk export instead, and choose its files.`
}
