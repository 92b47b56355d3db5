/** What to say to somebody who is not known yet. */
export function AskFirst() {
  return (
    <section aria-label="Say" className="grid gap-1 rounded-xl bg-brand-soft px-3.5 py-3 text-brand-ink">
      <h3 className="text-[11.5px] font-semibold tracking-wider uppercase">Say</h3>
      <p className="text-[15px] leading-snug">“May I have your name and birth date, please?”</p>
    </section>
  )
}
