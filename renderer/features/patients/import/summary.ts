import type { ImportView } from '@shared/contract/views.ts'

/** "118 new, 12 changed, 3 skipped"; what is zero is left out. */
export function summary({ created, changed, unchanged, skipped, visits, differing }: Pick<ImportView, 'created' | 'changed' | 'unchanged' | 'skipped' | 'visits' | 'differing'>): string {
  const parts = [
    [created, 'new'],
    [changed, 'changed'],
    [differing, 'to decide'],
    [unchanged, 'as they were'],
    [skipped, 'skipped'],
    [visits, visits === 1 ? 'visit' : 'visits'],
  ] as const
  const said = parts.filter(([n]) => n > 0).map(([n, word]) => `${n.toLocaleString()} ${word}`)
  return said.length > 0 ? said.join(', ') : 'nothing to do'
}

/** How an import ended, in one sentence for the corner of the screen. */
export function endingOf(ended: ImportView): string {
  if (ended.state === 'done') return `Imported ${ended.fileName}: ${summary(ended)}`
  if (ended.state === 'undone') return `${ended.fileName} was undone`
  if (ended.state === 'cancelled') return `The import of ${ended.fileName} was cancelled; nothing was left behind`
  return `The import of ${ended.fileName} did not work; nothing was left behind`
}
