import type { ConversationView, PatientView } from '@shared/contract/views.ts'

/** What matters about the number somebody calls from: a carer speaks, or it is none of theirs. */
export function CallingFrom({ patient, conversation }: { patient: PatientView; conversation: ConversationView }) {
  if (!conversation.id.startsWith('+')) return null
  const phone = patient.phones.find(({ number }) => number === conversation.id)
  const words = !phone
    ? `${conversation.display} is not among ${patient.calledName || 'their'}’s numbers.`
    : phone.label === 'carer'
      ? `${phone.display} is a carer’s number: ask who is speaking.`
      : null
  return words && <p className="rounded-lg bg-wait-soft px-3 py-2 text-[12.5px] text-wait-ink">{words}</p>
}
