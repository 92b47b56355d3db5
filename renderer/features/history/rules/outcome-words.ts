import type { HistoryOutcome } from '@shared/contract/views.ts'

/** What each outcome is called on a row, and in the filter. A call that rings is no outcome yet, so it cannot be asked for. */
export const OUTCOME_WORDS: Record<HistoryOutcome, { row: string; filter: string | null }> = {
  ringing: { row: 'Ringing', filter: null },
  answered: { row: 'Call answered', filter: 'Calls answered' },
  missed: { row: 'Missed call', filter: 'Missed calls' },
  voicemail: { row: 'Voicemail', filter: 'Voicemails' },
  noAnswer: { row: 'Called, no answer', filter: 'Called, no answer' },
  textIn: { row: 'Text from them', filter: 'Texts from them' },
  textOut: { row: 'Text from us', filter: 'Texts from us' },
  automatic: { row: 'Automatic text', filter: 'Automatic texts' },
  failed: { row: 'Text failed', filter: 'Texts that failed' },
  cancelled: { row: 'Text taken back', filter: 'Texts taken back' },
  note: { row: 'Note', filter: 'Notes' },
}

/** A call of ours that was answered reads another way than one of theirs. */
export function outcomeOnRow(outcome: HistoryOutcome, inbound: boolean): string {
  return outcome === 'answered' && !inbound ? 'We called' : OUTCOME_WORDS[outcome].row
}
