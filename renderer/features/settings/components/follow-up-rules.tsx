import { Pencil, Plus, Trash2 } from 'lucide-react'
import { useState } from 'react'
import type { FollowUpRuleFields, FollowUpRuleView } from '@shared/contract/views.ts'
import { actions, usePractice } from '@renderer/store/index.ts'
import { Button, IconButton } from '@renderer/ui/button.tsx'
import { Switch } from '@renderer/ui/switch.tsx'
import { whenWords } from '../rules/follow-up-form.ts'
import { followUpRuleEdits } from '../store/section.ts'
import { FollowUpRuleDialog } from './follow-up-rule-dialog.tsx'
import { Section } from './section.tsx'

/** The practice's rules on visits: what is to be done after which, by itself. */
export function FollowUpRulesSection() {
  const rules = usePractice((practice) => practice.followUpRules)
  const which = usePractice((practice) => practice.which)
  const unsaved = followUpRuleEdits.useAll()
  /** The rule being written; 'new' is one that is not there yet. */
  const [editing, setEditing] = useState<string | null>(null)
  const ordered = Object.values(rules).toSorted((a, b) => a.id.localeCompare(b.id))
  return (
    <Section title="Follow-ups" description="What is to be done after a visit, planned by itself as visits come from the practice software or an import. It stands under Follow-ups on its day, and goes when the visit is called off.">
      {ordered.length > 0 ? (
        <ul aria-label="Rules" className="grid rounded-xl border border-edge">
          {ordered.map((rule) => (
            <Rule key={rule.id} rule={rule} unsaved={unsaved[`${which}/${rule.id}`] !== undefined} onEdit={() => setEditing(rule.id)} />
          ))}
        </ul>
      ) : (
        <p className="rounded-xl border border-dashed border-edge-strong px-4 py-5 text-center text-[13px] text-ink-2">No rules yet. One might be: 2 days after an injection, ask how it feels.</p>
      )}
      <Button className="justify-self-start" icon={<Plus size={15} aria-hidden />} onClick={() => setEditing('new')}>
        {unsaved[`${which}/new`] ? 'Go on with the new rule' : 'Add a rule'}
      </Button>
      {editing !== null && <FollowUpRuleDialog key={editing} rule={rules[editing] ?? null} onClose={() => setEditing(null)} />}
    </Section>
  )
}

function Rule({ rule, unsaved, onEdit }: { rule: FollowUpRuleView; unsaved: boolean; onEdit: () => void }) {
  const template = usePractice((practice) => (rule.templateId ? practice.templates[rule.templateId]?.name : undefined))
  const { id, ...fields } = rule
  const save = (change: Partial<FollowUpRuleFields>): Promise<unknown> => actions.ask('followUpRules.save', { ruleId: id, rule: { ...fields, ...change } })
  async function remove(): Promise<void> {
    if (await actions.ask('followUpRules.remove', { ruleId: id })) actions.toast(`Rule removed: ${rule.what}. What it planned stays.`, 'plain', () => void save({}))
  }
  return (
    <li className="flex items-center gap-3 border-b border-edge px-4 py-3 last:border-b-0">
      <div className="min-w-0 flex-1">
        <p className="text-[13.5px] font-semibold wrap-anywhere">{rule.what}</p>
        <p className="text-xs wrap-anywhere text-ink-2">{[whenWords(rule), template && `with “${template}”`, unsaved && 'not saved yet'].filter(Boolean).join(' · ')}</p>
      </div>
      <IconButton label={`Edit the rule: ${rule.what}`} onClick={onEdit}>
        <Pencil size={15} />
      </IconButton>
      <IconButton label={`Remove the rule: ${rule.what}`} className="hover:text-miss-ink" onClick={() => void remove()}>
        <Trash2 size={15} />
      </IconButton>
      <Switch label={`${rule.what} on`} checked={rule.enabled} onChange={(enabled) => void save({ enabled })} />
    </li>
  )
}
