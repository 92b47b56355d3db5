import clsx from 'clsx'
import { Check } from 'lucide-react'
import { Button } from '@renderer/ui/button.tsx'
import { useGettingStarted } from '../hooks/use-getting-started.ts'

/** The few steps from an empty practice to a useful one. */
export function GettingStarted() {
  const { steps, done } = useGettingStarted()
  const next = steps.find((step) => !step.done)
  return (
    <section aria-label="Getting started" className="relative h-full overflow-y-auto">
      <div className="grid max-w-2xl gap-5 px-7 py-6">
        <header className="grid gap-1">
          <h2 className="text-base font-semibold tracking-tight">{next ? 'Getting started' : 'Everything is in place'}</h2>
          <p className="text-[13px] text-ink-2">{next ? `${done} of ${steps.length} done. You can stop at any point; it stays here until it is done.` : 'Calls and texts come to the desk from now on.'}</p>
        </header>
        <ol className="grid rounded-2xl border border-edge">
          {steps.map((step) => (
            <li key={step.id} className="flex min-h-16 items-center gap-3.5 border-b border-edge px-4 py-3 last:border-b-0">
              <span className={clsx('grid size-7 shrink-0 place-items-center rounded-full', step.done ? 'bg-done-soft text-done-ink' : 'border border-edge-strong')}>{step.done && <Check size={15} aria-hidden />}</span>
              <div className="min-w-0 flex-1">
                <h3 className={clsx('text-[13.5px] font-semibold', step.done && 'text-ink-2')}>
                  {step.title}
                  {step.done && <span className="sr-only">, done</span>}
                </h3>
                <p className="text-[12.5px] text-ink-2">{step.why}</p>
              </div>
              {step.done ? (
                <Button small look="quiet" aria-label={`Change: ${step.title}`} onClick={step.go}>
                  Change
                </Button>
              ) : (
                <Button look={step.id === next?.id ? 'primary' : 'plain'} aria-label={`${step.action}: ${step.title}`} onClick={step.go}>
                  {step.action}
                </Button>
              )}
            </li>
          ))}
        </ol>
      </div>
    </section>
  )
}
