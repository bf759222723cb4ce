import type { Actor } from '../../access/actor.ts'
import { mayDo } from '../../access/permissions.ts'
import { allows } from '../../access/policy.ts'
import type { Db } from '../../database/connect.ts'
import { certainRows, rows, sql } from '../../database/sql.ts'
import { askedArea } from '../../geo/sql.ts'
import type { RulePack } from '../../policy/contract.ts'
import type { Calling } from '../contract.ts'
import type { PackWithShapes } from '../pack.ts'

const groundText = sql(import.meta.url, 'ground.sql').replace('/* area */', askedArea)

export interface Placed {
  municipality_ids: string[]
  offices: string[]
}

/** The municipalities whose ground it is about, and their offices. */
export async function placeOf(
  db: Db,
  ground: object,
  municipality: string | undefined,
  pack: RulePack,
): Promise<Placed> {
  const bindings = { area: JSON.stringify(ground), municipality: municipality ?? null, rootRegion: pack.root.regionId }
  const [placed] = await certainRows<Placed>(db, groundText, bindings)
  return placed as Placed
}

/** Does whoever acts call a meeting there? */
export function isToCall(actor: Actor, { municipality_ids: municipalityIds }: Placed): boolean {
  return actor.agencyId !== null && allows(actor, 'meetings.hold', { municipalityIds })
}

/** Of each item the agencies whose works it is about. */
export async function partiesOf(
  db: Db,
  { worksIds }: Pick<PackWithShapes, 'worksIds'>,
): Promise<Map<number, string[]>> {
  const ids = [...new Set([...worksIds.values()].flat())]
  const found = await rows<{ id: string; agency_id: string }>(
    db,
    'select id, agency_id from works where id = any (cast(:ids as uuid[]))',
    { ids },
  )
  const owners = new Map(found.map(({ id, agency_id }) => [id, agency_id]))
  return new Map([...worksIds].map(([number, works]) => [number, [...new Set(works.flatMap((id) => owners.get(id) ?? []))]])) // biome-ignore format: one line
}

type ByItem = ReadonlyMap<number, readonly string[]>

/** The agencies that an agenda is about, each with how many of its items: by their works, or because it names them. */
export function ofAgenda(parties: ByItem, named: ByItem): Map<string, number> {
  const counted = new Map<string, number>()
  for (const number of new Set([...parties.keys(), ...named.keys()]))
    for (const agencyId of new Set([...(parties.get(number) ?? []), ...(named.get(number) ?? [])]))
      counted.set(agencyId, (counted.get(agencyId) ?? 0) + 1)
  return counted
}

/** Whom a meeting with this agenda would concern, and whether whoever looks calls it; null for those who call none. */
export async function callingOf(
  db: Db,
  found: PackWithShapes,
  { actor, municipality, pack }: { actor: Actor; municipality: string | undefined; pack: RulePack },
): Promise<Calling | null> {
  if (!mayDo(actor, 'meetings.write')) return null
  const placed = await placeOf(db, found.pack.area.ground, municipality, pack)
  const counted = ofAgenda(await partiesOf(db, found), found.namedIds)
  const all = [...new Set([...placed.offices, ...counted.keys()])].filter((agencyId) => agencyId !== actor.agencyId)
  return {
    may: isToCall(actor, placed),
    municipalityId: placed.municipality_ids[0] as string,
    concerned: all
      .map((agencyId) => ({ agencyId, items: counted.get(agencyId) ?? 0, isOffice: placed.offices.includes(agencyId) }))
      .sort((one, other) => other.items - one.items || one.agencyId.localeCompare(other.agencyId)),
  }
}
