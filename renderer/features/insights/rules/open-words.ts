import type { PracticeView } from '@shared/contract/views.ts'
import { formatter } from '@shared/rules/local-time.ts'

const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const

/** When the doors are open on a day ('YYYY-MM-DD'), as the practice has it set now: "8 AM to 12 PM, 1 PM to 5:30 PM", "closed", "closed, Labor Day". */
export function openInWords(day: string, { hours, holidays }: Pick<PracticeView, 'hours' | 'holidays'>): string {
  const holiday = holidays.find(({ date }) => date === day)
  if (holiday) return holiday.name === '' ? 'closed' : `closed, ${holiday.name}`
  const weekday = WEEKDAYS[(new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7]
  const spans = weekday === undefined ? [] : hours[weekday]
  return spans.length === 0 ? 'closed' : spans.map(({ from, to }) => `${clock(from)} to ${clock(to)}`).join(', ')
}

/** "8 AM", "5:30 PM", as the system writes hours. */
function clock(time: string): string {
  const at = Date.parse(`2024-01-01T${time === '24:00' ? '00:00' : time}:00Z`)
  return formatter(navigator.language || 'en-US', 'UTC', { hour: 'numeric', ...(!time.endsWith(':00') && { minute: '2-digit' }) }).format(at)
}
