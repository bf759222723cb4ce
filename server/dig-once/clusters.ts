import type { Actor } from '../access/actor.ts'
import type { Db } from '../database/connect.ts'
import { rows } from '../database/sql.ts'
import { writeCursor } from '../http/cursor.ts'
import type { RulePack } from '../policy/contract.ts'
import type { WorksSummary } from '../works/contract.ts'
import { summariesOf } from '../works/read.ts'
import { type ChanceFilter, chances } from './chances.ts'
import { clustersOf, type FoundCluster } from './cluster-rules.ts'
import type { Cluster, Clusters } from './contract.ts'
import { told } from './groups.ts'
import { moneyOf } from './rules.ts'

export interface ClusterFilter extends ChanceFilter {
  /** Only clusters with works of this agency. */
  agency?: string | undefined
}

/** A page of the clusters of a place and time, by what they save; the first page of a works says all it could share. */
export async function listClusters(
  db: Db,
  filter: ClusterFilter,
  { limit, offset }: { limit: number; offset: number },
  asked: { pack: RulePack; today: string; viewer: Actor | null },
): Promise<Clusters> {
  const { pack, today, viewer } = asked
  const found = await chances(db, filter, asked)
  const all = clustersOf(found.works, found.stretches, pack, today).filter(
    ({ worksIds }) =>
      (!filter.works || worksIds.includes(filter.works)) &&
      (!filter.agency || worksIds.some((id) => found.works.get(id)?.agencyId === filter.agency)),
  )
  const kept = all.slice(offset, offset + limit)
  const { costs, leastMetres, callDays } = pack.digOnce
  return {
    items: await drawn(db, kept, viewer),
    nextCursor: all.length > offset + limit ? writeCursor([offset + limit]) : null,
    total: all.length,
    complete: found.complete,
    formula: { currency: pack.currency, costs, leastMetres, callDays, windowDays: pack.digOnceDays },
  }
}

interface Overlap {
  works_a: string
  works_b: string
  metres: number
  overlap: Record<string, unknown>
}

/** The clusters of a page with their works, and the ground they share. */
async function drawn(db: Db, clusters: readonly FoundCluster[], viewer: Actor | null): Promise<Cluster[]> {
  if (clusters.length === 0) return []
  const ids = [...new Set(clusters.flatMap(({ worksIds, leadId }) => [...worksIds, leadId]))]
  const works = await summariesOf(db, ids, viewer)
  const overlaps = await rows<Overlap>(
    db,
    `select works_a, works_b, overlap_metres as metres, ST_AsGeoJSON(overlap, 7)::jsonb as overlap from conflict
     where works_a = any (cast(:ids as uuid[])) and works_b = any (cast(:ids as uuid[])) and kind in ('clash','repeat_dig')`,
    { ids },
  )
  const calls = await openCalls(db, ids)
  return clusters.map((cluster) => clusterOf(cluster, { works, overlaps, calls }))
}

function clusterOf(
  { worksIds, leadId, groupId, joinings, savings, gapDays, suggested }: FoundCluster,
  {
    works,
    overlaps,
    calls,
  }: { works: ReadonlyMap<string, WorksSummary>; overlaps: readonly Overlap[]; calls: ReadonlyMap<string, string> },
): Cluster {
  const joined = new Set(joinings.map(({ worksId, alongId }) => [worksId, alongId].sort().join(' ')))
  return {
    id: worksIds[0] as string,
    works: [...new Set([leadId, ...worksIds])].flatMap((id) => works.get(id) ?? []),
    leadId,
    groupId,
    joinings: joinings.map((joining) => ({ ...joining, money: moneyOf(joining) })),
    savings: told(savings),
    gapDays,
    suggested,
    stretches: overlaps
      .filter(({ works_a, works_b }) => joined.has(`${works_a} ${works_b}`))
      .map(({ works_a: a, works_b: b, metres, overlap }) => ({ a, b, metres: Math.round(metres), overlap })),
    callId: worksIds.map((id) => calls.get(id)).find((id) => id !== undefined) ?? null,
  }
}

/** The open call that each of these works is proposed in. */
async function openCalls(db: Db, ids: readonly string[]): Promise<Map<string, string>> {
  const found = await rows<{ works_id: string; call_id: string }>(
    db,
    `select u.works_id, c.id as call_id
     from interest_call c cross join lateral unnest(c.proposed) as u (works_id)
     where c.closed_at is null and u.works_id = any (cast(:ids as uuid[]))`,
    { ids: [...ids] },
  )
  return new Map(found.map(({ works_id, call_id }) => [works_id, call_id]))
}
