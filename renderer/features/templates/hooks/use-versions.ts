import { useEffect, useState } from 'react'
import type { TemplateVersion } from '@shared/contract/views.ts'
import { client } from '@renderer/store/index.ts'

type Answer = { asked: string } & ({ state: 'failed'; message: string } | { state: 'ready'; versions: TemplateVersion[] })

export type Versions = { state: 'loading' } | { state: 'failed'; message: string } | { state: 'ready'; versions: TemplateVersion[] }

/** How a template read before, the newest first; asked anew when it has another version. */
export function useVersions(templateId: string, version: number): { versions: Versions; again: () => void } {
  const [tries, setTries] = useState(0)
  const [answer, setAnswer] = useState<Answer | null>(null)
  const asked = `${templateId}/${version}/${tries}`
  useEffect(() => {
    let wanted = true
    void client.call('templates.versions', { templateId }).then((reply) => {
      if (wanted) setAnswer(reply.ok ? { asked, state: 'ready', versions: reply.value } : { asked, state: 'failed', message: reply.error.message })
    })
    return () => void (wanted = false)
  }, [asked, templateId])
  return { versions: answer?.asked === asked ? answer : { state: 'loading' }, again: () => setTries(tries + 1) }
}
