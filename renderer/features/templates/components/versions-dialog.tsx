import { History } from 'lucide-react'
import { Fragment, useState } from 'react'
import type { TemplateVersion } from '@shared/contract/views.ts'
import { sameValue } from '@renderer/store/edits.ts'
import { useNow } from '@renderer/store/clock.ts'
import { usePractice } from '@renderer/store/index.ts'
import { Button } from '@renderer/ui/button.tsx'
import { Dialog } from '@renderer/ui/dialog.tsx'
import { Empty, Loading } from '@renderer/ui/empty.tsx'
import { Select } from '@renderer/ui/field.tsx'
import { moment } from '@renderer/ui/format.ts'
import { ownName } from '@renderer/ui/languages.ts'
import { Tag } from '@renderer/ui/tag.tsx'
import type { TemplateItem } from '../hooks/use-templates.ts'
import { useVersions } from '../hooks/use-versions.ts'
import { differenceOf } from '../rules/difference.ts'

type Props = { item: TemplateItem; templateId: string; version: number; language: string; onBringBack: (version: TemplateVersion) => void; onClose: () => void }

/** How a template read before, what each version changed, and a way back to it. */
export function VersionsDialog({ item, templateId, version, language, onBringBack, onClose }: Props) {
  const { versions, again } = useVersions(templateId, version)
  const [wanted, setWanted] = useState(language)
  const known = versions.state === 'ready' ? versions.versions : []
  const languages = [...new Set([language, ...known.flatMap(({ texts }) => Object.keys(texts))])]
  return (
    <Dialog open wide onClose={onClose} title={`“${item.saved?.name ?? item.draft.name}” over time`} description="Words that came are underlined, words that went are struck through.">
      {languages.length > 1 && (
        <Select aria-label="Language of the texts" className="mb-3 max-w-56" value={wanted} onChange={({ target }) => setWanted(target.value)}>
          {languages.map((one) => (
            <option key={one} value={one}>
              {ownName(one)}
            </option>
          ))}
        </Select>
      )}
      {versions.state === 'loading' && <Loading label="Reading the versions" />}
      {versions.state === 'failed' && (
        <div role="alert" className="grid justify-items-start gap-3 py-4 text-[13px]">
          <p>The versions could not be read. {versions.message}</p>
          <Button onClick={again}>Try again</Button>
        </div>
      )}
      {versions.state === 'ready' && known.length === 0 && (
        <Empty icon={History} title="No versions yet">
          From the next change of its name or texts on, each one is kept here.
        </Empty>
      )}
      <ol className="grid gap-2.5">
        {known.map((one, index) => (
          <Version key={one.version} one={one} before={known[index + 1]} newest={index === 0} language={wanted} inEditor={sameWords(one, item.draft)} onBringBack={() => onBringBack(one)} />
        ))}
      </ol>
      {known.at(-1) && known.at(-1)?.version !== 1 && <p className="pt-3 text-xs text-ink-3">Older ones are not shown.</p>}
    </Dialog>
  )
}

type VersionProps = { one: TemplateVersion; before: TemplateVersion | undefined; newest: boolean; language: string; /** It reads so in the editor now. */ inEditor: boolean; onBringBack: () => void }

function Version({ one, before, newest, language, inEditor, onBringBack }: VersionProps) {
  const timeZone = usePractice((state) => state.practice.timeZone)
  const now = useNow()
  return (
    <li className="grid gap-1.5 rounded-xl border border-edge px-4 py-3">
      <div className="flex items-start gap-3">
        <div className="min-w-0 flex-1">
          <p className="flex items-center gap-2 text-[13.5px] font-semibold">
            <span className="shrink-0">Version {one.version}</span>
            {newest && <Tag tone="brand">At the desk now</Tag>}
            <span className="min-w-0 truncate font-normal text-ink-2">{one.name}</span>
          </p>
          <p className="text-xs text-ink-3">
            {moment(one.at, now, timeZone)} · {one.by}
            {before && before.name !== one.name && ` · called “${before.name}” before`}
          </p>
        </div>
        <Button small disabled={inEditor} aria-label={`${inEditor ? 'In the editor:' : 'Bring back'} version ${one.version}`} onClick={onBringBack}>
          {inEditor ? 'In the editor' : 'Bring back'}
        </Button>
      </div>
      <VersionText text={one.texts[language] ?? ''} before={before ? (before.texts[language] ?? '') : null} language={language} />
    </li>
  )
}

function VersionText({ text, before, language }: { text: string; before: string | null; language: string }) {
  const changes = before === null ? [{ kind: 'same' as const, text }] : differenceOf(before, text)
  if (text === '' && !before) return <p className="text-[13px] text-ink-3">No text in {ownName(language)}.</p>
  return (
    <>
      <p data-selectable lang={language} dir="auto" className="text-sm leading-relaxed break-words whitespace-pre-wrap">
        {changes.map(({ kind, text: words }, index) => {
          const key = `${index}${kind}`
          if (kind === 'same') return <span key={key}>{words}</span>
          const bare = words.trimEnd()
          return (
            <Fragment key={key}>
              {kind === 'removed' ? <del className="text-ink-3">{bare}</del> : <ins className="rounded bg-done-soft text-done-ink decoration-1 underline-offset-3">{bare}</ins>}
              {words.slice(bare.length) || ' '}
            </Fragment>
          )
        })}
      </p>
      {before !== null && changes.every(({ kind }) => kind === 'same') && <p className="text-xs text-ink-3">This text did not change.</p>}
    </>
  )
}

function sameWords(a: { name: string; texts: Record<string, string> }, b: { name: string; texts: Record<string, string> }): boolean {
  return a.name === b.name && sameValue(a.texts, b.texts)
}
