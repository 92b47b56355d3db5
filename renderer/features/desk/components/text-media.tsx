import { CircleAlert, Download, File as FileIcon, ImageOff } from 'lucide-react'
import { useRef, useState, type RefObject } from 'react'
import { actions } from '@renderer/store/index.ts'
import { Button } from '@renderer/ui/button.tsx'
import { Dialog } from '@renderer/ui/dialog.tsx'
import { saveMedia, usePicture } from '../hooks/media.ts'
import { isPicture, kindInWords, sizeInWords } from '../media-kinds.ts'
import type { TextContact } from '../thread-rows.ts'

type Media = TextContact['media'][number]

/** What came with a text: pictures small, the rest as named files; or why it is not here. */
export function TextMedia({ media, when }: { media: readonly Media[]; when: string }) {
  if (media.length === 0) return null
  return (
    <ul aria-label="What came with it" className="my-1 flex flex-wrap gap-2">
      {media.map((one, index) => (
        <li key={one.id} className="max-w-full min-w-0">
          {one.problem !== null ? (
            <p className="flex gap-1.5 text-[12.5px] text-miss-ink">
              <CircleAlert size={14} aria-hidden className="mt-0.5 shrink-0" />
              <span>{`${kindInWords(one.contentType)}: ${one.problem}`}</span>
            </p>
          ) : isPicture(one.contentType) ? (
            <Picture media={one} name={`Picture${media.length > 1 ? ` ${index + 1} of ${media.length}` : ''}, ${when}`} />
          ) : (
            <Document media={one} />
          )}
        </li>
      ))}
    </ul>
  )
}

/** In a place of its own size, so that nothing jumps when it arrives. */
const FRAME = 'grid h-32 w-44 max-w-full place-items-center overflow-hidden rounded-lg border border-edge bg-panel'

function Picture({ media, name }: { media: Media; name: string }) {
  const { place, picture, again, broken } = usePicture(media.id)
  const [open, setOpen] = useState(false)
  const small = useRef<HTMLButtonElement>(null)
  if (picture.state === 'failed') {
    return (
      <div className="grid max-w-64 justify-items-start gap-1.5 rounded-lg border border-edge bg-panel p-2.5">
        <p className="flex gap-1.5 text-[12.5px] text-ink-2">
          <ImageOff size={15} aria-hidden className="mt-px shrink-0" />
          <span>{picture.message}</span>
        </p>
        {picture.unreadable ? (
          <Save media={media} />
        ) : (
          <Button small onClick={again}>
            Try again
          </Button>
        )}
      </div>
    )
  }
  if (picture.state === 'loading') {
    return (
      <div ref={place as RefObject<HTMLDivElement | null>} className={FRAME}>
        <span className="animate-pulse text-xs text-ink-3">Picture, {sizeInWords(media.size)}</span>
      </div>
    )
  }
  return (
    <>
      <button ref={small} type="button" aria-label={`${name}: show it larger`} onClick={() => setOpen(true)} className={`${FRAME} hover:border-edge-strong`}>
        <img src={picture.url} alt="" decoding="async" draggable={false} onError={broken} className="size-full object-cover" />
      </button>
      <Dialog
        wide
        open={open}
        onClose={() => setOpen(false)}
        title={name}
        description={sizeInWords(media.size)}
        onCloseAutoFocus={(event) => {
          // Closed, the keyboard is where it was.
          event.preventDefault()
          small.current?.focus()
        }}
      >
        <div className="grid gap-3">
          <img src={picture.url} alt={name} className="max-h-[calc(62vh/var(--text-size))] w-full rounded-lg bg-sunk object-contain" />
          <div className="flex justify-end">
            <Save media={media} />
          </div>
        </div>
      </Dialog>
    </>
  )
}

function Document({ media }: { media: Media }) {
  return (
    <div className="flex max-w-full items-center gap-2.5 rounded-lg border border-edge bg-panel py-1.5 pr-1.5 pl-3 text-[12.5px] text-ink">
      <FileIcon size={15} aria-hidden className="shrink-0 text-ink-3" />
      <span className="min-w-0 truncate">
        {kindInWords(media.contentType)} <span className="text-ink-3">{sizeInWords(media.size)}</span>
      </span>
      <Save media={media} />
    </div>
  )
}

function Save({ media }: { media: Media }) {
  const save = (): void => void saveMedia(media.id).then((problem) => problem !== null && actions.toast(problem, 'miss'))
  return (
    <Button small icon={<Download size={13} aria-hidden />} aria-label={`Save: ${kindInWords(media.contentType)}`} onClick={save}>
      Save
    </Button>
  )
}
