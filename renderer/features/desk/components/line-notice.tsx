import { CircleAlert } from 'lucide-react'
import { actions, usePractice } from '@renderer/store/index.ts'

/** Says when a line that should be live is not: silence from a dead line looks like a quiet day. */
export function LineNotice() {
  const lines = usePractice((practice) => practice.lines)
  const down = Object.values(lines).filter((line) => line.enabled && line.status.state === 'failed')
  if (down.length === 0) return null
  return (
    <button type="button" onClick={() => actions.go('settings')} className="mx-3 mb-2 flex items-start gap-2 rounded-lg bg-miss-soft px-3 py-2 text-left text-xs font-medium text-miss-ink">
      <CircleAlert size={15} className="mt-px shrink-0" />
      <span>
        {down.map((line) => line.name).join(', ')}: not connected, so calls and texts do not arrive. {down[0]?.status.message} <span className="underline">Open Settings</span>
      </span>
    </button>
  )
}
