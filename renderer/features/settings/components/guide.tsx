/** The page by which a stranger connects this kind of line. */
export function Guide({ page }: { page: string }) {
  return (
    <p className="text-xs text-ink-3">
      Step by step: <span data-selectable className="whitespace-nowrap">{page}</span>
    </p>
  )
}
