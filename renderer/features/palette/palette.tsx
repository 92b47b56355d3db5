import { Command } from 'cmdk'
import { useState, type ReactNode } from 'react'
import { fold } from '@shared/rules/fold.ts'
import { actions, store, useNamesHidden, usePractice, useUi } from '@renderer/store/index.ts'
import { nameOf } from '@renderer/store/selectors.ts'
import { usePeopleFound, useSaid } from '@renderer/store/people.ts'
import { setUi } from '@renderer/store/state.ts'
import { Dialog } from '@renderer/ui/dialog.tsx'
import { plainDate } from '@renderer/ui/format.ts'
import { useKeys } from '@renderer/ui/keys.ts'
import { NamesHidden } from '@renderer/ui/names-hidden.tsx'
import { saysBirthDate, whyFound } from '@renderer/ui/why-found.ts'
import { SaidItem } from './said-item.tsx'

const SCREENS = [
  { screen: 'desk', label: 'Desk' },
  { screen: 'patients', label: 'Patients' },
  { screen: 'templates', label: 'Templates' },
  { screen: 'closeOfDay', label: 'Close of day' },
  { screen: 'insights', label: 'Insights' },
  { screen: 'history', label: 'History' },
  { screen: 'settings', label: 'Settings' },
] as const

/** mod+K: any person, conversation or screen by a few letters, and what was said or noted by its words. */
export function Palette() {
  const open = useUi((ui) => ui.paletteOpen)
  useKeys({ 'mod+k': () => setUi(store, { paletteOpen: true }) })
  return (
    <Dialog open={open} onClose={() => setUi(store, { paletteOpen: false })} title="Go to">
      <Finder />
    </Dialog>
  )
}

function Finder() {
  const [words, setWords] = useState('')
  const conversations = usePractice((practice) => practice.conversations)
  const hidden = useNamesHidden()
  // What was typed is a name as a rule; hidden, only screens are found.
  const [shownWith, setShownWith] = useState(hidden)
  if (shownWith !== hidden) {
    setShownWith(hidden)
    setWords('')
  }
  const people = usePeopleFound(hidden ? '' : words, 8)
  const said = useSaid(hidden ? '' : words, 6)
  const folded = fold(words)
  const matches = (text: string): boolean => folded !== '' && folded.split(' ').every((word) => fold(text).includes(word))
  const talks = Object.values(hidden ? {} : conversations)
    .filter((conversation) => matches(`${nameOf(conversation)} ${conversation.display} ${conversation.id}`))
    .slice(0, 6)
  const screens = SCREENS.filter(({ label }) => folded === '' || matches(label))

  const openPerson = (patientId: string): void => {
    const talk = Object.values(conversations).find(({ who }) => who.kind === 'patient' && who.patientId === patientId)
    if (talk) actions.openConversation(talk.id)
    else void openByCard(patientId)
  }
  return (
    <Command label="Go to" shouldFilter={false}>
      <Command.Input data-autofocus value={words} onValueChange={setWords} placeholder={hidden ? 'A screen' : 'A name, number, birth date, screen or words that were said'} className="mb-2 h-9 w-full rounded-lg border border-edge bg-panel px-2.5 text-[13px]" />
      <Command.List className="max-h-96 overflow-y-auto">
        {hidden && <NamesHidden what="Whoever could be found" />}
        {words.trim() !== '' && <Command.Empty className="px-2.5 py-6 text-center text-[13px] text-ink-2">Nothing found by these words.</Command.Empty>}
        {talks.length > 0 && (
          <Group title="Conversations">
            {talks.map((conversation) => (
              <Item key={conversation.id} value={`talk ${conversation.id}`} label={nameOf(conversation)} detail={conversation.display} onSelect={() => actions.openConversation(conversation.id)} />
            ))}
          </Group>
        )}
        {people.length > 0 && (
          <Group title="Patients">
            {people.map((person) => (
              <Item key={person.id} value={`person ${person.id}`} label={person.fullName} detail={[!saysBirthDate(person.why) && person.birthDate && plainDate(person.birthDate), person.phone].filter(Boolean).join(' · ')} why={whyFound(person.why)} onSelect={() => openPerson(person.id)} />
            ))}
          </Group>
        )}
        {said.hits.length > 0 && (
          <Group title="Said or noted">
            {said.hits.map((hit) => (
              <SaidItem key={hit.id} hit={hit} onSelect={() => (hit.conversationId !== null && hit.contactId !== null ? void actions.openContact(hit.conversationId, hit.contactId) : hit.patientId !== null && openPerson(hit.patientId))} />
            ))}
          </Group>
        )}
        {screens.length > 0 && (
          <Group title="Screens">
            {screens.map(({ screen, label }) => (
              <Item key={screen} value={`screen ${screen}`} label={label} onSelect={() => actions.go(screen)} />
            ))}
          </Group>
        )}
      </Command.List>
      {said.reading && words.trim() !== '' && <p className="px-2.5 pt-2 text-xs text-ink-3">Older texts and notes are still being read; some may be missing for a few minutes.</p>}
    </Command>
  )
}

/** Somebody this window holds no conversation with: by their first number that can be reached, else on Patients. */
async function openByCard(patientId: string): Promise<void> {
  const card = await actions.ask('people.card', { patientId })
  const number = card?.phones.find((phone) => phone.number.startsWith('+'))?.number
  if (number) await actions.openNumber(number)
  else setUi(store, { screen: 'patients', patientId, paletteOpen: false })
}

function Group({ title, children }: { title: string; children: ReactNode }) {
  return (
    <Command.Group heading={title} className="mb-1 [&_[cmdk-group-heading]]:px-2.5 [&_[cmdk-group-heading]]:py-1 [&_[cmdk-group-heading]]:text-[11.5px] [&_[cmdk-group-heading]]:font-semibold [&_[cmdk-group-heading]]:tracking-wider [&_[cmdk-group-heading]]:text-ink-3 [&_[cmdk-group-heading]]:uppercase">
      {children}
    </Command.Group>
  )
}

function Item({ value, label, detail, why, onSelect }: { value: string; label: string; detail?: string; why?: string; onSelect: () => void }) {
  return (
    <Command.Item value={value} onSelect={onSelect} className="flex items-baseline gap-3 rounded-lg px-2.5 py-1.5 text-[13px] data-[selected=true]:bg-sunk">
      <span className="truncate font-medium">{label}</span>
      {detail && <span className="truncate text-xs text-ink-3">{detail}</span>}
      {why && <span className="ml-auto shrink-0 text-xs font-medium text-brand-ink">{why}</span>}
    </Command.Item>
  )
}
