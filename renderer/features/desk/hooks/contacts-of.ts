import { useEffect, useState } from 'react'
import type { Value } from '@shared/contract/index.ts'
import { client, useNamesHidden } from '@renderer/store/index.ts'
import { reducedContact } from '@renderer/store/reduced-views.ts'

export type ContactsOf = Value<'conversations.ofPerson'>

/** The last contacts with a person, read anew when something passed (`lastAt`); null until they are there. */
export function useContactsOf(patientId: string, lastAt: number): ContactsOf | null {
  const [read, setRead] = useState<{ patientId: string; contacts: ContactsOf } | null>(null)
  const hidden = useNamesHidden()
  useEffect(() => {
    let stale = false
    void client.call('conversations.ofPerson', { patientId }).then((reply) => {
      if (!stale && reply.ok) setRead({ patientId, contacts: reply.value })
    })
    return () => {
      stale = true
    }
  }, [patientId, lastAt])
  if (read?.patientId !== patientId) return null
  return hidden ? { ...read.contacts, recent: read.contacts.recent.map(reducedContact), handoff: read.contacts.handoff && reducedContact(read.contacts.handoff) } : read.contacts
}
