import type { Page } from '@playwright/test'
import { coreCall } from './core-call.ts'

/** Shorter words stand in many a sentence of the app's own. */
const SHORTEST = 8

/** What only the open practice knows of its people, asked of the core itself: family names, numbers, and all that was written or said. */
export async function secretsOf(window: Page): Promise<string[]> {
  const { conversations, clinicians, staff, followUps, templates } = await coreCall(window, 'desk.snapshot', {})
  const rows: { id: string }[] = []
  for (let total = 1; rows.length < total; ) {
    const page = await coreCall(window, 'people.search', { words: '', limit: 200, offset: rows.length })
    rows.push(...page.rows)
    total = page.total
  }
  const names = new Set<string>()
  const words = new Set<string>()
  for (const { id } of rows) {
    const card = await coreCall(window, 'people.card', { patientId: id })
    names.add(card.familyName)
    for (const { display } of card.phones) words.add(display)
    for (const { reason, note } of card.visits) words.add(reason).add(note)
    for (const one of [card.email, card.externalId, ...card.alerts, ...card.preferences.map(({ text }) => text)]) words.add(one)
  }
  for (const { id, display } of conversations) {
    words.add(display)
    const { contacts } = await coreCall(window, 'conversations.thread', { conversationId: id })
    for (const contact of contacts) {
      if (contact.type === 'text' || contact.type === 'note') words.add(contact.body)
      if (contact.type === 'call' && contact.voicemail?.transcript) words.add(contact.voicemail.transcript)
      if (contact.type === 'resolved') words.add(contact.reason)
    }
  }
  for (const { what } of followUps) words.add(what)
  // A clinician or colleague may have a patient's name, and a patient may text what a template says; those stay on the screen.
  const ours = [...clinicians, ...staff.map(({ name }) => name), ...templates.flatMap(({ name, texts }) => [name, ...Object.values(texts)])].join('\n')
  return [...[...names].filter((name) => name.length > 2 && !ours.includes(name)), ...[...words].map((text) => text.trim()).filter((text) => text.length >= SHORTEST && !ours.includes(text))]
}

/** Everything somebody, or a screen reader, could read in the window: texts, names, titles, alternatives, and what stands in fields. */
async function readable(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const found: string[] = []
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    while (texts.nextNode()) found.push(texts.currentNode.textContent ?? '')
    for (const element of document.querySelectorAll('*')) {
      for (const name of ['aria-label', 'aria-description', 'aria-valuetext', 'title', 'alt', 'placeholder', 'value', 'href', 'content']) found.push(element.getAttribute(name) ?? '')
      if (element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement) found.push(element.value)
    }
    return [document.title, document.body.innerText, ...found].filter((text) => text.trim() !== '')
  })
}

/** The secrets that can be read in the window now. A name counts as a word of its own. */
export async function secretsIn(page: Page, secrets: readonly string[]): Promise<string[]> {
  return secretsAmong(await readable(page), secrets)
}

/** The secrets that stand in some texts. */
export function secretsAmong(texts: readonly string[], secrets: readonly string[]): string[] {
  const asWord = (secret: string): RegExp => new RegExp(`(?<![\\p{L}\\p{N}])${secret.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}(?![\\p{L}\\p{N}])`, 'u')
  return secrets.filter((secret) => texts.some((text) => text.includes(secret) && asWord(secret).test(text)))
}
