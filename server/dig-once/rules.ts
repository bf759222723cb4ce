import type { RulePack } from '../policy/contract.ts'
import type { Period } from '../time/contract.ts'
import { dayNumber, daysOf } from '../time/rules.ts'
import type { Category, Status } from '../works/contract.ts'

/** What must be known of a works to say what sharing its trench saves. */
export interface Sharer {
  id: string
  agencyId: string
  category: Category
  status: Status
  period: Period
  /** Of the street it lies in; null where none is known there. */
  streetClass: string | null
}

/** Ground that two works would open each for itself. Metres along their routes. */
export interface SharedStretch {
  a: string
  b: string
  metres: number
}

export interface Savings {
  /** Metres that are opened once less. */
  sharedMetres: number
  /** Days on which a street is free that two works would have taken one after the other. */
  streetDays: number
  /** In the pack's currency. */
  amounts: { metres: number; streetDays: number; mobilisation: number }
}

export type StreetClass = keyof RulePack['digOnce']['costs']['perMetre']

/** Two works in one trench, and what that saves. */
export interface Bond extends Savings {
  a: string
  b: string
  /** By whose costs it is counted. */
  streetClass: StreetClass
}

/** How a works joins those that lead to the lead: along whose ground, and what that saves. */
export interface Joining extends Savings {
  worksId: string
  alongId: string
  streetClass: StreetClass
}

/** Published, and not yet dug. */
export const undug: readonly Status[] = ['planned', 'submitted', 'in_coordination', 'approved', 'permitted', 'returned']

/** Dug, and its ground closed again: what sharing its trench came to is known. */
export const closedAgain: readonly Status[] = ['reinstated', 'in_guarantee', 'closed']

/** May it wait for others? What is published and not yet dug; an emergency waits for nobody. */
export function canShare({ status, category }: Pick<Sharer, 'status' | 'category'>): boolean {
  return undug.includes(status) && category !== 'emergency'
}

export const nothingSaved: Savings = {
  sharedMetres: 0,
  streetDays: 0,
  amounts: { metres: 0, streetDays: 0, mobilisation: 0 },
}

export function add(one: Savings, other: Savings): Savings {
  return {
    sharedMetres: one.sharedMetres + other.sharedMetres,
    streetDays: one.streetDays + other.streetDays,
    amounts: {
      metres: one.amounts.metres + other.amounts.metres,
      streetDays: one.amounts.streetDays + other.amounts.streetDays,
      mobilisation: one.amounts.mobilisation + other.amounts.mobilisation,
    },
  }
}

export function moneyOf({ amounts }: Pick<Savings, 'amounts'>): number {
  return amounts.metres + amounts.streetDays + amounts.mobilisation
}

/**
 * What two works save by one trench: the metres they share are opened and closed once, the shorter of them takes no days
 * of its own, and one of them need not come for itself. Where they lie in streets of two classes, the cheaper one counts:
 * never more is promised than is saved. [ours]
 */
export function bondOf(a: Sharer, b: Sharer, metres: number, { digOnce: { costs } }: Pick<RulePack, 'digOnce'>): Bond {
  const classes = [a, b].map((each) => (each.streetClass ?? 'unknown') as StreetClass)
  const streetClass = classes.sort((one, other) => costs.perMetre[one] - costs.perMetre[other])[0] as StreetClass
  const streetDays = Math.min(daysOf(a.period), daysOf(b.period))
  const sharedMetres = Math.round(metres)
  return {
    a: a.id,
    b: b.id,
    streetClass,
    sharedMetres,
    streetDays,
    amounts: {
      metres: sharedMetres * costs.perMetre[streetClass],
      streetDays: streetDays * costs.perStreetDay[streetClass],
      mobilisation: costs.mobilisation,
    },
  }
}

/** The longest stretch first; of equal ones that which frees the most days. */
function byWorth(one: Bond, other: Bond): number {
  return (
    other.sharedMetres - one.sharedMetres ||
    other.streetDays - one.streetDays ||
    (one.a + one.b < other.a + other.b ? -1 : 1)
  )
}

/** What the works found so far belong together by. */
interface Growth {
  groups: string[][]
  bonds: Bond[]
}

/**
 * Grows groups of works along the stretches they share, the longest first, as long as a group may grow (`mayJoin`). A
 * stretch between two works of one group adds nothing: where three lie in one trench, two stretches say so. What is
 * counted is thus never more than what is saved.
 */
export function grow(
  works: ReadonlyMap<string, Sharer>,
  stretches: readonly SharedStretch[],
  {
    pack,
    united = [],
    mayJoin = () => true,
  }: {
    pack: Pick<RulePack, 'digOnce'>
    united?: readonly (readonly string[])[]
    mayJoin?: (members: readonly Sharer[]) => boolean
  },
): Growth {
  const groupOf = new Map<string, string[]>()
  for (const members of united) {
    const group = [...members]
    for (const id of members) groupOf.set(id, group)
  }
  for (const id of works.keys()) if (!groupOf.has(id)) groupOf.set(id, [id])
  const kept: Bond[] = []
  for (const bond of bondsOf(works, stretches, pack).sort(byWorth)) {
    const [one, other] = [groupOf.get(bond.a), groupOf.get(bond.b)] as [string[], string[]]
    const joined = [...one, ...other]
    const members = joined.map((id) => works.get(id)).filter((each) => each !== undefined)
    if (one === other || !mayJoin(members)) continue
    for (const id of joined) groupOf.set(id, joined)
    kept.push(bond)
  }
  return { groups: [...new Set(groupOf.values())], bonds: kept }
}

function bondsOf(
  works: ReadonlyMap<string, Sharer>,
  stretches: readonly SharedStretch[],
  pack: Pick<RulePack, 'digOnce'>,
): Bond[] {
  return stretches.flatMap(({ a, b, metres }) => {
    const [one, other] = [works.get(a), works.get(b)]
    return one && other ? [bondOf(one, other, metres, pack)] : []
  })
}

/** How each works of a group joins those that are there already, from its lead outwards. `there`: the lead, and who is linked to it. */
export function joiningsFrom(there: readonly string[], bonds: readonly Bond[]): Joining[] {
  const reached = new Set(there)
  const joinings: Joining[] = []
  let left = [...bonds]
  for (;;) {
    const bond = left.find(({ a, b }) => reached.has(a) !== reached.has(b))
    if (!bond) return joinings
    const { a, b, ...saves } = bond
    const [alongId, worksId] = reached.has(a) ? [a, b] : [b, a]
    joinings.push({ worksId, alongId, ...saves })
    reached.add(worksId)
    left = left.filter((each) => each !== bond)
  }
}

/** Free days between the first that ends and the last that begins; nought where all share a day. */
export function gapWithin(works: readonly Pick<Sharer, 'period'>[]): number {
  const lastStart = Math.max(...works.map(({ period }) => dayNumber(period.start)))
  const firstEnd = Math.min(...works.map(({ period }) => dayNumber(period.end)))
  return Math.max(lastStart - firstEnd - 1, 0)
}
