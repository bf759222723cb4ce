import { type AssetKind, assetKinds } from '../../server/assets/contract.ts'
import { type NewAsset, storeAssets } from '../../server/assets/store.ts'
import { record } from '../../server/audit/record.ts'
import type { Db } from '../../server/database/connect.ts'
import { rows } from '../../server/database/sql.ts'
import type { LineString, Position } from '../../server/geo/contract.ts'
import type { RulePack } from '../../server/policy/contract.ts'
import { idOf, randomOf } from './random.ts'
import type { DemoCity, DemoStreet } from './types.ts'

/** Who has what in the ground, how deep, and how far from the middle of the street, as a share of its width. */
const networks: readonly (readonly [code: string, kind: AssetKind, depth: number, beside: number])[] = [
  ['DEMO-WATER', 'water', 1.2, 0.3],
  ['DEMO-SEWER', 'sewer', 2.6, 0.1],
  ['DEMO-ELEC', 'electricity', 0.9, -0.35],
  ['DEMO-TEL', 'telecom', 0.7, -0.25],
  ['DEMO-TEL2', 'telecom', 0.6, -0.2],
  ['DEMO-GAS', 'gas', 1.1, 0.22],
  ['DEMO-COOL', 'cooling', 1.6, -0.12],
]
const streetsOfEach = 6
const described: Partial<Record<AssetKind, string>> = {
  water: 'خط مياه رئيس',
  sewer: 'خط صرف صحي',
  electricity: 'كابل جهد متوسط',
  telecom: 'مسار ألياف',
  gas: 'خط غاز',
  cooling: 'خط تبريد',
}

/**
 * Networks along several streets, each where no works of the city comes near: what is asked about its applications stays what
 * their own stories say.
 */
export async function storeDemoAssets(
  db: Db,
  city: DemoCity,
  { pack, now }: { pack: RulePack; now: Date },
): Promise<void> {
  const quiet = await quietStreets(db, city)
  const random = randomOf('assets')
  const agencies = new Map(city.agencies.map(({ code, id }) => [code, id]))
  const assets = networks.flatMap(([code, kind, depthMetres, beside], at): NewAsset[] => {
    const agencyId = agencies.get(code)
    if (!agencyId) return []
    return random
      .shuffle(quiet)
      .slice(0, streetsOfEach)
      .map((street, place) => ({
        id: idOf('asset', at * streetsOfEach + place),
        agencyId,
        reference: `${code.slice('DEMO-'.length)}-${assetKinds.indexOf(kind) + 1}${String(place + 1).padStart(3, '0')}`,
        kind,
        state: place === streetsOfEach - 1 ? 'out_of_use' : 'in_use',
        description: described[kind] ?? null,
        depthMetres,
        route: aside(street, beside * street.widthMetres),
      }))
  })
  await record(db, await storeAssets(db, assets, { pack, now }))
}

/** Streets of one piece whose whole surface, and what is beside it, no works reaches. */
async function quietStreets(db: Db, { streets }: DemoCity): Promise<DemoStreet[]> {
  const found = await rows<{ id: string }>(
    db,
    `select s.id from street s
     where ST_GeometryType(s.line) = 'ST_LineString'
       and not exists (select 1 from works w where w.reach && ST_Expand(s.surface, 0.0003))`,
  )
  const ids = new Set(found.map(({ id }) => id))
  return streets.filter(({ id }) => ids.has(id))
}

const degreeMetres = 110_700
/** The street's line, moved aside as the whole street runs. */
function aside(street: DemoStreet, metres: number): LineString {
  const line = street.line.coordinates as Position[]
  const [a, b] = [line[0] as Position, line.at(-1) as Position]
  const shrink = Math.cos((a[1] * Math.PI) / 180)
  const [east, north] = [(b[0] - a[0]) * shrink, b[1] - a[1]]
  const length = Math.hypot(east, north) || 1
  const [right, up] = [(north / length) * metres, (-east / length) * metres]
  const coordinates = line.map(
    ([x, y]): Position => [
      Number((x + right / degreeMetres / shrink).toFixed(7)),
      Number((y + up / degreeMetres).toFixed(7)),
    ],
  )
  return { type: 'LineString', coordinates }
}
