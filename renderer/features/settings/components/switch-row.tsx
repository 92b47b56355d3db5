import type { ReactNode } from 'react'
import { Switch } from '@renderer/ui/switch.tsx'

/** Something that is on or off, with what it does in words. */
export function SwitchRow({ label, checked, disabled, onChange, children }: { label: string; checked: boolean; disabled?: boolean; onChange: (checked: boolean) => void; children?: ReactNode }) {
  return (
    <div className="flex items-start gap-3">
      <Switch label={label} checked={checked} disabled={disabled} onChange={onChange} />
      <div className="grid min-w-0 gap-0.5 pt-px">
        <span aria-hidden className="text-[13px] font-medium">
          {label}
        </span>
        {children && <p className="max-w-prose text-xs text-ink-3">{children}</p>}
      </div>
    </div>
  )
}
