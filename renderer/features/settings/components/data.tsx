import { FolderOpen, HardDriveDownload } from 'lucide-react'
import { useNow } from '@renderer/store/clock.ts'
import { Button } from '@renderer/ui/button.tsx'
import { Copyable } from '@renderer/ui/copy.tsx'
import { age } from '@renderer/ui/format.ts'
import { useData } from '../hooks/use-data.ts'
import { Block, Section } from './section.tsx'

/** Where everything is kept, how it is locked, its backups, and which practice is open. */
export function Data() {
  const { app, backingUp, switching, show, backUp, switchTo } = useData()
  const now = useNow()
  if (!app) return null
  const demo = app.which === 'demo'
  return (
    <Section title="Data" description="Everything lives in one encrypted file on this PC. Nothing goes to a cloud.">
      <Block title="Practice">
        <div className="flex items-center gap-4">
          <p className="min-w-0 flex-1 text-[13px] text-ink-2">
            {demo ? 'You are in the demo practice: made-up people, nothing is really sent, and it starts afresh each time. If your own practice is set up already, the button opens it.' : 'You are in your own practice. The demo practice is kept apart from it; looking around there changes nothing here.'}
          </p>
          <Button look={demo ? 'primary' : 'plain'} disabled={switching} onClick={() => void switchTo(demo ? 'practice' : 'demo')}>
            {demo ? 'Set up my practice' : 'Look around in the demo practice'}
          </Button>
        </div>
      </Block>
      <Block title="The file">
        <Copyable text={app.file} what="the path" />
        <div>
          <Button small icon={<FolderOpen size={14} aria-hidden />} onClick={() => void show(app.file)}>
            Show in folder
          </Button>
        </div>
      </Block>
      <Block title="Its key">
        <p className="max-w-prose text-[13px] text-ink-2">
          {app.keyKeptIn === 'keychain'
            ? 'The key to the file is locked by this PC’s keychain and opens only for your user account. A copy of the file alone, also a backup, cannot be read. Moving to another PC needs the key too.'
            : 'This PC offers no keychain, so the key is a file (rapport.key) beside the practice file. Whoever can read your files can open the practice with it. Keep this PC’s disk encrypted and its account locked, and keep a copy of the key apart from the backups: without it they cannot be opened.'}
        </p>
      </Block>
      <Block title="Backups">
        <div className="flex items-center gap-4">
          <p role="status" className="min-w-0 flex-1 text-[13px] text-ink-2">
            {backingUp ? 'Copying the file. You can go on working.' : lastBackup(app.lastBackup?.at ?? null, now)}
          </p>
          <Button icon={<HardDriveDownload size={15} aria-hidden />} disabled={backingUp} onClick={() => void backUp()}>
            Back up now
          </Button>
        </div>
        {app.lastBackup && (
          <>
            <Copyable text={app.lastBackup.file} what="the path of the backup" />
            <div>
              <Button small icon={<FolderOpen size={14} aria-hidden />} onClick={() => void show(app.lastBackup?.file ?? app.file)}>
                Show in folder
              </Button>
            </div>
          </>
        )}
      </Block>
    </Section>
  )
}

function lastBackup(at: number | null, now: number): string {
  if (at === null) return 'There is no backup yet. A copy on another disk saves the practice if this one fails.'
  const span = age(at, now)
  return `Last backup ${span === 'now' ? 'just now' : `${span} ago`}, encrypted with the same key. Copy it to another disk now and then.`
}
