import { useMemo } from 'react'
import { usePractice } from '@renderer/store/index.ts'
import { Field, Input, Select } from '@renderer/ui/field.tsx'
import { count, languageName } from '@renderer/ui/format.ts'
import { useLastWeek } from '../hooks/use-last-week.ts'
import { useSectionForm } from '../hooks/use-section-form.ts'
import { automaticProblems, firstProblem, promiseChoices, toAutomatic, toAutomaticForm, withLine, type AutomaticForm } from '../rules/automatic-form.ts'
import { automaticEdits } from '../store/section.ts'
import { AutomaticWords } from './automatic-words.tsx'
import { LastWeek } from './last-week.tsx'
import { Block, SectionForm } from './section.tsx'
import { SwitchRow } from './switch-row.tsx'

/** What Rapport texts by itself, when, and in which words. */
export function AutomaticSection() {
  const automatic = usePractice((state) => state.practice.automatic)
  const saved = useMemo(() => toAutomaticForm(automatic), [automatic])
  const { value, dirty, change, problems, save, reset } = useSectionForm({
    edits: automaticEdits,
    name: 'automatic',
    saved,
    problemsOf: automaticProblems,
    wrong: (found) => firstProblem(found, languageName) !== null,
    toChange: (form) => ({ automatic: toAutomatic(form) }),
  })
  const typed = automaticProblems(value)
  const wrong = firstProblem(typed, languageName)
  const lastWeek = useLastWeek(toAutomatic(value))
  const firstTime = dirty && value.textBack.enabled && !automatic.textBack.enabled && !lastWeek.seen
  const { textBack, voicemail, afterHours, texting } = value
  const set = (part: Partial<AutomaticForm['textBack']>): void => change({ textBack: { ...textBack, ...part } })
  return (
    <SectionForm
      title="Automatic texts"
      description="What Rapport texts by itself while nobody can. Each text says who writes, and never who they are or why they come."
      dirty={dirty}
      problem={problems === null ? null : firstProblem(problems, languageName)}
      hint={firstTime ? 'Not saved yet. You may want to look first at what would have happened last week.' : undefined}
      onSave={save}
      onReset={reset}
    >
      <Block title="Missed calls">
        <SwitchRow label="Text back after a missed call" checked={textBack.enabled} onChange={(enabled) => set({ enabled })}>
          Only to numbers that take texts, and only while nobody has answered them. It closes nothing: they stay waiting until a person calls or writes.
        </SwitchRow>
        <div className="grid grid-cols-2 gap-4">
          <Field label="When">
            {(id) => (
              <Select id={id} value={textBack.when} onChange={({ target }) => set({ when: target.value === 'open' || target.value === 'closed' ? target.value : 'always' })}>
                <option value="always">Always</option>
                <option value="open">Only while open</option>
                <option value="closed">Only while closed</option>
              </Select>
            )}
          </Field>
          <Field label="While open, promise a call back within" hint="Only promised if it falls inside your opening hours.">
            {(id, hint) => (
              <Select id={id} aria-describedby={hint} value={textBack.promiseMinutes ?? ''} onChange={({ target }) => set({ promiseMinutes: target.value === '' ? null : Number(target.value) })}>
                <option value="">No promise</option>
                {promiseChoices(textBack.promiseMinutes).map((minutes) => (
                  <option key={minutes} value={minutes}>
                    {count(minutes, 'minute')}
                  </option>
                ))}
              </Select>
            )}
          </Field>
          <Field label="Wait before texting, in seconds" problem={typed.delay} hint="Whoever rings again meanwhile is texted once.">
            {(id, hint) => <Input id={id} aria-describedby={hint} aria-invalid={typed.delay ? true : undefined} inputMode="numeric" maxLength={4} value={textBack.delay} onChange={({ target }) => set({ delay: target.value })} />}
          </Field>
          <Field label="At most one to a number in so many hours" problem={typed.again}>
            {(id, hint) => <Input id={id} aria-describedby={hint} aria-invalid={typed.again ? true : undefined} inputMode="numeric" maxLength={3} value={textBack.again} onChange={({ target }) => set({ again: target.value })} />}
          </Field>
        </div>
        <Lines form={value} onChange={(next) => change({ textBack: next })} />
      </Block>
      <Block title="Voicemails and texts after hours">
        <SwitchRow label="Answer a voicemail" checked={voicemail.enabled} onChange={(enabled) => change({ voicemail: { enabled } })}>
          Says that the message was received, in words of its own.
        </SwitchRow>
        <SwitchRow label="Answer texts after hours" checked={afterHours.enabled} onChange={(enabled) => change({ afterHours: { enabled } })}>
          Once each time the doors are closed, whatever they go on to write.
        </SwitchRow>
      </Block>
      <Block title="The words">
        <AutomaticWords form={value} problems={typed.words} onChange={(words) => change({ words })} />
      </Block>
      <Block title="Quiet hours">
        <p className="max-w-prose text-[13px] text-ink-2">Answers to texts leave only between these times, and wait until then. The text-back to a call that was made just now is not held back.</p>
        <div role="group" aria-label="Automatic texts leave" className="flex items-center gap-2">
          <span className="text-[13px] text-ink-2">From</span>
          <span className="w-30">
            <Input type="time" aria-label="Texts leave from" aria-invalid={typed.texting ? true : undefined} value={texting.from} onChange={({ target }) => change({ texting: { ...texting, from: target.value } })} />
          </span>
          <span className="text-[13px] text-ink-2">to</span>
          <span className="w-30">
            <Input type="time" aria-label="Texts leave until" aria-invalid={typed.texting ? true : undefined} value={texting.to} onChange={({ target }) => change({ texting: { ...texting, to: target.value } })} />
          </span>
        </div>
        {typed.texting && (
          <p role="alert" className="text-xs text-miss-ink">
            {typed.texting}
          </p>
        )}
        <SwitchRow label="By the clock of the recipient’s area" checked={texting.byArea} onChange={(byArea) => change({ texting: { ...texting, byArea } })}>
          As far as their number tells it. Off: by the practice’s own clock.
        </SwitchRow>
      </Block>
      <Block title="What would have happened last week">
        <LastWeek {...lastWeek} wrong={wrong} />
      </Block>
    </SectionForm>
  )
}

/** Which lines' missed calls are texted; without a line there is nothing to choose. */
function Lines({ form, onChange }: { form: AutomaticForm; onChange: (textBack: AutomaticForm['textBack']) => void }) {
  const lines = Object.values(usePractice((state) => state.lines)).toSorted((a, b) => a.name.localeCompare(b.name))
  if (lines.length === 0) return null
  return (
    <div role="group" aria-label="Missed calls on" className="grid gap-2">
      <p className="text-xs font-medium text-ink-2">Missed calls on</p>
      <div className="flex flex-wrap gap-x-6 gap-y-2">
        {lines.map(({ id, name }) => (
          <SwitchRow key={id} label={name} checked={!form.textBack.linesOff.includes(id)} onChange={(on) => onChange(withLine(form, id, on))} />
        ))}
      </div>
    </div>
  )
}
