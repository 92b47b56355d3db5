/** The keys worth knowing, by where they work. `mod` is Ctrl, or Cmd on a Mac. */
export const SHORTCUTS: { where: string; keys: { keys: readonly string[]; does: string }[] }[] = [
  {
    where: 'Everywhere',
    keys: [
      { keys: ['mod+K'], does: 'Find anything: a person, a number, a command' },
      { keys: ['mod+1', 'to', 'mod+4'], does: 'Desk, Patients, Templates, Close of day' },
      { keys: ['mod+,'], does: 'Settings' },
      { keys: ['mod+Z'], does: 'Undo what was just done' },
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
    ],
  },
  {
    where: 'Templates',
    keys: [
      { keys: ['N'], does: 'New template' },
      { keys: ['/'], does: 'Search' },
      { keys: ['Alt+↑', 'Alt+↓'], does: 'Move the template up or down' },
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
