import { KeyRound } from 'lucide-react'
import { useEffect, useRef } from 'react'
import type { LineKindView, LineView } from '@shared/contract/views.ts'
import { Button } from '@renderer/ui/button.tsx'
import { Copyable } from '@renderer/ui/copy.tsx'
import { useAccessToken } from '../hooks/use-line.ts'
import { exampleRequest, hookAddress } from '../rules/line-form.ts'

/** What the phone system needs to know: the address, the token, and an example to try it. */
export function LineAccess({ line, kind }: { line: LineView; kind: LineKindView }) {
  const { token, exists, asking, wanted, confirmed, cancelled, putAway } = useAccessToken(line)
  const yes = useRef<HTMLButtonElement>(null)
  const address = hookAddress(line, kind)
  useEffect(() => {
    if (asking) yes.current?.focus()
  }, [asking])
  return (
    <div className="grid gap-3">
      <div className="grid gap-1">
        <h4 className="text-xs font-medium text-ink-2">Your phone or text system posts to</h4>
        <Copyable text={address} what="the address" />
      </div>
      <div className="grid gap-1">
        <h4 className="text-xs font-medium text-ink-2">Access token</h4>
        {token !== null ? (
          <div role="status" className="grid gap-2 rounded-xl bg-note p-3 text-note-ink">
            <p className="text-[13px] font-medium">Copy it now: it is shown only this once. Rapport keeps only a fingerprint of it.</p>
            <Copyable text={token} what="the token" />
            <div>
              <Button small onClick={putAway}>
                I have copied it
              </Button>
            </div>
          </div>
        ) : asking ? (
          <div className="flex flex-wrap items-center gap-2 rounded-xl bg-wait-soft px-3 py-2.5 text-[13px] text-wait-ink">
            <p className="min-w-0 flex-1">The token in use stops working at once. Your phone system needs the new one.</p>
            <Button ref={yes} small onClick={confirmed}>
              Make a new one
            </Button>
            <Button small look="quiet" onClick={cancelled}>
              Cancel
            </Button>
          </div>
        ) : (
          <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
            <Button small icon={<KeyRound size={13} aria-hidden />} onClick={wanted}>
              {exists ? 'Make a new access token' : 'Make an access token'}
            </Button>
            <p className="text-xs text-ink-3">{exists ? 'One is in use. It cannot be shown again.' : 'Without one, nothing is let in.'}</p>
          </div>
        )}
      </div>
      {kind.kind === 'http' && (
        <details>
          <summary className="w-fit cursor-default rounded text-xs font-medium text-ink-2 hover:text-ink">Try it: a call from a terminal on this PC</summary>
          <div className="mt-2 grid gap-1.5">
            <Copyable wrap text={exampleRequest(address, token)} what="the example" />
            <p className="text-xs text-ink-3">The line must be on. All events, and how to connect a phone’s own call notice, are in its guide.</p>
          </div>
        </details>
      )}
    </div>
  )
}
