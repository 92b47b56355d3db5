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
  /** 32 bytes as hex; null when there is a practice file but no key to it. */
  key: string | null
  keyKeptIn: 'keychain' | 'file'
  open: 'demo' | 'practice' | null
  /** The demo day plays this many times faster. */
  demoSpeed: number
  /** A demo starts afresh with the app, but not when only the core was restarted. */
  freshDemo: boolean
}

type Which = 'demo' | 'practice'

export type Session = {
  state: () => AppState
  core: () => Core | null
  open: (which: Which) => Promise<AppState>
  close: () => Promise<void>
}

/** Which practice file is open, and the opening and closing of files. One at a time. */
export function createSession(
  start: Start,
  announce: <N extends AnnouncementName>(name: N, body: Announcement<N>) => void,
  opened: (which: Which) => void = () => undefined,
): Session {
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
    await close()
    const file = fileOf(which)
    try {
      mkdirSync(start.folder, { recursive: true })
      if (start.key === null) throw fileFailure('keyMissing')
      const key = Buffer.from(start.key, 'hex')
      if (which === 'demo') {
        if (freshDemo) removeDatabase(file)
        freshDemo = false
        current = await prepareDemo({ file, key, announce, speed: start.demoSpeed })
      } else {
        current = await openPractice({ file, key, which, now: Date.now, announce })
        // Asked of the journal, not of the file: a first start that broke off has a file and no templates.
        if (current.core.lastSeq() === 0) prepareNewPractice(current.core)
      }
      state = { state: 'open', which, file, keyKeptIn: start.keyKeptIn, lastBackup: newestBackup(file) }
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
