import { useEffect, useId, useState } from 'react'
import type { Value } from '@shared/contract/index.ts'
import type { FollowUpRuleView } from '@shared/contract/views.ts'
import { HOUR } from '@shared/time.ts'
import { useEdit } from '@renderer/store/edits.ts'
import { useNow } from '@renderer/store/clock.ts'
import { actions, client, usePractice } from '@renderer/store/index.ts'
import { Button } from '@renderer/ui/button.tsx'
import { Dialog } from '@renderer/ui/dialog.tsx'
import { Checkbox, Field, Input, Select } from '@renderer/ui/field.tsx'
import { Form } from '@renderer/ui/form.tsx'
import { shortDate, withMod } from '@renderer/ui/format.ts'
import { NEW_RULE, problemsOfRule, toFollowUpForm, toRule } from '../rules/follow-up-form.ts'
import { followUpRuleEdits } from '../store/section.ts'

/** One rule, with how many visits it would have named. What was typed stays when the dialog is closed. */
export function FollowUpRuleDialog({ rule, onClose }: { rule: FollowUpRuleView | null; onClose: () => void }) {
  const which = usePractice((practice) => practice.which)
  const clinicians = usePractice((practice) => practice.clinicians)
  const templates = Object.values(usePractice((practice) => practice.templates)).toSorted((a, b) => a.position - b.position)
  const { value, dirty, change, reset } = useEdit(followUpRuleEdits, `${which}/${rule?.id ?? 'new'}`, rule ? toFollowUpForm(rule) : NEW_RULE)
  const [tried, setTried] = useState(false)
  const [saving, setSaving] = useState(false)
  const list = useId()
  const problems = problemsOfRule(value)
  const wrong = Object.values(problems).some((problem) => problem !== null)
  const shown = tried ? problems : { what: null, count: null }

  async function save(): Promise<void> {
    setTried(true)
    if (wrong || saving) return
    setSaving(true)
    const saved = await actions.ask('followUpRules.save', { ruleId: rule?.id ?? null, rule: toRule(value, rule?.enabled ?? true) })
    setSaving(false)
    if (!saved) return
    reset()
    onClose()
    actions.toast('Rule saved', 'done')
  }
  function giveUp(): void {
    reset()
    onClose()
  }

  return (
    <Dialog open onClose={onClose} title={rule ? 'Change the rule' : 'New rule'} description="After which visits, when, and what is to be done.">
      <Form label="Rule" onSave={() => void save()} onEscape={onClose} className="grid gap-4">
        <div className="grid grid-cols-2 gap-3">
          <Field label="The visit is called" hint="Any words of it, such as injection. Empty: every visit.">
            {(id, hint) => <Input id={id} aria-describedby={hint} data-autofocus maxLength={80} value={value.visitType} onChange={({ target }) => change({ visitType: target.value })} />}
          </Field>
          <Field label="With" hint="Empty: whoever saw them.">
            {(id, hint) => <Input id={id} aria-describedby={hint} maxLength={120} list={list} value={value.clinician} onChange={({ target }) => change({ clinician: target.value })} />}
          </Field>
          <datalist id={list}>
            {clinicians.map((name) => (
              <option key={name} value={name}>
                {name}
              </option>
            ))}
          </datalist>
        </div>
        <Preview visitType={value.visitType} clinician={value.clinician} />
        <Field label="What is to be done" problem={shown.what}>
          {(id, hint) => <Input id={id} aria-describedby={hint} aria-invalid={shown.what ? true : undefined} maxLength={200} placeholder="Ask how it feels" value={value.what} onChange={({ target }) => change({ what: target.value })} />}
        </Field>
        <div className="grid grid-cols-2 gap-3">
          <Field label="How long after" problem={shown.count}>
            {(id, hint) => (
              <span className="grid grid-cols-[5rem_minmax(0,1fr)] gap-2">
                <Input id={id} aria-describedby={hint} aria-invalid={shown.count ? true : undefined} inputMode="numeric" maxLength={4} value={value.count} onChange={({ target }) => change({ count: target.value })} />
                <Select aria-label="Days or weeks" value={value.unit} onChange={({ target }) => change({ unit: target.value === 'weeks' ? 'weeks' : 'days' })}>
                  <option value="days">days</option>
                  <option value="weeks">weeks</option>
                </Select>
              </span>
            )}
          </Field>
          <Field label="Text it with">
            {(id) => (
              <Select id={id} value={value.templateId} onChange={({ target }) => change({ templateId: target.value })}>
                <option value="">No template</option>
                {templates.map(({ id: templateId, name }) => (
                  <option key={templateId} value={templateId}>
                    {name}
                  </option>
                ))}
              </Select>
            )}
          </Field>
        </div>
        <Checkbox label="A recall: again after as long each time, until they come" checked={value.recall} onChange={({ target }) => change({ recall: target.checked })} />
        <footer className="flex items-center gap-2">
          <Button look="primary" type="submit" shortcut={withMod('S')} disabled={saving || (rule !== null && !dirty)}>
            Save
          </Button>
          {dirty && (
            <Button look="quiet" onClick={giveUp}>
              {rule ? 'Undo changes' : 'Give it up'}
            </Button>
          )}
        </footer>
      </Form>
    </Dialog>
  )
}

/** How many visits of the last 30 days these words name: whoever writes a rule sees at once whether they are the right ones. */
function Preview({ visitType, clinician }: { visitType: string; clinician: string }) {
  const timeZone = usePractice((practice) => practice.practice.timeZone)
  const now = useNow(HOUR)
  const [found, setFound] = useState<Value<'followUpRules.preview'> | null>(null)
  useEffect(() => {
    let stale = false
    void client.call('followUpRules.preview', { visitType: visitType.trim(), clinician: clinician.trim() }).then((reply) => {
      if (!stale) setFound(reply.ok ? reply.value : null)
    })
    return () => {
      stale = true
    }
  }, [visitType, clinician])
  if (!found) return <p role="status" className="min-h-4 text-xs text-ink-3" />
  const { visits, newest } = found
  const words = visits === 0 ? 'No visit of the last 30 days is called so.' : `${visits.toLocaleString()} ${visits === 1 ? 'visit' : 'visits'} in the last 30 days`
  return (
    <p role="status" className="min-h-4 rounded-lg bg-sunk px-3 py-2 text-xs text-ink-2">
      {[words, newest && `the newest: ${[newest.reason, newest.clinician, shortDate(newest.at, now, timeZone)].filter(Boolean).join(', ')}`].filter(Boolean).join('; ')}
    </p>
  )
}
