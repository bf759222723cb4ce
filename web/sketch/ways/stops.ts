import type { Position } from '../../../server/geo/contract.ts'
import type { Street } from '../../../server/streets/contract.ts'
import type { Crossing } from '../../../server/streets/network/contract.ts'
import type { Speech } from '../../i18n/language.tsx'
import { keyOf } from '../sketch.ts'

/** Where a stretch of a street can begin or end. */
export interface Stop {
  place: Position
  label: string
}

function endsOf({ line }: Pick<Street, 'line'>): [Position, Position] {
  const parts = line.type === 'LineString' ? [line.coordinates] : line.coordinates
  return [parts[0]?.[0] as Position, parts.at(-1)?.at(-1) as Position]
}

/** The ends of a street and what meets it, in order along it; each place once, by all that it is. */
export function stopsOf(
  street: Pick<Street, 'line'>,
  crossings: readonly Pick<Crossing, 'street' | 'place'>[],
  { say, name }: Pick<Speech, 'say' | 'name'>,
): Stop[] {
  const [first, last] = endsOf(street)
  const places = new Map([first, ...crossings.map(({ place }) => place), last].map((place) => [keyOf(place), place]))
  return [...places].map(([key, place]) => {
    const met = crossings.filter((one) => keyOf(one.place) === key).map((one) => name(one.street.name))
    const streets = [...new Set(met)].join(say('list.joint'))
    const parts = [
      ...(keyOf(first) === key ? [say('way.beginning')] : []),
      ...(keyOf(last) === key ? [say('way.end')] : []),
      ...(streets ? [say('way.at', { street: streets })] : []),
    ]
    return { place, label: parts.join(' — ') }
  })
}
