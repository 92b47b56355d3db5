import { Check, Copy } from 'lucide-react'
import { useEffect, useState } from 'react'
import { SECOND } from '@shared/time.ts'
import { Button } from './button.tsx'

/**
 * Puts a text on the clipboard; says whether it worked. The window has no clipboard permission (the shell denies
 * them all), so it is copied the old way, which a click allows.
 */
export function copyText(text: string): boolean {
  const before = document.activeElement
  const area = document.createElement('textarea')
  area.value = text
  area.readOnly = true
  area.className = 'fixed -top-96 opacity-0'
  document.body.append(area)
  area.select()
  try {
    return document.execCommand('copy')
  } finally {
    area.remove()
    if (before instanceof HTMLElement) before.focus()
  }
}

/** Copies a text, and says that it did. `what` names it for screen readers: "Copy the address". */
export function CopyButton({ text, what }: { text: string; what: string }) {
  const [copied, setCopied] = useState<boolean | null>(null)
  useEffect(() => {
    if (copied === null) return
    const timer = setTimeout(() => setCopied(null), 2 * SECOND)
    return () => clearTimeout(timer)
  }, [copied])
  return (
    <Button small icon={copied ? <Check size={13} aria-hidden /> : <Copy size={13} aria-hidden />} aria-label={`Copy ${what}`} onClick={() => setCopied(copyText(text))}>
      <span role="status">{copied === null ? 'Copy' : copied ? 'Copied' : 'Not copied'}</span>
    </Button>
  )
}

/** Words to take elsewhere: an address, a path, a command, with Copy beside them. */
export function Copyable({ text, what, wrap = false }: { text: string; what: string; wrap?: boolean }) {
  return (
    <div className="flex items-start gap-2 rounded-lg border border-edge bg-bg py-1.5 pr-1.5 pl-3">
      <code data-selectable className={`min-w-0 flex-1 self-center font-mono text-xs leading-relaxed text-ink ${wrap ? 'whitespace-pre-wrap wrap-anywhere' : 'overflow-x-auto break-all'}`}>
        {text}
      </code>
      <CopyButton text={text} what={what} />
    </div>
  )
}
