import type { Db } from '../database/connect.ts'
import { rows } from '../database/sql.ts'
import type { RulePack } from '../policy/contract.ts'
import type { Period } from '../time/contract.ts'
import type { Part } from '../works/diversions/rules.ts'
import { diversion as rule } from './kinds/diversion.ts'
import { type Expected, type FoundWorks, keyOf } from './recompute.ts'
import { crossedDays } from './rules.ts'

interface Found {
  id: string
  closing: string
  leading: string
  part: Part | null
}

/** Every closure whose ground lies on a diversion of another works, whatever their days. */
function crossings(db: Db): Promise<Found[]> {
  return rows<Found>(
    db,
    `select d.id, c.id as closing, d.works_id as leading,
            case when d.first_day is not null
                 then jsonb_build_object('firstDay', d.first_day, 'lastDay', d.last_day) end as part
     from diversion d join works c on c.closure <> 'none' and c.id <> d.works_id and ST_Intersects(c.footprint, d.ground)
     order by d.id, c.id`,
  )
}

/** The ground that all crossings of a pair share, in square metres. */
async function areaOf(db: Db, crossed: readonly Found[]): Promise<number> {
  const [found] = await rows<{ area: number }>(
    db,
    `select ST_Area(ST_UnaryUnion(ST_Collect(ST_CollectionExtract(shared_ground(c.footprint, d.ground), 3)), 1e-10)::geography) as area
     from jsonb_to_recordset(cast(:crossed as jsonb)) as x (id uuid, closing uuid)
     join diversion d on d.id = x.id join works c on c.id = x.closing`,
    { crossed: JSON.stringify(crossed) },
  )
  return found?.area ?? 0
}

/** The rows of closures on diversions that the register should have, by the plain rules. */
export async function recomputeDiversions(
  db: Db,
  works: ReadonlyMap<string, FoundWorks>,
  pack: RulePack,
): Promise<Map<string, Expected>> {
  const byPair = new Map<string, (Found & { days: Period })[]>()
  for (const found of await crossings(db)) {
    const [closing, leading] = [works.get(found.closing), works.get(found.leading)]
    if (!closing || !leading) continue
    const sides = { closing: closing.standing, leading: { ...leading.standing, part: found.part } }
    const days = crossedDays(sides, pack)
    if (!days) continue
    const [a = '', b = ''] = [found.closing, found.leading].sort()
    const key = keyOf(a, b, rule.kind)
    byPair.set(key, [...(byPair.get(key) ?? []), { ...found, days }])
  }
  const expected = new Map<string, Expected>()
  for (const [key, crossed] of byPair) {
    const [start] = crossed.map(({ days }) => days.start).sort()
    const end = crossed
      .map(({ days }) => days.end)
      .sort()
      .at(-1)
    const { ruleId, severity } = rule
    expected.set(key, { ruleId, severity, area: await areaOf(db, crossed), distance: 0, days: `${start} ${end}` })
  }
  return expected
}
