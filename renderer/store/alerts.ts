import type { ConversationView } from '@shared/contract/views.ts'
import { alertsAt } from '@shared/rules/wait-alert.ts'
import { MINUTE, SECOND } from '@shared/time.ts'
import { practiceNow, useNow } from './clock.ts'
import { store, usePractice } from './index.ts'
import { isWaiting } from './selectors.ts'

const LOOK_EVERY = 5 * SECOND
/** One that is over by so much when a window opens was somebody's before: it is red, and makes no sound. */
const STILL_NEW = MINUTE

/** Who was called out, by the conversation and since when they wait: once for each wait, not a nag. */
const calledOut = new Set<string>()

/** Whether somebody has waited longer than the practice wants. */
export function useAlerted(conversation: ConversationView): boolean {
  const alerts = usePractice((practice) => practice.practice.alerts)
  const now = useNow()
  const at = alertsAt(conversation, alerts)
  return at !== null && at <= now && isWaiting(conversation, now)
}

/** Two soft notes. Made here, so that no file must be loaded; silent where the system has no sound. */
export function playAlert(): void {
  try {
    const audio = new AudioContext()
    const notes = [659.3, 880] as const
    for (const [index, frequency] of notes.entries()) {
      const at = audio.currentTime + index * 0.18
      const tone = audio.createOscillator()
      const volume = audio.createGain()
      tone.frequency.value = frequency
      volume.gain.setValueAtTime(0, at)
      volume.gain.linearRampToValueAtTime(0.12, at + 0.02)
      volume.gain.exponentialRampToValueAtTime(0.001, at + 0.35)
      tone.connect(volume).connect(audio.destination)
      tone.start(at)
      tone.stop(at + 0.4)
    }
    setTimeout(() => void audio.close(), 2 * SECOND)
  } catch {
    // Colour says it too.
  }
}

/** Of a desk's windows one holds this lock, and it alone sounds; when it closes, the next one does. */
function holdSound(): () => boolean {
  let mine = navigator.locks === undefined
  void navigator.locks?.request('wait-alerts', () => {
    mine = true
    return new Promise<void>(() => undefined)
  })
  return () => mine
}

/** Sounds once when somebody has waited too long. Attached once, outside components; of a desk's windows only the first sounds. */
export function watchWaits(play: () => void = playAlert): () => void {
  const sounds = holdSound()
  const timer = setInterval(() => {
    const { practice } = store.getState()
    if (!practice) return
    const { alerts } = practice.practice
    const now = practiceNow()
    for (const conversation of Object.values(practice.conversations)) {
      const at = alertsAt(conversation, alerts)
      const key = `${practice.which} ${conversation.id} ${conversation.waitingSince}`
      if (at === null || at > now || calledOut.has(key) || !isWaiting(conversation, now)) continue
      calledOut.add(key)
      if (alerts.sound && now - at < STILL_NEW && sounds()) play()
    }
  }, LOOK_EVERY)
  return () => clearInterval(timer)
}
