import { ChevronDown } from 'lucide-react'
import { Command } from 'cmdk'
import { Popover } from 'radix-ui'
import { useId, useMemo, useState } from 'react'
import { useNow } from '@renderer/store/clock.ts'
import { clockTime } from '@renderer/ui/format.ts'
import { knownZones, ownZone } from '../hooks/zones.ts'
import { findZones } from '../rules/time-zones.ts'

/** A time zone, found by typing a city or its name, with the time it is there now. */
export function TimeZoneField({ value, onChange }: { value: string; onChange: (timeZone: string) => void }) {
  const [open, setOpen] = useState(false)
  const [typed, setTyped] = useState('')
  const now = useNow()
  const id = useId()
  const shown = useMemo(() => knownZones().find((zone) => zone.id === value), [value])
  const found = useMemo(() => (open ? findZones(knownZones(), typed) : []), [open, typed])
  const label = shown ? `${shown.city}${shown.name ? `, ${shown.name}` : ''}` : value
  return (
    <div className="grid content-start gap-1">
      <span id={id} className="text-xs font-medium text-ink-2">
        Time zone
      </span>
      <Popover.Root
        open={open}
        onOpenChange={(next) => {
          setOpen(next)
          setTyped('')
        }}
      >
        <Popover.Trigger asChild>
          <button type="button" aria-labelledby={`${id} ${id}-value`} aria-describedby={`${id}-now`} className="flex h-9 w-full items-center gap-2 rounded-lg border border-edge bg-panel px-2.5 text-left text-[13px] hover:border-edge-strong">
            <span id={`${id}-value`} className="min-w-0 flex-1 truncate">
              {label}
            </span>
            <ChevronDown size={14} aria-hidden className="shrink-0 text-ink-3" />
          </button>
        </Popover.Trigger>
        <Popover.Portal>
          <Popover.Content align="start" sideOffset={6} collisionPadding={8} aria-label="Choose a time zone" className="z-50 w-90 rounded-xl border border-edge bg-panel p-1.5 shadow-pop animate-rise">
            <Command shouldFilter={false} label="Time zones" loop>
              <Command.Input value={typed} onValueChange={setTyped} placeholder="City or name, for example Chicago" className="mb-1 h-9 w-full rounded-lg border border-edge bg-panel px-2.5 text-[13px]" />
              <Command.List className="max-h-72 overflow-y-auto">
                <Command.Empty className="px-2.5 py-4 text-center text-[13px] text-ink-2">No time zone has that name. Try the nearest big city.</Command.Empty>
                {found.map((zone) => (
                  <Command.Item
                    key={zone.id}
                    value={zone.id}
                    onSelect={() => {
                      onChange(zone.id)
                      setOpen(false)
                    }}
                    className="flex items-baseline gap-2 rounded-lg px-2.5 py-1.5 text-[13px] data-[selected=true]:bg-sunk"
                  >
                    <span className="min-w-0 flex-1 truncate">
                      {zone.city} <span className="text-xs text-ink-3">{zone.name || zone.region}</span>
                      {zone.id === ownZone() && <span className="ml-1.5 text-xs text-brand-ink">this PC</span>}
                    </span>
                    <span className="shrink-0 text-xs text-ink-2">{clockTime(now, zone.id)}</span>
                  </Command.Item>
                ))}
              </Command.List>
            </Command>
          </Popover.Content>
        </Popover.Portal>
      </Popover.Root>
      <p id={`${id}-now`} className="text-xs text-ink-3">
        It is {clockTime(now, value)} there now.
      </p>
    </div>
  )
}
