import { Switch as Radix } from 'radix-ui'

/** On or off, at once. `label` is what it is called; the words beside it say what it does. */
export function Switch({ label, checked, disabled, onChange }: { label: string; checked: boolean; disabled?: boolean; onChange: (checked: boolean) => void }) {
  return (
    <Radix.Root
      aria-label={label}
      checked={checked}
      disabled={disabled}
      onCheckedChange={onChange}
      className="h-5.5 w-10 shrink-0 rounded-full border border-edge-strong bg-sunk p-px transition-colors disabled:opacity-50 data-[state=checked]:border-brand data-[state=checked]:bg-brand"
    >
      <Radix.Thumb className="block size-4.5 rounded-full bg-ink-3 transition-transform data-[state=checked]:translate-x-4.5 data-[state=checked]:bg-on-brand" />
    </Radix.Root>
  )
}
