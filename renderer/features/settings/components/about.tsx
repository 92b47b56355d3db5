import { version } from '../../../../package.json'
import { isMac } from '@renderer/ui/format.ts'
import { Kbd } from '@renderer/ui/kbd.tsx'
import { SHORTCUTS } from '../rules/shortcuts.ts'
import { Block, Section } from './section.tsx'

/** Which Rapport this is, and its keys. */
export function About() {
  return (
    <Section title="About" description={`Rapport ${version}. Free software under the MIT licence. It runs on this PC and sends nothing home.`}>
      {SHORTCUTS.map(({ where, keys }) => (
        <Block key={where} title={where}>
          <dl className="grid gap-1">
            {keys.map((shortcut) => (
              <div key={shortcut.does} className="grid grid-cols-[11rem_minmax(0,1fr)] items-center gap-3 text-[13px]">
                <dt className="flex flex-wrap items-center gap-1">
                  {shortcut.keys.map((key) => (key === 'to' ? <span key={key} className="text-xs text-ink-3">to</span> : <Key key={key} name={key} />))}
                </dt>
                <dd className="text-ink-2">{shortcut.does}</dd>
              </div>
            ))}
          </dl>
        </Block>
      ))}
    </Section>
  )
}

/** Kbd is silent for screen readers; here the key is the news. */
function Key({ name }: { name: string }) {
  const shown = name.replace('mod+', isMac ? '⌘' : 'Ctrl+')
  return (
    <>
      <Kbd>{shown}</Kbd>
      <span className="sr-only">{shown}</span>
    </>
  )
}
