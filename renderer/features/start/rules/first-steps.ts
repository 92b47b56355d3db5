export type Step = { id: 'practice' | 'staff' | 'lines' | 'patients'; title: string; why: string; action: string; done: boolean; leads: 'practice' | 'staff' | 'lines' | 'patients' }

/** What makes an empty practice useful, in the order that helps soonest. */
export function firstSteps(known: { named: boolean; staff: number; linesOn: number; hasPatients: boolean }): Step[] {
  return [
    { id: 'practice', title: 'Name and phone of the practice', why: 'They stand in every text.', action: 'Fill in', done: known.named, leads: 'practice' },
    { id: 'staff', title: 'Who works at the desk', why: 'Colleagues see who answered.', action: 'Add people', done: known.staff > 0, leads: 'staff' },
    { id: 'lines', title: 'Connect your phone system', why: 'Calls and texts come in from then on.', action: 'Open Lines', done: known.linesOn > 0, leads: 'lines' },
    { id: 'patients', title: 'Bring in your patients', why: 'From a CSV file of your practice software, so that a number has a name.', action: 'Import', done: known.hasPatients, leads: 'patients' },
  ]
}
