import { CornerDownLeft } from 'lucide-react'
import { useEffect, useEffectEvent, useLayoutEffect, useRef, useState } from 'react'
import type { ConversationView, TemplateView } from '@shared/contract/views.ts'
import { countSegments } from '@shared/rules/segments.ts'
import { unfilledIn } from '@shared/rules/template.ts'
import { actions, store, useNamesHidden, useUi } from '@renderer/store/index.ts'
import { setUi } from '@renderer/store/state.ts'
import { Button } from '@renderer/ui/button.tsx'
import { count, languageName, PRIVACY_KEY } from '@renderer/ui/format.ts'
import { useKeys } from '@renderer/ui/keys.ts'
import { gapIn } from '../gap.ts'
import { useComposer } from '../hooks/composer.ts'
import { CallbackTimes } from './callback-times.tsx'
import { TemplateChips } from './template-chips.tsx'
import { TemplatePicker } from './template-picker.tsx'

/** The reply: one click or digit fills it from a template, Enter sends it, five seconds to take it back. */
export function Composer({ conversation }: { conversation: ConversationView }) {
  const composer = useComposer(conversation)
  const { draft, templates, blocks, warnings } = composer
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
    composer.fill(template)
    filled.current = true
    toField()
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
    if (wanted !== null && ready && !hidden) fillWanted(templates.find(({ id }) => id === wanted))
  }, [wanted, ready, hidden, templates])
  useKeys({
    r: () => field.current?.focus(),
    '/': () => setPicking(true),
    ...Object.fromEntries(Array.from({ length: 9 }, (_, index) => [String(index + 1), () => fill(templates[index])])),
  })

  if (unreachable) {
    return (
      <footer className="border-t border-edge px-5 py-4">
        <p role="note" className="rounded-xl bg-miss-soft px-4 py-3 text-[13px] font-medium text-miss-ink">
          {conversation.who.kind === 'withheld' ? 'This call came without a number, so it cannot be answered by text.' : unreachable.message}
        </p>
      </footer>
    )
  }
  const segments = countSegments(draft.body)
  const problem = blocks.find((block) => block.code === 'unfilled')
  return (
    <footer className="border-t border-edge px-4 pt-3 pb-4 @4xl/desk:px-5">
      <div className="mx-auto max-w-4xl">
        <TemplateChips templates={templates} chosen={draft.templateId} onFill={(index) => fill(templates[index])} onAll={() => setPicking(true)} />
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
            onChange={(event) => composer.write(event.target.value)}
            onKeyDown={(event) => {
              if (event.key === 'Escape') event.currentTarget.blur()
              if (event.key === 'Enter' && !event.shiftKey && !event.nativeEvent.isComposing) {
                event.preventDefault()
                if (!hidden) void composer.send()
              }
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
          <div className="flex items-end gap-3">
            <p id="reply-facts" className="min-w-0 flex-1 py-1 text-[12.5px] text-ink-3">
              {hidden ? null : draft.body.trim() === '' ? (
                <span>Enter sends, Shift+Enter for a new line</span>
              ) : (
                <>
                  {draft.templateId && draft.language && `${languageName(draft.language)}${composer.fellBack ? ' (no text in their language)' : ''} · `}
                  {count(segments.segments, 'segment')}
                  {segments.forcedBy && ` · “${segments.forcedBy}” makes it longer`}
                </>
              )}
              {!hidden && problem && unfilled.some((name) => name !== 'callback time') && <span className="mt-0.5 block font-medium text-wait-ink">{problem.message}</span>}
              {(hidden ? [] : warnings).map((warning) => (
                <span key={warning.code} className="mt-0.5 block text-wait-ink">
                  {warning.message}
                </span>
              ))}
            </p>
            <Button look="primary" disabled={hidden || blocks.length > 0} onClick={() => void composer.send()} title={problem?.message}>
              Send <CornerDownLeft size={14} aria-hidden />
            </Button>
          </div>
        </div>
      </div>
      <TemplatePicker
        open={picking}
        templates={templates}
        onClose={() => setPicking(false)}
        onPick={(template) => {
          setPicking(false)
          fill(template)
        }}
        onPicked={toField}
        onManage={() => actions.go('templates')}
      />
    </footer>
  )
}

function hiddenWords(body: string): string {
  return body.trim() === '' ? `Names are hidden. ${PRIVACY_KEY} shows them, then write.` : `Your draft is kept. ${PRIVACY_KEY} shows it.`
}
