import { Volume2 } from 'lucide-react'
import { useMemo } from 'react'
import { playAlert } from '@renderer/store/alerts.ts'
import { usePractice } from '@renderer/store/index.ts'
import { Button } from '@renderer/ui/button.tsx'
import { Field, Select } from '@renderer/ui/field.tsx'
import { count } from '@renderer/ui/format.ts'
import { useSectionForm } from '../hooks/use-section-form.ts'
import { anyAlert, CHANNEL_NAMES, CHANNELS, minuteChoices } from '../rules/alerts-form.ts'
import { alertsEdits } from '../store/section.ts'
import { SectionForm } from './section.tsx'
import { SwitchRow } from './switch-row.tsx'

/** After how long somebody who still waits is called out to the desk, once. */
export function AlertsSection() {
  const { alerts, proposeWalk } = usePractice((state) => state.practice)
  const saved = useMemo(() => ({ ...alerts, proposeWalk }), [alerts, proposeWalk])
  const { value, dirty, change, save, reset } = useSectionForm({
    edits: alertsEdits,
    name: 'alerts',
    saved,
    problemsOf: () => null,
    wrong: () => false,
    toChange: ({ proposeWalk: minutes, ...changed }) => ({ alerts: changed, proposeWalk: minutes }),
  })
  return (
    <SectionForm title="Waiting too long" description="Whoever still waits after so long is called out once, at every desk. Before the doors close, the walk through all of them is proposed." dirty={dirty} problem={null} onSave={save} onReset={reset}>
      <div className="grid grid-cols-3 gap-4">
        {CHANNELS.map((channel) => (
          <Field key={channel} label={CHANNEL_NAMES[channel]}>
            {(id) => (
              <Select id={id} value={value[channel] ?? ''} onChange={({ target }) => change({ [channel]: target.value === '' ? null : Number(target.value) })}>
                <option value="">Never</option>
                {minuteChoices(value[channel]).map((minutes) => (
                  <option key={minutes} value={minutes}>
                    After {count(minutes, 'minute')}
                  </option>
                ))}
              </Select>
            )}
          </Field>
        ))}
      </div>
      <SwitchRow label="With a sound" checked={value.sound} disabled={!anyAlert(value)} onChange={(sound) => change({ sound })}>
        {!anyAlert(value) ? 'Nobody is called out, so there is nothing to hear.' : value.sound ? 'It sounds once, when somebody is called out.' : 'They are shown, without a sound.'}
      </SwitchRow>
      <Field label="Propose Close of day">
        {(id) => (
          <Select id={id} className="justify-self-start" value={value.proposeWalk ?? ''} onChange={({ target }) => change({ proposeWalk: target.value === '' ? null : Number(target.value) })}>
            <option value="">Never</option>
            {minuteChoices(value.proposeWalk).map((minutes) => (
              <option key={minutes} value={minutes}>
                {count(minutes, 'minute')} before closing
              </option>
            ))}
          </Select>
        )}
      </Field>
      <Button className="justify-self-start" icon={<Volume2 size={15} aria-hidden />} onClick={playAlert}>
        Try the sound
      </Button>
    </SectionForm>
  )
}
