import type { ReactNode } from 'react'

/** What every page of a report says at its head. */
export type Head = { practice: string; /** "Made Mar 10, 2026, 5:12 PM by Ana Lopez" */ made: string; withNames: boolean }

/** One part of a report on pages of its own; its head stands on each of them. */
export function ReportPage({ head: { practice, made, withNames }, level, title, below, children }: { head: Head; level: 1 | 2; title: string; below?: string; children: ReactNode }) {
  const Title = level === 1 ? 'h1' : 'h2'
  return (
    <section className="page" data-names={withNames ? 'with' : 'without'}>
      <header>
        <div className="head">
          <div>
            <p className="practice">{practice}</p>
            <Title>{title}</Title>
            {below && <p>{below}</p>}
          </div>
          <p className="made">{made}</p>
        </div>
      </header>
      <div className="body">{children}</div>
    </section>
  )
}
