import type { Deed } from '../../server/access/deeds.ts'
import { allows, type Facts } from '../../server/access/policy.ts'
import type { formOf } from '../form.ts'
import type { Things } from './things.ts'
import type { Person, Place, World } from './world.ts'

/** One request to a route, and what the policy says of it. */
export interface Example {
  url: string
  payload?: object
  form?: ReturnType<typeof formOf>
  ok: number
  /** May they do it to this object? Without it, the role alone decides. */
  deed?: Deed
  facts?: Facts
  /** Who sees an object that they may not touch is told 403, everybody else 404; without it: what a refusal answers. */
  seen?: boolean
  refusal?: number
  /** Looks at what was answered. */
  check?: (body: never) => void
}

export type Make = (asked: { world: World; person: Person; place: Place; things: Things }) => Example

export const period = { start: '2027-03-01', end: '2027-03-31' }

export const names = { ar: 'اسم', en: 'Name' }

export const category = 'planned'

export const worksOf = (world: World, id: string) => world.works.get(id) as Facts

export const idsOf = (items: { id: string }[]) => items.map(({ id }) => id).sort()

export const onGround = ({ municipality }: Things) => ({ municipalityIds: [municipality] })

export const anId = '018f0000-0000-7000-8000-000000000001'

export const anotherId = '018f0000-0000-7000-8000-000000000002'

/** A draft, and a works that was published: seen by others or not, changed by nobody but their own. */
export function worksCase(
  path: string,
  more: Omit<Example, 'url' | 'facts'>,
  which: 'draft' | 'planned' | 'asked',
): Make {
  return ({ world, person, things }) => {
    const facts = worksOf(world, things[which])
    return { url: `/api/works/${things[which]}${path}`, facts, seen: allows(person.actor, 'works.see', facts), ...more }
  }
}
