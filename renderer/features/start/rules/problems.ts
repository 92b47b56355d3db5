import type { AppState } from '@shared/contract/views.ts'

type Code = Extract<AppState, { state: 'failed' }>['code']

/** The title of each failure, and what to know before trying again. The core's own message stands between them. */
export const PROBLEMS: Record<Code, { title: string; next: string }> = {
  wrongKey: { title: 'The key does not fit this practice file', next: 'When the right key is back, try again.' },
  keyMissing: { title: 'The key to the practice file is missing', next: 'When the key is back, try again.' },
  damaged: { title: 'The practice file is damaged', next: 'Backups lie in the folder that ends in .backups, beside the file. Ask whoever looks after this PC to put the newest one in its place.' },
  newer: { title: 'This practice file needs a newer Rapport', next: 'Another PC may have been updated first. After the update, everything is there as before.' },
  locked: { title: 'The practice file is in use', next: 'Often it is free again in a moment.' },
  diskFull: { title: 'The disk is full', next: 'Emptying the recycle bin is often enough.' },
  readOnly: { title: 'Rapport may not write to its folder', next: 'Until then no call and no text can be kept.' },
  internal: { title: 'The practice could not be opened', next: 'If you contact support, tell them where the file is. They need never see what is in it.' },
}
