import { Plus } from 'lucide-react'
import { useMemo } from 'react'
import { actions, usePractice } from '@renderer/store/index.ts'
import { Button } from '@renderer/ui/button.tsx'
import { freeName, freePort } from '../rules/http-line.ts'
import { DemoLine } from './demo-line.tsx'
import { HttpLine } from './http-line.tsx'
import { Section } from './section.tsx'

/** The phone and text systems Rapport listens to. */
export function Lines() {
  const lines = usePractice((practice) => practice.lines)
  const ordered = useMemo(() => Object.values(lines).sort((a, b) => a.name.localeCompare(b.name)), [lines])
  const add = (): void =>
    void actions
      .ask('lines.save', { lineId: null, kind: 'http', name: freeName(ordered), enabled: false, settings: { port: freePort(ordered) } })
      .then((added) => added && actions.toast('Line added. Make its access token, then switch it on.', 'done'))
  return (
    <Section title="Lines" description="A line brings calls and texts to the desk. An http line takes them from any phone or text system that can post to this PC.">
      {ordered.map((line) => (line.kind === 'demo' ? <DemoLine key={line.id} line={line} /> : <HttpLine key={line.id} line={line} />))}
      {ordered.length === 0 && <p className="rounded-xl border border-dashed border-edge-strong px-4 py-5 text-center text-[13px] text-ink-2">No line yet, so no call and no text can come in.</p>}
      <div>
        <Button icon={<Plus size={15} aria-hidden />} onClick={add}>
          Add http line
        </Button>
      </div>
    </Section>
  )
}
