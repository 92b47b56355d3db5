import clsx from 'clsx'
import { Send } from 'lucide-react'
import { useState } from 'react'
import type { ConversationView } from '@shared/contract/views.ts'
import { countSegments } from '@shared/rules/segments.ts'
import { useNow } from '@renderer/store/clock.ts'
import { actions, useNamesHidden, usePractice } from '@renderer/store/index.ts'
import { initialsOf, nameOf } from '@renderer/store/selectors.ts'
import { Avatar } from '@renderer/ui/avatar.tsx'
import { Button } from '@renderer/ui/button.tsx'
import { Loading } from '@renderer/ui/empty.tsx'
import { age, count, withMod } from '@renderer/ui/format.ts'
import { useKeys } from '@renderer/ui/keys.ts'
import { ownName } from '@renderer/ui/languages.ts'
import { NamesHidden } from '@renderer/ui/names-hidden.tsx'
import { TemplateChips } from '../../desk/components/template-chips.tsx'
import { TemplatePicker } from '../../desk/components/template-picker.tsx'
import { useTogether, type Copy } from '../hooks/together.ts'
import { whyWaiting } from '../why.ts'

/** One text for several who only called: each as they will get it, each looked over, and sent with one key. */
export function Several({ people, onClose }: { people: readonly ConversationView[]; onClose: () => void }) {
  const { ranked, template, choose, copies, tick, tickAll, sending, send } = useTogether(people)
  const [picking, setPicking] = useState(false)
  const hidden = useNamesHidden()
  const going = copies?.filter(({ ticked }) => ticked) ?? []
  const leave = async (): Promise<void> => {
    if (await send()) onClose()
  }
  useKeys({
    Escape: onClose,
    a: tickAll,
    '/': () => setPicking(true),
    'mod+Enter': () => (picking ? false : void leave()),
    ...Object.fromEntries(ranked.flatMap(({ template: one, key }) => (key === null ? [] : [[String(key), () => choose(one)]]))),
  })
  return (
    <main aria-label="One text for several" className="flex min-h-0 min-w-0 flex-col bg-panel @5xl/walk:col-span-2">
      <header className="grid gap-1 border-b border-edge px-5 pt-3 pb-1">
        <h2 className="text-base font-semibold">One text for several</h2>
        <p className="pb-2 text-[13px] text-ink-2">They only called, so nothing they said needs reading first. Each gets it in their language, filled from their card. Whoever asks for a look is not ticked.</p>
        <TemplateChips ranked={ranked} chosen={template?.id ?? null} onFill={choose} onAll={() => setPicking(true)} />
        <TemplatePicker open={picking} ranked={ranked} onClose={() => setPicking(false)} onPick={(one) => { choose(one); setPicking(false) }} onPicked={() => undefined} onManage={() => actions.go('templates')} />
      </header>
      <div className="min-h-0 flex-1 overflow-y-auto px-5 py-3">
        {hidden ? (
          <NamesHidden what="What each of them would get" />
        ) : copies ? (
          <ul className="mx-auto grid max-w-4xl gap-2">
            {copies.length === 0 && <p className="text-[13px] text-ink-2">No template can go to them as it is. Choose one, or text them one by one.</p>}
            {copies.map((copy) => (
              <Row key={copy.conversation.id} copy={copy} onTick={(ticked) => tick(copy.conversation.id, ticked)} />
            ))}
          </ul>
        ) : (
          <Loading label="Reading their cards" />
        )}
      </div>
      <footer className="flex items-center gap-3 border-t border-edge px-5 py-3">
        <Button look="primary" icon={<Send size={15} />} shortcut={withMod('Enter')} disabled={hidden || sending || going.length === 0} onClick={() => void leave()}>
          {sending ? 'Sending' : `Send to ${going.length} of ${people.length}`}
        </Button>
        {copies?.some(({ may, ticked }) => may && !ticked) && (
          <Button look="quiet" shortcut="A" onClick={tickAll}>
            Tick all
          </Button>
        )}
        <Button look="quiet" shortcut="Esc" onClick={onClose}>
          One by one
        </Button>
        <p role="status" className="min-w-0 flex-1 truncate text-right text-[12.5px] text-ink-3">
          {going.length > 0 && `Goes out as ${count(going.reduce((sum, { body }) => sum + countSegments(body).segments, 0), 'text')}`}
        </p>
      </footer>
    </main>
  )
}

function Row({ copy, onTick }: { copy: Copy; onTick: (ticked: boolean) => void }) {
  const { conversation, body, language, fellBack, blocks, warnings, begun, refused, ticked } = copy
  const now = useNow()
  const timeZone = usePractice((practice) => practice.practice.timeZone)
  const blocked = begun ? 'A reply to them is begun; it stays for the walk.' : blocks.map(({ message }) => message).join(' ')
  const notes = [...(refused === null ? [] : [refused]), ...(fellBack ? [`There is no text in their language; this is ${ownName(language)}.`] : []), ...warnings.map(({ message }) => message)]
  return (
    <li>
      <label className={clsx('grid grid-cols-[auto_auto_minmax(0,1fr)] items-start gap-x-3 gap-y-1 rounded-xl border px-3 py-2.5', ticked ? 'border-brand bg-brand-soft/40' : 'border-edge')}>
        <input type="checkbox" aria-label={nameOf(conversation)} checked={ticked} disabled={blocked !== ''} onChange={({ target }) => onTick(target.checked)} className="mt-2 size-4 accent-brand" />
        <Avatar initials={initialsOf(conversation)} size="small" />
        <span className="grid min-w-0 gap-1">
          <span className="flex flex-wrap items-baseline gap-x-2">
            <span className="text-[13px] font-semibold wrap-anywhere">{nameOf(conversation)}</span>
            <span className="text-xs text-wait-ink">
              {whyWaiting(conversation, now, timeZone)}
              {conversation.waitingSince !== null && ` · waiting ${age(conversation.waitingSince, now)}`}
            </span>
            {conversation.textedBack && <span className="text-xs text-ink-3">got the automatic text</span>}
          </span>
          <span lang={language} className="text-[13px] whitespace-pre-line text-ink-2 wrap-anywhere">
            {body}
          </span>
          {blocked !== '' && <span className="text-[12.5px] font-medium text-miss-ink">{blocked}</span>}
          {blocked === '' && notes.map((note) => (
            <span key={note} className="text-[12.5px] text-wait-ink">
              {note}
            </span>
          ))}
        </span>
      </label>
    </li>
  )
}
