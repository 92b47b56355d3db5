import type { Handlers } from '../handlers.ts'
import { searchSaid } from './search.ts'

export const saidHandlers: Handlers<'said.search'> = {
  'said.search': (core, { words, limit }) => searchSaid(core.db, words, limit, core.now()),
}
