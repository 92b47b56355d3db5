import { useEffect, useRef, useState, type RefObject } from 'react'
import { SECOND } from '@shared/time.ts'
import { client } from '@renderer/store/index.ts'
import { fileName, plainType } from '../media-kinds.ts'

type Loaded = { state: 'loading' } | { state: 'ready'; url: string } | { state: 'failed'; message: string; /** Here, but of a kind that the window cannot draw. */ unreadable: boolean }
type Answer = { mediaId: string; attempt: number } & Exclude<Loaded, { state: 'loading' }>

/** A little before it comes into sight. */
const AHEAD = '300px'
/** Until the browser has taken what is saved. */
const URL_KEPT = 30 * SECOND

/** A picture of a text, read once it comes near to being seen; its memory is given back when it is no longer shown. */
export function usePicture(mediaId: string): { place: RefObject<HTMLElement | null>; picture: Loaded; again: () => void; broken: () => void } {
  const place = useRef<HTMLElement | null>(null)
  const [wanted, setWanted] = useState(false)
  const [attempt, setAttempt] = useState(0)
  const [answer, setAnswer] = useState<Answer | null>(null)

  useEffect(() => {
    const element = place.current
    if (!element || wanted) return
    const observer = new IntersectionObserver((entries) => entries.some(({ isIntersecting }) => isIntersecting) && setWanted(true), { rootMargin: AHEAD })
    observer.observe(element)
    return () => observer.disconnect()
  }, [wanted])

  useEffect(() => {
    if (!wanted) return
    let url: string | null = null
    let gone = false
    void client.call('texts.media', { mediaId }).then((reply) => {
      if (gone) return
      if (!reply.ok) return setAnswer({ mediaId, attempt, state: 'failed', message: reply.error.message, unreadable: false })
      url = urlOf(reply.value)
      setAnswer({ mediaId, attempt, state: 'ready', url })
    })
    return () => {
      gone = true
      if (url) URL.revokeObjectURL(url)
    }
  }, [wanted, mediaId, attempt])

  const current = answer?.mediaId === mediaId && answer.attempt === attempt ? answer : null
  return {
    place,
    picture: current ?? { state: 'loading' },
    again: () => setAttempt(attempt + 1),
    broken: () => setAnswer({ mediaId, attempt, state: 'failed', message: 'This picture cannot be shown here. Save it, and open it with another program.', unreadable: true }),
  }
}

/** Gives what came with a text to the system as a file. Says why where it cannot. */
export async function saveMedia(mediaId: string): Promise<string | null> {
  const reply = await client.call('texts.media', { mediaId })
  if (!reply.ok) return reply.error.message
  const link = document.createElement('a')
  link.href = urlOf(reply.value)
  link.download = fileName(reply.value.contentType)
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), URL_KEPT)
  return null
}

function urlOf({ contentType, bytes }: { contentType: string; bytes: Uint8Array }): string {
  return URL.createObjectURL(new Blob([new Uint8Array(bytes)], { type: plainType(contentType) }))
}
