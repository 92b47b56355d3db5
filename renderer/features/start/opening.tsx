/** Shown for the moment it takes to open the file. */
export function Opening() {
  return (
    <div role="status" className="grid h-full place-items-center">
      <span className="sr-only">Opening the practice</span>
      <span aria-hidden className="grid size-14 animate-pulse place-items-center rounded-2xl bg-brand text-2xl font-bold text-on-brand">
        R
      </span>
    </div>
  )
}
