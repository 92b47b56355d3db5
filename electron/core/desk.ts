import { MOST_FOLLOW_UPS, type Snapshot } from '@shared/contract/views.ts'
import { allDrafts } from './conversations/drafts.ts'
import { feed } from './conversations/views.ts'
import type { Core } from './core.ts'
import type { Handlers } from './handlers.ts'
import { changesSince, lineViews } from './journal/changes.ts'
import { unseenGaps } from './lines/gaps.ts'
import { lineKinds } from './lines/modules.ts'
import { openFollowUps } from './people/card/queries.ts'
import { followUpRules } from './people/follow-ups/queries.ts'
import { recentImports } from './people/import/queries.ts'
import { cliniciansOf } from './people/queries.ts'
import { allStaff, namesHiddenAt, practiceOf, staffAtDesk } from './practice/queries.ts'
import { allTemplates } from './replies/templates.ts'

/** Besides everyone waiting, a fresh window gets this many of the newest conversations. */
const RECENT = 200

/** What a window starts from. The seq is read first: whatever comes meanwhile is sent again as a change. */
export function snapshotOf(core: Core, window = 0): Snapshot {
  const seq = core.lastSeq()
  const now = core.now()
  const drafts = allDrafts(core.db)
  return {
    seq,
    window,
    writing: core.writing.all(),
    walking: core.walking.all(),
    now,
    which: core.which,
    practice: practiceOf(core.db),
    me: staffAtDesk(core.db, core.desk),
    namesHidden: namesHiddenAt(core.db, core.desk),
    staff: allStaff(core.db),
    templates: allTemplates(core.db),
    lines: lineViews(core),
    lineKinds: lineKinds(),
    gaps: unseenGaps(core.db),
    // Whoever a reply was begun to stays in reach, however long ago they called.
    conversations: feed(core.db, RECENT, now, drafts.map((draft) => draft.conversationId)),
    followUps: openFollowUps(core.db, MOST_FOLLOW_UPS),
    followUpRules: followUpRules(core.db),
    imports: recentImports(core.db),
    clinicians: cliniciansOf(core.db),
    drafts,
    records: [core.hl7.view()],
  }
}

export const deskHandlers: Handlers<'desk.snapshot' | 'desk.writing' | 'walk.take' | 'desk.changes' | 'desk.saveDraft' | 'app.backUp'> = {
  'desk.snapshot': (core, _nothing, { window }) => snapshotOf(core, window),
  'desk.writing'(core, { conversationId }, { window, staffId }) {
    core.writing.set(window, staffId, conversationId)
    return {}
  },
  'walk.take': (core, { keys }, { window, staffId }) => ({ key: core.walking.take(window, staffId, keys) }),
  'desk.changes': (core, { since }) => changesSince(core, since),
  'desk.saveDraft'(core, draft) {
    core.saveDraft(draft)
    return {}
  },
  'app.backUp': (core) => core.backUp(),
}
