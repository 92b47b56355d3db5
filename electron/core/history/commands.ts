import type { Handlers } from '../handlers.ts'
import { journalPage } from './journal-page.ts'
import { historyPage } from './page.ts'

export const historyHandlers: Handlers<'history.page' | 'journal.page'> = {
  'history.page': (core, { filter, after }) => historyPage(core.db, filter, after, core.now()),
  'journal.page': (core, { filter, after }) => journalPage(core.db, filter, after, core.now()),
}
