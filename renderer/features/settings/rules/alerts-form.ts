import type { WaitAlerts } from '@shared/contract/views.ts'

/** What somebody waits for. */
export const CHANNELS = ['calls', 'voicemails', 'texts'] as const satisfies readonly (keyof WaitAlerts)[]

export const CHANNEL_NAMES: Readonly<Record<(typeof CHANNELS)[number], string>> = { calls: 'Missed calls', voicemails: 'Voicemails', texts: 'Texts' }

const MINUTES = [5, 10, 15, 20, 30, 60]

/** The minutes that can be chosen; one that is set already too. */
export function minuteChoices(now: number | null): number[] {
  return [...new Set([...MINUTES, ...(now === null ? [] : [now])])].sort((a, b) => a - b)
}

/** Whether anybody would be called out at all. */
export function anyAlert(alerts: WaitAlerts): boolean {
  return CHANNELS.some((channel) => alerts[channel] !== null)
}
