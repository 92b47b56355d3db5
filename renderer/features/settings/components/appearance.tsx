import clsx from 'clsx'
import { Monitor, Moon, Sun, type LucideIcon } from 'lucide-react'
import { RadioGroup } from 'radix-ui'
import { useState, type ReactNode } from 'react'
import { currentAppearance, setAppearance, TEXT_SIZES, THEMES, type Appearance, type Theme } from '@renderer/ui/appearance.ts'
import { Block, Section } from './section.tsx'

const LOOK: Record<Theme, { label: string; icon: LucideIcon }> = {
  system: { label: 'As the system', icon: Monitor },
  light: { label: 'Light', icon: Sun },
  dark: { label: 'Dark', icon: Moon },
}

/** How this PC shows Rapport; it acts at once. */
export function AppearanceSection() {
  const [appearance, setShown] = useState(currentAppearance)
  const set = (part: Partial<Appearance>): void => {
    const next = { ...appearance, ...part }
    setShown(next)
    setAppearance(next)
  }
  return (
    <Section title="Appearance" description="For this PC only.">
      <Block title="Colours">
        <Choices label="Colours" value={appearance.theme} onChange={(value) => set({ theme: THEMES.find((theme) => theme === value) ?? 'system' })}>
          {THEMES.map((theme) => {
            const { label, icon: Icon } = LOOK[theme]
            return (
              <Choice key={theme} value={theme}>
                <Icon size={18} strokeWidth={1.8} aria-hidden />
                {label}
              </Choice>
            )
          })}
        </Choices>
      </Block>
      <Block title="Text size">
        <Choices label="Text size" value={String(appearance.textSize)} onChange={(value) => set({ textSize: TEXT_SIZES.find((size) => String(size) === value) ?? 100 })}>
          {TEXT_SIZES.map((size) => (
            <Choice key={size} value={String(size)}>
              <span aria-hidden className={clsx('leading-none font-semibold', { 100: 'text-sm', 110: 'text-base', 125: 'text-lg' }[size])}>
                Aa
              </span>
              {size} %
            </Choice>
          ))}
        </Choices>
      </Block>
    </Section>
  )
}

function Choices({ label, value, onChange, children }: { label: string; value: string; onChange: (value: string) => void; children: ReactNode }) {
  return (
    <RadioGroup.Root aria-label={label} value={value} onValueChange={onChange} className="grid grid-cols-3 gap-2.5">
      {children}
    </RadioGroup.Root>
  )
}

function Choice({ value, children }: { value: string; children: ReactNode }) {
  return (
    <RadioGroup.Item
      value={value}
      className="grid h-18 place-items-center content-center gap-1.5 rounded-xl border border-edge bg-panel text-[13px] font-medium text-ink-2 hover:border-edge-strong hover:text-ink data-[state=checked]:border-brand data-[state=checked]:bg-brand-soft data-[state=checked]:text-brand-ink"
    >
      {children}
    </RadioGroup.Item>
  )
}
