import type { EventKind } from '@shared/events/index.ts'
import { conversationsSubject } from '../conversations/projections.ts'
import { countedTables } from '../insights/counting.ts'
import { linesSubject } from '../lines/projections.ts'
import { cardSubject } from '../people/card/projections.ts'
import { mergeSubject } from '../people/merge-projections.ts'
import { peopleSubject } from '../people/projections.ts'
import { sourcesSubject } from '../people/sources/projections.ts'
import { practiceSubject } from '../practice/projections.ts'
import { repliesSubject } from '../replies/projections.ts'
import { saidIndexes } from '../said/index.ts'
import type { KindHandlers } from './subject.ts'

const subjects = [practiceSubject, cardSubject, peopleSubject, conversationsSubject, repliesSubject, linesSubject, sourcesSubject, mergeSubject] as const

/** Every event kind with its projection. The type makes a kind without a handler a compile error. */
export const kinds: KindHandlers<EventKind> = {
  ...practiceSubject.kinds,
  ...peopleSubject.kinds,
  ...cardSubject.kinds,
  ...conversationsSubject.kinds,
  ...repliesSubject.kinds,
  ...linesSubject.kinds,
  ...sourcesSubject.kinds,
  ...mergeSubject.kinds,
}

/** The tables a rebuild empties, children before parents. */
export const projectedTables: readonly string[] = [...subjects.flatMap((subject) => subject.tables), ...countedTables, ...saidIndexes]
