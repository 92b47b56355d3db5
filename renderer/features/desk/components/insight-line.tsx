import type { Insight } from '@shared/rules/insight.ts'

/** Something the desk would do differently for knowing it, with its counts. */
export function InsightLine({ insight }: { insight: Insight }) {
  if (insight.kind === 'continuity') {
    return (
      <p className="border-l-3 border-brand py-0.5 pl-2.5 text-[13.5px]">
        Saw {insight.clinician} in{' '}
        <b className="font-semibold">
          {insight.seen} of {insight.of}
        </b>{' '}
        visits. Keep them with {insight.clinician}.
      </p>
    )
  }
  const bad = insight.offer === 'morning' ? 'afternoon' : 'morning'
  return (
    <p className="border-l-3 border-wait py-0.5 pl-2.5 text-[13.5px]">
      Cancelled{' '}
      <b className="font-semibold">
        {insight.cancelled} of {insight.cancelledOf}
      </b>{' '}
      {bad} visits, kept{' '}
      <b className="font-semibold">
        {insight.kept} of {insight.keptOf}
      </b>{' '}
      {insight.offer}s. Offer {insight.offer === 'morning' ? 'a morning' : 'an afternoon'}.
    </p>
  )
}
