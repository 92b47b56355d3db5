import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Announcement, AnnouncementName } from '@shared/contract/index.ts'
import type { AppState } from '@shared/contract/views.ts'
import type { Core } from './core.ts'
import { prepareDemo } from './lines/demo/practice.ts'
import { asFileFailure, fileFailure } from './journal/database.ts'
import { log } from './log.ts'
import { newestBackup, openPractice, type OpenPractice } from './practice-file.ts'
import { prepareNewPractice } from './practice/starter.ts'

/** What the shell tells the core when it starts it. */
export type Start = {
  folder: string
  open: 'demo' | 'practice' | null
  /** The demo day plays this many times faster. */
  demoSpeed: number
  /** A demo starts afresh with the app, but not when only the core was restarted. */
  freshDemo: boolean
}

/** The key to the practice file: 32 bytes as hex, or null when there is a file but no key to it; and where it is kept. */
export type FileKey = { key: string | null; keptIn: 'keychain' | 'file' }

type Which = 'demo' | 'practice'

type Effects = {
  announce: <N extends AnnouncementName>(name: N, body: Announcement<N>) => void
  /** Asks the shell, anew at each opening: a key that was put back counts at once. */
  key: () => Promise<FileKey>
  /** Tells the shell what is opened, so that a restarted core opens the same. */
  opened: (which: Which) => void
}

export type Session = {
  state: () => AppState
  core: () => Core | null
  open: (which: Which) => Promise<AppState>
  close: () => Promise<void>
}

/** Which practice file is open, and the opening and closing of files. One at a time. */
export function createSession(start: Start, { announce, key: askKey, opened }: Effects): Session {
  let current: OpenPractice | null = null
  let state: AppState = start.open ? { state: 'opening' } : { state: 'firstStart', folder: start.folder }
  let freshDemo = start.freshDemo

  const fileOf = (which: Which): string => join(start.folder, `${which}.db`)

  let turn: Promise<unknown> = Promise.resolve()
  /** Two windows may ask at once, and a file can be opened only after the one before is closed. */
  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const mine = turn.then(work)
    turn = mine.catch(() => undefined)
    return mine
  }

  async function close(): Promise<void> {
    const closing = current
    current = null
    await closing?.close()
  }

  async function open(which: Which): Promise<AppState> {
    opened(which)
    const file = fileOf(which)
    try {
      await close()
      mkdirSync(start.folder, { recursive: true })
      const { key, keptIn } = await askKey()
      if (which === 'demo') {
        if (freshDemo) removeDatabase(file)
        freshDemo = false
        current = await prepareDemo({ file, announce, speed: start.demoSpeed })
      } else {
        if (key === null) throw fileFailure('keyMissing')
        current = await openPractice({ file, key: Buffer.from(key, 'hex'), which, now: Date.now, announce })
        // Asked of the journal, not of the file: a first start that broke off has a file and no templates.
        if (current.core.lastSeq() === 0) prepareNewPractice(current.core)
      }
      state = { state: 'open', which, file, keyKeptIn: keptIn, lastBackup: newestBackup(file) }
    } catch (error) {
      await close()
      const failure = asFileFailure(error) ?? fileFailure('internal')
      if (failure.code === 'internal') log.warn('session.open', { error })
      state = { state: 'failed', which, code: failure.code, message: failure.message, file }
    }
    announce('appState', state)
    return state
  }

  return {
    state: () => (state.state === 'open' ? { ...state, lastBackup: newestBackup(state.file) } : state),
    core: () => current?.core ?? null,
    open: (which) => inTurn(() => open(which)),
    close: () => inTurn(close),
  }
}

function removeDatabase(file: string): void {
  for (const suffix of ['', '-wal', '-shm', '.keycheck']) rmSync(`${file}${suffix}`, { force: true })
}
