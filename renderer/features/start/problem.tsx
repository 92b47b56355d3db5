import type { AppState } from '@shared/contract/views.ts'

export function Problem({ failure }: { failure: Extract<AppState, { state: 'failed' }> }) {
  return <p role="alert">{failure.message}</p>
}
