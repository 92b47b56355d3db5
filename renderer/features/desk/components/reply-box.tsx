import { CornerDownLeft } from 'lucide-react'
import { useEffect, useEffectEvent, useLayoutEffect, useRef, useState } from 'react'
import type { ConversationView, TemplateView } from '@shared/contract/views.ts'
import { unfilledIn } from '@shared/rules/template.ts'
import { actions, client, store, useNamesHidden, useUi } from '@renderer/store/index.ts'
import { setUi } from '@renderer/store/state.ts'
import { Button } from '@renderer/ui/button.tsx'
import { PRIVACY_KEY, withMod } from '@renderer/ui/format.ts'
import { useKeys } from '@renderer/ui/keys.ts'
import { gapIn } from '../gap.ts'
import { useComposer, type Leaving } from '../hooks/composer.ts'
import { Attachments, AttachButton } from './attachments.tsx'
import { CallbackTimes } from './callback-times.tsx'
import { ReplyFacts } from './reply-facts.tsx'
import { SendChecks } from './send-checks.tsx'
import { SendLater } from './send-later.tsx'
import { TemplateChips } from './template-chips.tsx'
import { TemplatePicker } from './template-picker.tsx'

/** The reply: one click or digit fills it from a template, Enter sends it, five seconds to take it back. */
export function ReplyBox({ conversation, onResolved }: { conversation: ConversationView; onResolved: (conversationId: string) => void }) {
  const composer = useComposer(conversation)
  const { draft, ranked, blocks, warnings } = composer
  const [picking, setPicking] = useState(false)
  const field = useRef<HTMLTextAreaElement>(null)
  const unreachable = blocks.find((block) => block.code === 'optedOut' || block.code === 'notTextable')
  const unfilled = unfilledIn(draft.body)
  const hidden = useNamesHidden()
  const filled = useRef(false)

  const toField = (): void => field.current?.focus({ preventScroll: true })
  const fill = (template: TemplateView | undefined): void => {
    // Filled now, it would greet them by an initial.
    if (!template || unreachable || hidden) return
    // Nor by nobody's name, in a language that may not be theirs: it waits for the card.
    if (!composer.ready) return setUi(store, { templateWanted: template.id })
    composer.fill(template)
    filled.current = true
    toField()
  }
  const send = async (leaving: Leaving = {}): Promise<void> => {
    if (hidden || !(await composer.send(leaving))) return
    tellWriting(null)
    if (leaving.resolve) onResolved(conversation.id)
  }
  // What a template could not fill is marked, so that typing fills it.
  useLayoutEffect(() => {
    if (!filled.current) return
    filled.current = false
    const gap = gapIn(draft.body)
    if (gap) field.current?.setSelectionRange(...gap)
  }, [draft.body])
  // Opened from a follow-up: its template is filled once the person is known.
  const wanted = useUi((ui) => ui.templateWanted)
  const fillWanted = useEffectEvent((template: TemplateView | undefined) => {
    setUi(store, { templateWanted: null })
    fill(template)
  })
  const ready = composer.ready
  useEffect(() => {
    if (wanted !== null && ready && !hidden) fillWanted(ranked.find(({ template }) => template.id === wanted)?.template)
  }, [wanted, ready, hidden, ranked])
  // Others see that somebody writes here; whoever goes elsewhere writes no more.
  useEffect(() => () => tellWriting(null), [conversation.id])
  useKeys({
    r: toField,
    '/': () => setPicking(true),
    ...Object.fromEntries(Array.from({ length: 9 }, (_, index) => [String(index + 1), () => fill(ranked.find(({ key }) => key === index + 1)?.template)])),
  })

  if (unreachable) {
    return (
      <p role="note" className="rounded-xl bg-miss-soft px-4 py-3 text-[13px] font-medium text-miss-ink">
        {conversation.who.kind === 'withheld' ? 'This call came without a number, so it cannot be answered by text.' : unreachable.message}
      </p>
    )
  }
  const problem = blocks.find((block) => block.code === 'unfilled')
  return (
    <>
      <TemplateChips ranked={ranked} chosen={draft.templateId} onFill={fill} onAll={() => setPicking(true)} />
      <div className="grid gap-2 rounded-xl border border-edge bg-panel px-3 py-2.5 focus-within:border-brand">
        <textarea
          ref={field}
          dir="auto"
          aria-label={`Reply to ${conversation.display}`}
          aria-describedby="reply-facts"
          rows={1}
          maxLength={1600}
          readOnly={hidden}
          value={hidden ? '' : draft.body}
          placeholder={hidden ? hiddenWords(draft.body) : 'Write a reply, or press a number for a template'}
          className="field-sizing-content max-h-48 w-full resize-none bg-transparent leading-normal outline-none"
          onChange={(event) => {
            composer.write(event.target.value)
            tellWriting(event.target.value.trim() === '' ? null : conversation.id)
          }}
          onBlur={() => tellWriting(null)}
          onKeyDown={(event) => {
            if (event.key === 'Escape') event.currentTarget.blur()
            if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return
            event.preventDefault()
            // Sent, settled, and on to whoever waits next.
            void send(event.ctrlKey || event.metaKey ? { resolve: true } : {})
          }}
        />
        {!hidden && unfilled.includes('callback time') && (
          <CallbackTimes
            onPick={(at) => {
              composer.promise(at)
              toField()
            }}
          />
        )}
        {!hidden && <Attachments media={draft.media ?? []} onChange={composer.attach} />}
        {!hidden && <SendChecks draft={draft} warnings={warnings} onWrite={composer.write} />}
        <div className="flex items-end gap-1.5">
          <ReplyFacts draft={draft} fellBack={composer.fellBack} hidden={hidden} problem={problem && unfilled.some((name) => name !== 'callback time') ? problem.message : null} />
          <AttachButton conversationId={conversation.id} media={draft.media ?? []} disabled={hidden} onChange={composer.attach} />
          <SendLater disabled={hidden || blocks.length > 0} onPick={(leavesAt) => void send({ leavesAt })} />
          <Button look="primary" disabled={hidden || blocks.length > 0} onClick={() => void send()} title={problem?.message ?? `Send  Enter. ${withMod('Enter')} sends, resolves and goes on`}>
            Send <CornerDownLeft size={14} aria-hidden />
          </Button>
        </div>
      </div>
      <TemplatePicker
        open={picking}
        ranked={ranked}
        onClose={() => setPicking(false)}
        onPick={(template) => {
          setPicking(false)
          fill(template)
        }}
        onPicked={toField}
        onManage={() => actions.go('templates')}
      />
    </>
  )
}

let told: string | null = null

/** Tells the other windows to whom this one writes, once for each change. */
function tellWriting(conversationId: string | null): void {
  if (told === conversationId) return
  told = conversationId
  void client.call('desk.writing', { conversationId })
}

function hiddenWords(body: string): string {
  return body.trim() === '' ? `Names are hidden. ${PRIVACY_KEY} shows them, then write.` : `Your draft is kept. ${PRIVACY_KEY} shows it.`
}
