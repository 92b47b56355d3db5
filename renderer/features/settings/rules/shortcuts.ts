import { PRIVACY_KEY } from '@renderer/ui/format.ts'

/** The keys worth knowing, by where they work. `mod` is Ctrl, or Cmd on a Mac. */
export const SHORTCUTS: { where: string; keys: { keys: readonly string[]; does: string }[] }[] = [
  {
    where: 'Everywhere',
    keys: [
      { keys: ['mod+K'], does: 'Find anything: a person, a number, a command' },
      { keys: ['mod+1', 'to', 'mod+7'], does: 'Desk, Patients, Templates, Close of day, Follow-ups, Insights, History' },
      { keys: ['mod+,'], does: 'Settings' },
      { keys: ['mod+Z'], does: 'Undo what was just done' },
      { keys: [PRIVACY_KEY], does: 'Hide names and notes on the screen, and show them again' },
    ],
  },
  {
    where: 'At the desk',
    keys: [
      { keys: ['J', 'K'], does: 'Next and previous conversation' },
      { keys: ['R'], does: 'Write a reply' },
      { keys: ['1', 'to', '9'], does: 'Take a template' },
      { keys: ['/'], does: 'All templates' },
      { keys: ['E'], does: 'Resolve' },
      { keys: ['H'], does: 'Hand off' },
      { keys: ['C'], does: 'Call back' },
      { keys: ['N'], does: 'Write a note that only the desk reads' },
      { keys: ['P'], does: 'Promise a call' },
      { keys: ['Z'], does: 'Put off' },
      { keys: ['A'], does: 'Take it, or give it to a colleague' },
      { keys: ['mod+Enter'], does: 'Send, resolve and go on' },
      { keys: ['L'], does: 'What was left and came while closed' },
      { keys: ['G'], does: 'Got it: what came while a line was away has been seen' },
      { keys: ['mod+J'], does: 'Go to the call that is ringing' },
      { keys: ['Alt+5', 'to', 'Alt+9'], does: 'Tick what to make sure of before hanging up' },
    ],
  },
  {
    where: 'Close of day',
    keys: [
      { keys: ['C'], does: 'Call' },
      { keys: ['X'], does: 'Text, with the template that fits best' },
      { keys: ['T'], does: 'Tomorrow' },
      { keys: ['N'], does: 'Nothing needed' },
      { keys: ['E'], does: 'Handled elsewhere' },
      { keys: ['S'], does: 'Later in this walk' },
      { keys: ['B'], does: 'Whoever came before; there U takes back what was done' },
    ],
  },
  {
    where: 'Patients and templates',
    keys: [
      { keys: ['J', 'K'], does: 'Next and previous in the list' },
      { keys: ['/'], does: 'Search' },
      { keys: ['N'], does: 'New patient, new template' },
      { keys: ['Alt+↑', 'Alt+↓'], does: 'Move the template up or down' },
    ],
  },
  {
    where: 'History',
    keys: [
      { keys: ['/'], does: 'Words that were said or written' },
      { keys: ['J', 'K'], does: 'Next and previous in the list' },
      { keys: ['Enter'], does: 'Open the conversation at the desk' },
    ],
  },
  {
    where: 'Close of day',
    keys: [
      { keys: ['C', 'T', 'N', 'S'], does: 'Call back, tomorrow, nothing needed, skip' },
    ],
  },
  {
    where: 'Forms',
    keys: [
      { keys: ['mod+S'], does: 'Save' },
      { keys: ['Esc'], does: 'Undo changes that are not saved' },
    ],
  },
]
