import { formatter } from '@shared/rules/local-time.ts'
import { plainDate } from '@renderer/ui/format.ts'
import { DAY } from '@shared/time.ts'

/** "Today", "Tomorrow", "Thursday", "3 days late", "Mar 4, 2026": when an ISO day is, seen from another. */
export function dueWords(due: string, today: string): string {
  const days = Math.round((Date.parse(due) - Date.parse(today)) / DAY)
  if (days === 0) return 'Today'
  if (days === 1) return 'Tomorrow'
  if (days === -1) return '1 day late'
  if (days < 0) return `${-days} days late`
  if (days < 7) return formatter(navigator.language || 'en-US', 'UTC', { weekday: 'long' }).format(Date.parse(due))
  return plainDate(due)
}
