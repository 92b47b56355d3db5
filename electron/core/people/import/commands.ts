import { Refusal, type Handlers } from '../../handlers.ts'
const later = (): never => { throw new Refusal('internal', 'not yet') }
export const importHandlers: Handlers<'imports.stage' | 'imports.plan' | 'imports.problems' | 'imports.apply' | 'imports.cancel' | 'imports.undo'> = {
  'imports.stage': later, 'imports.plan': later, 'imports.problems': later, 'imports.apply': later, 'imports.cancel': later, 'imports.undo': later,
}
