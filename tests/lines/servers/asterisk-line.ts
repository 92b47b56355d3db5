import type { CallName } from '@shared/contract/index.ts'
import { createServer } from '../../../electron/core/server.ts'
import type { Session } from '../../../electron/core/session.ts'
import { temporaryPractice } from '../../../electron/core/testing/practice.ts'
import { lineById } from '../../../electron/core/lines/queries.ts'
import { callStateOf, type CallRow } from '../../../electron/core/conversations/calls.ts'

type Settings = Record<string, string | number | boolean>

/** A practice whose Asterisk line was switched on through the contract, as Settings does it. */
export async function openAsteriskLine(port: number, options: { now?: () => number; settings?: Settings; enabled?: boolean; practice?: Parameters<typeof temporaryPractice>[0] } = {}) {
  const practice = await temporaryPractice({ ...options.practice, now: options.now })
  const { core } = practice
  const session: Session = {
    core: () => core,
    state: () => ({ state: 'firstStart', folder: practice.folder }),
    open: () => Promise.reject(new Error('not in this test')),
    close: practice.close,
  }
  const server = createServer(() => session)
  const call = async (name: CallName, argument: unknown): Promise<Record<string, unknown>> => {
    const result = await server.call(name, argument, 1)
    if (!result.ok) throw new Error(result.error.message)
    return result.value as Record<string, unknown>
  }
  const save = (change: { lineId: string | null; enabled?: boolean; settings?: Settings }) => call('lines.save', { kind: 'asterisk', name: 'Phones', enabled: true, settings: {}, ...change })
  const settings = { host: '127.0.0.1', port, user: 'rapport', password: 'secret-of-rapport', ...options.settings }
  const lineId = String((await save({ lineId: null, enabled: options.enabled ?? true, settings })).lineId)
  const status = () => {
    const line = lineById(core.db, lineId)
    if (!line) throw new Error('the line is gone')
    return core.lines.view(line).status
  }
  const rows = (): CallRow[] => core.db.prepare('SELECT * FROM calls ORDER BY ringing_at, id').all() as CallRow[]
  return {
    ...practice,
    call,
    save,
    lineId,
    status,
    rows,
    /** Each call in a line of words: where it is from, what became of it, who took it, why not. */
    outcomes: (which: (row: CallRow) => boolean = () => true) =>
      rows().filter(which).map((row) => ({
        number: row.conversation_id?.startsWith('withheld:') ? 'withheld' : (row.conversation_id ?? ''),
        direction: row.direction,
        state: callStateOf(row),
        phone: row.answered_phone,
        why: row.why,
      })),
    /** The journal of calls, without what differs from run to run. */
    journal: () =>
      (core.db.prepare(`SELECT at, kind, source_key AS sourceKey, body FROM journal WHERE kind LIKE 'call.%' ORDER BY seq`).all() as Record<string, unknown>[]).map((row) => JSON.stringify(row).replaceAll(lineId, 'LINE')),
  }
}
export type OpenAsteriskLine = Awaited<ReturnType<typeof openAsteriskLine>>
