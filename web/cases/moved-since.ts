import type { Case } from '../../server/cases/contract.ts'
import type { Works } from '../../server/works/contract.ts'
import { changedSince } from '../works/newer.ts'

type InCase = Case['works'][number]

/** A works of a case that is another than the one that was seen; `seen` is null of one that has joined the case since. */
export interface MovedWorks {
  now: InCase
  seen: InCase | null
  changed: ReturnType<typeof changedSince>
}

/** A works that was read whole, as it was and as it is. */
export interface ReadWhole {
  seen: Works
  now: Works
}

/** Which works of a case are others than those that were seen; of one that was read whole all that changed is told. */
export function movedSince(seen: Pick<Case, 'works'>, now: Pick<Case, 'works'>, whole?: ReadWhole): MovedWorks[] {
  return now.works.flatMap((one) => {
    const before = seen.works.find(({ id }) => id === one.id) ?? null
    if (before && before.version >= one.version) return []
    const isWhole = whole?.now.id === one.id
    const changed = isWhole ? changedSince(whole.seen, whole.now) : changedSince(before ?? one, one)
    return [{ now: one, seen: before, changed }]
  })
}
