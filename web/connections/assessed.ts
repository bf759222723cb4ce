import type { Assessed } from '../../server/coordination/contract.ts'
import type { Works } from '../../server/works/contract.ts'
import { askedOf, draftOf } from '../works/draw/draft.ts'
import { ownClaims } from '../works/draw/own-claims.ts'
import { type DraftConnection, faultOf, itemOf } from './draft.ts'

/**
 * What is asked of the service about a works with the connections that are being entered: those that can be dug as they are
 * drawn. What a building is called is not waited for. Null where there are none.
 */
export function assessedOf(
  works: Works,
  drafts: readonly DraftConnection[],
  limits: Parameters<typeof faultOf>[1],
): Assessed | null {
  const drawn = drafts.filter((one) => [null, 'label'].includes(faultOf(one, limits)))
  const asked = askedOf(draftOf(works), works.route)
  if (drawn.length === 0 || !asked) return null
  const connectionList = drawn.map((one) => itemOf({ ...one, label: one.label.trim() || one.id }))
  return { ...asked, ...ownClaims(works, works.period), connectionList }
}
