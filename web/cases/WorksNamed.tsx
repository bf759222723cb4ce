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

/** The two works that meet, by the letters that they have on the map. */
export function PairNamed({ pair }: { pair: readonly [Named, Named] }) {
  return (['A', 'B'] as const).map((letter, place) => (
    <span key={letter} className="works-lettered">
      <b>{letter}</b>
      <WorksNamed works={pair[place] as Named} />
    </span>
  ))
}

/** Which works something is about, each in a line of its own. */
export function WorksListed({ label, works }: { label: string; works: readonly Named[] }) {
  return (
    <ul className="works-listed" aria-label={label}>
      {works.map((one) => (
        <li key={one.number}>
          <WorksNamed works={one} />
        </li>
      ))}
    </ul>
  )
}
