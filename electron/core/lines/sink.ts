import { DAY } from '@shared/time.ts'
import { keepBytes, mediaById } from '../conversations/media.ts'
import { textsUnderWay } from '../conversations/texts.ts'
import type { Core } from '../core.ts'
import type { WritableDB } from '../journal/database.ts'
import type { Intake } from './intake.ts'
import type { Sink } from './line.ts'
import type { LineMemory } from './memory.ts'
import type { Standing } from './standing.ts'
import type { Wake } from './wake.ts'

/** Reports about a text come within days, or never. */
const REPORTS_FOR = 3 * DAY

type Of = {
  core: Core
  db: WritableDB
  memory: LineMemory
  standing: Standing
  lineId: string
  intake: Intake
  /** Aborted once the line is to stop. */
  signal: AbortSignal
  /** Calls a listener, as this line's, whenever the computer or the network came back; returns how to end that. */
  onWake: (listener: (wake: Wake) => void) => () => void
}

/** What a line may do to the practice. */
export function sinkOf({ core, db, memory, standing, lineId, intake, signal, onWake }: Of): Sink {
  /** A line that was stopped has nothing to say any more; its last facts still count. */
  const unlessStopped = (work: () => void): void => {
    if (!signal.aborted && core.db.open) work()
  }
  return {
    lineId,
    receive: (fact) => intake.receiveAll([fact])[0] ?? 'known',
    receiveAll: intake.receiveAll,
    take: (...facts) => intake.take(facts),
    live: (more = {}) => unlessStopped(() => standing.live(lineId, more)),
    away: (message, since) => unlessStopped(() => standing.away(lineId, message, since)),
    memory: { get: (name) => memory.get(lineId, `its:${name}`), set: (name, value) => unlessStopped(() => memory.set(lineId, `its:${name}`, value)) },
    textsUnderWay: () => textsUnderWay(core.db, lineId, core.now() - REPORTS_FOR),
    keepMedia(textId, media) {
      const mediaId = `${lineId}:${media.mediaId}`
      if ('bytes' in media) keepBytes(db, mediaId, media.bytes)
      core.record([
        {
          kind: 'text.mediaReceived',
          body: {
            textId: `${lineId}:${textId}`,
            mediaId,
            contentType: media.contentType.slice(0, 120),
            size: 'bytes' in media ? media.bytes.byteLength : 0,
            problem: 'problem' in media ? media.problem.slice(0, 300) : null,
          },
          at: core.now(),
          actor: `line:${lineId}`,
          sourceKey: `media:${mediaId}`,
        },
      ])
    },
    hasMedia: (_textId, mediaId) => mediaById(core.db, `${lineId}:${mediaId}`) !== null,
    onWake,
    now: core.now,
    newId: core.newId,
  }
}
