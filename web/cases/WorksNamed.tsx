import { Fragment } from 'react'
import { AgencyChip } from '../agencies/AgencyChip.tsx'
import { Id } from '../ui/Id.tsx'

interface Named {
  number: string
  /** Null where it is not told. */
  agencyId: string | null
}

/** A works as the cards of a case tell it from the others: whose it is, and its number. */
export function WorksNamed({ works: { number, agencyId } }: { works: Named }) {
  return (
    <span className="works-named">
      {agencyId ? <AgencyChip id={agencyId} /> : null}
      <Id>{number}</Id>
    </span>
  )
}

/** Two works that meet, or more, in one line. */
export function WorksBeside({ works }: { works: readonly Named[] }) {
  return (
    <span className="works-beside">
      {works.map((one, place) => (
        <Fragment key={one.number}>
          {place > 0 ? <span aria-hidden="true">×</span> : null}
          <WorksNamed works={one} />
        </Fragment>
      ))}
    </span>
  )
}
