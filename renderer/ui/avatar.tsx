import clsx from 'clsx'

const sizes = { small: 'size-8 text-xs', normal: 'size-9 text-[13px]', large: 'size-13 text-lg' }
const tones = { plain: 'bg-sunk text-ink-2', brand: 'bg-brand-soft text-brand-ink', done: 'bg-done-soft text-done-ink' }

/** Initials in a circle; the name stands beside it, so screen readers skip it. */
export function Avatar({ initials, size = 'normal', tone = 'plain' }: { initials: string; size?: keyof typeof sizes; tone?: keyof typeof tones }) {
  return (
    <span aria-hidden className={clsx('grid shrink-0 place-items-center rounded-full font-semibold', sizes[size], tones[tone])}>
      {initials}
    </span>
  )
}
