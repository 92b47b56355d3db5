import { useEffect, useState } from 'react'
import type { ConsentOfPerson, PatientView } from '@shared/contract/views.ts'
import { actions, client } from '@renderer/store/index.ts'

/** The consent of a person's numbers, read again whenever their card changes: each change of consent touches it. */
export function useConsent(patient: PatientView): { consent: ConsentOfPerson | null; problem: string | null } {
  const [read, setRead] = useState<{ id: string; consent: ConsentOfPerson | null; problem: string | null } | null>(null)
  useEffect(() => {
    let stale = false
    void client.call('consent.ofPerson', { patientId: patient.id }).then((reply) => {
      if (stale) return
      setRead({ id: patient.id, consent: reply.ok ? reply.value : null, problem: reply.ok ? null : reply.error.message })
    })
    return () => {
      stale = true
    }
  }, [patient])
  return read?.id === patient.id ? read : { consent: null, problem: null }
}

/** Records that they asked for no texts; with a number that nothing passed with yet, its conversation begins with it. */
export async function stopTexts(number: string, how: string): Promise<boolean> {
  const conversation = await actions.reach(number)
  return conversation !== null && (await actions.ask('conversations.optOut', { conversationId: conversation.id, how })) !== null
}

/** Records what they agreed to; answers with why not, in the core's words, or null. */
export async function giveConsent(number: string, basis: 'form' | 'spoken' | 'online', wording: string): Promise<string | null> {
  const reply = await client.call('consent.give', { conversationId: number, basis, wording })
  return reply.ok ? null : reply.error.message
}
