import type { RulePack } from '../policy/contract.ts'
import type { Status } from '../works/contract.ts'
import { over } from './over.ts'
import { canShare, grow, type Joining, joiningsFrom, type SharedStretch, type Sharer } from './rules.ts'

/** A works that is to be linked. */
export interface Linkable extends Sharer {
  number: string
  projectId: string | null
  groupId: string | null
}

export const linkRefusals = [
  'no_members',
  'one_agency',
  'same_project',
  'not_planned',
  'dug',
  'emergency',
  'in_group',
  'no_shared_ground',
  'needs_office',
] as const
export interface LinkRefusal {
  code: (typeof linkRefusals)[number]
  /** The works that it is about. */
  number: string
}

const unfit: readonly Status[] = ['draft', 'closed', ...over]

interface Asked {
  lead: Linkable
  members: readonly Linkable[]
  /** Those linked to the lead already; none where it leads nothing yet. */
  linked: readonly Linkable[]
  stretches: readonly SharedStretch[]
}

/** How each works joins the lead, or everything that stands against it. */
export function linking(
  asked: Asked,
  pack: Pick<RulePack, 'digOnce'>,
): { joinings: Joining[]; refusals?: never } | { joinings?: never; refusals: LinkRefusal[] } {
  const { lead, members, linked } = asked
  if (members.length === 0) return { refusals: [{ code: 'no_members', number: lead.number }] }
  const all = [lead, ...linked, ...members]
  const refusals = [lead, ...members].flatMap((works) => unfitness(works, lead, linked))
  const projects = all.flatMap(({ projectId }) => projectId ?? [])
  for (const { number, projectId } of members)
    if (projects.filter((each) => each === projectId).length > 1) refusals.push({ code: 'same_project', number })
  if (new Set(all.map(({ agencyId }) => agencyId)).size === 1)
    refusals.push({ code: 'one_agency', number: lead.number })
  if (refusals.length > 0) return { refusals }
  const joinings = joiningsOf(asked, pack)
  const joined = new Set(joinings.map(({ worksId }) => worksId))
  const apart = members.filter(({ id }) => !joined.has(id))
  if (apart.length > 0) return { refusals: apart.map(({ number }) => ({ code: 'no_shared_ground', number })) }
  return { joinings }
}

function unfitness(works: Linkable, lead: Linkable, linked: readonly Linkable[]): LinkRefusal[] {
  const { number, groupId } = works
  // who leads a group may be joined by more
  const leads = works === lead && linked.length > 0
  if (groupId !== null && !leads) return [{ code: 'in_group', number }]
  if (canShare(works)) return []
  if (works.category === 'emergency') return [{ code: 'emergency', number }]
  return [{ code: unfit.includes(works.status) ? 'not_planned' : 'dug', number }]
}

function joiningsOf({ lead, members, linked, stretches }: Asked, pack: Pick<RulePack, 'digOnce'>): Joining[] {
  const there = [lead.id, ...linked.map(({ id }) => id)]
  const works = new Map([lead, ...linked, ...members].map((each) => [each.id, each]))
  return joiningsFrom(there, grow(works, stretches, { pack, united: [there] }).bonds)
}
