import { Pencil } from 'lucide-react'
import type { ReactNode } from 'react'
import type { ConversationView, PatientView } from '@shared/contract/views.ts'
import { ageOn } from '@shared/rules/age.ts'
import { isVerified } from '@shared/rules/verified.ts'
import { useNow } from '@renderer/store/clock.ts'
import { useNamesHidden, usePractice } from '@renderer/store/index.ts'
import { Avatar } from '@renderer/ui/avatar.tsx'
import { IconButton } from '@renderer/ui/button.tsx'
import { languageName, moment, plainDate } from '@renderer/ui/format.ts'
import { NamesHidden } from '@renderer/ui/names-hidden.tsx'
import { Pill } from '@renderer/ui/tag.tsx'
import { useContactsOf } from '../hooks/contacts-of.ts'
import { useInsights } from '../hooks/insights.ts'
import { Block } from './card-block.tsx'
import { CardContacts } from './card-contacts.tsx'
import { CardVisits } from './card-visits.tsx'
import { InsightLine } from './insight-line.tsx'
import { PreferenceList } from './remembered.tsx'
import { SaidAs } from './said-as.tsx'
import { Say } from './say.tsx'
import { ToDo } from './to-do.tsx'

type Props = { patient: PatientView; conversation: ConversationView; onEdit: () => void; /** Where something is written during the call. */ note?: ReactNode; footer?: ReactNode }

/** What the desk should know about one person while talking to them. */
export function PatientCard({ patient, conversation, onEdit, note, footer }: Props) {
  const now = useNow()
  const hidden = useNamesHidden()
  const { timeZone, language: practiceLanguage } = usePractice((practice) => practice.practice)
  const contacts = useContactsOf(patient.id, conversation.lastAt)
  const said = useInsights(patient, contacts)
  const years = patient.birthDate ? ageOn(patient.birthDate, now, timeZone) : null
  const known = [patient.pronouns, years === null ? null : String(years), patient.patientSince && `patient since ${patient.patientSince.slice(0, 4)}`].filter(Boolean)
  const newest = patient.lastChanges[0]
  return (
    <div data-testid="patient-card" data-patient={patient.id} data-selectable className="flex flex-col gap-4 p-4">
      <header className="grid grid-cols-[auto_minmax(0,1fr)_auto] items-center gap-3">
        <Avatar initials={patient.initials} size="large" tone="brand" />
        <div className="min-w-0">
          <h2 className="text-lg leading-tight font-semibold tracking-tight break-words">
            {patient.fullName}
            <SaidAs patient={patient} className="ml-1.5 text-[13px] text-ink-2" />
          </h2>
          <p className="text-[13px] text-ink-2">{known.join(' · ')}</p>
        </div>
        <IconButton label="Edit" onClick={onEdit}>
          <Pencil size={15} />
        </IconButton>
      </header>
      <Preferences patient={patient} practiceLanguage={practiceLanguage} />
      {hidden ? <NamesHidden what="What to say" /> : <Say patient={patient} conversation={conversation} />}
      {note}
      <PreferenceList patient={patient} />
      <CardVisits patient={patient} verified={isVerified(conversation.verified, now)} />
      {said.map((insight) => (
        <InsightLine key={insight.kind} insight={insight} />
      ))}
      <ToDo patient={patient} conversation={conversation} handoff={contacts?.handoff ?? null} />
      {contacts && <CardContacts contacts={contacts.recent} openId={conversation.id} />}
      {patient.household.length > 0 && (
        <Block title="Household">
          {patient.household.map((member) => (
            <p key={member.id} className="text-[13px] text-ink-2">
              {member.fullName}
              {member.relation && ` (${member.relation})`}
            </p>
          ))}
        </Block>
      )}
      <Block title="Reach">
        {patient.phones.map((phone) => (
          <p key={phone.number} className="text-[13px] text-ink-2">
            {phone.display} · {phone.label === 'carer' ? 'a carer’s' : phone.label}
            {phone.mayLeaveMessage === true && ' · may leave a message'}
            {phone.mayLeaveMessage === false && <span className="font-medium text-miss-ink"> · leave no message</span>}
            {phone.optedOutAt !== null && <span className="font-medium text-miss-ink"> · no texts</span>}
          </p>
        ))}
        {patient.birthDate && <p className="text-[13px] text-ink-2">Born {plainDate(patient.birthDate)}</p>}
      </Block>
      {newest && (
        <p className="text-xs text-ink-3">
          Last changed by {newest.by}, {moment(newest.at, now, timeZone)}
        </p>
      )}
      {footer}
    </div>
  )
}

function Preferences({ patient, practiceLanguage }: { patient: PatientView; practiceLanguage: string }) {
  const preferences = [
    patient.language && patient.language !== practiceLanguage ? `${languageName(patient.language)} first` : null,
    { text: 'Prefers text', call: 'Prefers a call', any: null }[patient.channel],
    { morning: 'Mornings', afternoon: 'Afternoons', any: null }[patient.timeOfDay],
    patient.clinician || null,
  ].filter((it) => it !== null)
  if (patient.alerts.length + preferences.length === 0) return null
  return (
    <ul aria-label="Alerts and preferences" className="flex flex-wrap gap-1.5">
      {patient.alerts.map((alert) => (
        <li key={alert}>
          <Pill tone="miss">{alert}</Pill>
        </li>
      ))}
      {preferences.map((preference) => (
        <li key={preference}>
          <Pill>{preference}</Pill>
        </li>
      ))}
    </ul>
  )
}
