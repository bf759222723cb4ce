import type { Db } from '../../database/connect.ts'
import { certainRows, rows } from '../../database/sql.ts'
import { daysOf } from '../../time/rules.ts'
import type { PlannedWorks } from '../../works/amendments/rules.ts'
import type { Works } from '../../works/contract.ts'
import { measureBindings, measured } from '../../works/ground.ts'
import { toCentimetres } from '../../works/rows.ts'
import type { FeePart } from './contract.ts'
import { amendmentFee, type RoadClass } from './rules.ts'
import { insertFee, payAllBack, type Reckoning, sizeOf } from './store.ts'

/** A works as it is and as a proposal would make it; the days that it lets the permit run longer. */
export interface Proposed {
  works: Works
  planned: PlannedWorks
  extensionDays?: number
}

/** What a proposal costs by the rates of today. */
export async function priceOfAmendment(
  db: Db,
  { works, planned, extensionDays = 0 }: Proposed,
  reckoning: Pick<Reckoning, 'pack'>,
): Promise<{ amount: number; parts: FeePart[]; roadClass: RoadClass }> {
  const [stored] = await certainRows<{ road_class: RoadClass | null }>(
    db,
    'select road_class from works where id = cast(:id as uuid)',
    { id: works.id },
  )
  const before = sizeOf(works, stored?.road_class ?? 'unknown')
  const after = isSameGround(works, planned)
    ? { ...before, days: daysOf(planned.period) }
    : await sizePlanned(db, planned, reckoning)
  return { ...amendmentFee({ extensionDays, before, after }, reckoning.pack.fees), roadClass: after.roadClass }
}

/** Asks for what a proposal costs, where it costs anything: it takes effect once that is settled. */
export async function askForAmendment(
  db: Db,
  { number, ...proposed }: Proposed & { number: number },
  reckoning: Reckoning,
): Promise<void> {
  const { roadClass, ...price } = await priceOfAmendment(db, proposed, reckoning)
  if (price.amount === 0) return
  const kind = (proposed.extensionDays ?? 0) > 0 ? 'extension' : 'amendment'
  await insertFee(db, { worksId: proposed.works.id, kind, amendment: number, roadClass }, price, reckoning)
}

/** Measured again from what is told of it, the same ground may be a hair longer: a begun metre that nobody asked for. */
function isSameGround(works: Works, planned: PlannedWorks): boolean {
  const ground = ({ route, trenchWidthMetres }: Works) => JSON.stringify([route, trenchWidthMetres])
  return planned.entered === undefined && ground(works) === ground(planned)
}

/** A plan that is not stored yet is measured as it would be. */
async function sizePlanned(db: Db, planned: PlannedWorks, { pack }: Pick<Reckoning, 'pack'>) {
  const [found] = await rows<{ metres: number; area: number; road_class: RoadClass | null }>(
    db,
    `with ${measured} select length_metres as metres, area_square_metres as area, road_class from measured`,
    measureBindings([planned], pack),
  )
  if (!found) throw new Error(`The plan of works ${planned.id} could not be measured.`)
  const [lengthMetres, areaSquareMetres] = [toCentimetres(found.metres), toCentimetres(found.area)]
  const works = { ...planned, lengthMetres, areaSquareMetres }
  return sizeOf(works, found.road_class ?? 'unknown')
}

/** A proposal that comes to nothing costs nothing: what is open is asked for no more, what was paid goes back whole. */
export async function giveUpAmendmentFee(db: Db, worksId: string, number: number): Promise<void> {
  await db('fee')
    .where({ works_id: worksId, amendment: number })
    .whereIn('state', ['due', 'failed'])
    .update({ state: 'void' })
  await payAllBack(db, worksId, ({ amendment }) => amendment === number)
}

/** Does a fee belong to a proposal that the office has not decided on? */
export async function isOfOpenProposal(db: Db, worksId: string, amendment: number | null): Promise<boolean> {
  if (amendment === null) return false
  return (
    (await db('amendment').where({ works_id: worksId, number: amendment, state: 'proposed' }).first('id')) !== undefined
  )
}
