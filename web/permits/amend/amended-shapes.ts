import type { Route } from '../../../server/geo/contract.ts'
import type { Amendment } from '../../../server/works/amendments/contract.ts'
import type { ListedConnection } from '../../../server/works/connections/contract.ts'

export interface AmendedShape {
  when: 'before' | 'after'
  geometry: Route
}

/** What an amendment draws anew, as it was and as it would be: the route, and connections one by one. */
export function shapesOf({ before, after }: Pick<Amendment, 'before' | 'after'>): AmendedShape[] {
  return [...shapesIn(before, 'before'), ...shapesIn(after, 'after')]
}

function shapesIn(
  { route, connectionList }: Readonly<Record<string, unknown>>,
  when: AmendedShape['when'],
): AmendedShape[] {
  const lines = ((connectionList ?? []) as readonly ListedConnection[]).map(({ line }) => line)
  return [...(route ? [route as Route] : []), ...lines].map((geometry) => ({ when, geometry }))
}
