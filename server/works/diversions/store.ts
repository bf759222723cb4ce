import { uuidv7 } from 'uuidv7'
import type { Db } from '../../database/connect.ts'
import { certainRows, prepared, rows, sql } from '../../database/sql.ts'
import { TakenBack } from '../../database/taken-back.ts'
import type { Box, Lines } from '../../geo/contract.ts'
import { lineTypes } from '../../geo/intake.ts'
import { takeGeometry } from '../../geo/problem.ts'
import { boxOf } from '../../geo/rules.ts'
import { faultAt, type Outcome } from '../../http/problem.ts'
import type { RulePack } from '../../policy/contract.ts'
import type { Period } from '../../time/contract.ts'
import { type Cells, cellsOf, type Drawn, holds, lockGround } from '../ground.ts'
import { linkedWith } from '../linked.ts'
import { sayWorks } from '../messages.ts'
import { routeFault } from '../route.ts'
import type { Closure, Diversion, NewDiversion } from './contract.ts'
import { daysHandedOn, type Part, partOf } from './rules.ts'

const measureText = sql(import.meta.url, 'measure.sql')

/** A diversion that has been taken in and measured. `ground` is WKB in hexadecimal, WGS84. */
export interface TakenDiversion {
  line: Lines
  ground: string
  lengthMetres: number
  part: Part | null
}

/** Takes in the diversions of a works whose period is known to be one. */
export async function takeDiversions(
  db: Db,
  given: readonly NewDiversion[],
  { period, pack }: { period: Period; pack: RulePack },
): Promise<Outcome<TakenDiversion[]>> {
  if (given.length === 0) return { value: [] }
  const lines: Lines[] = []
  const parts: (Part | null)[] = []
  for (const [at, diversion] of given.entries()) {
    const line = await takeGeometry<Lines>(db, diversion.line, `diversions/${at}/line`, {
      types: lineTypes,
      box: pack.box,
      check: (drawn) => routeFault(drawn, pack),
    })
    if (line.problem) return line
    const part = diversion.period ? partOf(diversion.period, period) : null
    if (diversion.period && !part) return faultAt(`diversions/${at}/period`, sayWorks('diversion_outside'))
    lines.push(line.value)
    parts.push(part)
  }
  const measured = await certainRows<{ ground: string; length_metres: number }>(
    db,
    measureText,
    { given: JSON.stringify(lines), besideMetres: pack.diversion.besideMetres },
    lines.length,
  )
  return {
    value: measured.map(({ ground, length_metres: lengthMetres }, at) => ({
      line: lines[at] as Lines,
      ground,
      lengthMetres,
      part: parts[at] ?? null,
    })),
  }
}

/** Writes what a works closes and where it leads traffic, in place of what was written before. */
export async function writeTraffic(
  db: Db,
  worksId: string,
  { closure, diversions }: { closure: Closure; diversions: readonly TakenDiversion[] },
): Promise<void> {
  await db('works').where({ id: worksId }).update({ closure })
  await db('diversion').where({ works_id: worksId }).delete()
  if (diversions.length === 0) return
  const given = diversions.map(({ line, ground, lengthMetres, part }, at) => ({
    id: uuidv7(),
    place: at + 1,
    line,
    ground,
    lengthMetres,
    firstDay: part?.firstDay ?? null,
    lastDay: part?.lastDay ?? null,
  }))
  await certainRows(
    db,
    `insert into diversion (id, works_id, place, line, ground, length_metres, first_day, last_day)
     select g.id, cast(:worksId as uuid), g.place, ST_SetSRID(ST_GeomFromGeoJSON(g.line), 4326),
            ST_GeomFromEWKB(decode(g.ground, 'hex')), g."lengthMetres", g."firstDay", g."lastDay"
     from jsonb_to_recordset(cast(:given as jsonb)) as g
       (id uuid, place int, line jsonb, ground text, "lengthMetres" float8, "firstDay" int, "lastDay" int)
     returning id`,
    { worksId, given: JSON.stringify(given) },
    given.length,
  )
}

type Measured = Pick<TakenDiversion, 'ground' | 'lengthMetres'>

interface Planned {
  id: string
  closure: Closure
  diversions: readonly Diversion[]
}

/** Writes to works that come of a plan what it closes and where it leads traffic, on the ground that it was coordinated for. */
export async function handOnTraffic(
  db: Db,
  { id, closure, diversions }: Planned,
  heirs: readonly { id: string; period: Period }[],
): Promise<void> {
  if (closure === 'none' && diversions.length === 0) return
  const stored = await rows<{ id: string } & Measured>(
    db,
    `select id, encode(ST_AsEWKB(ground), 'hex') as ground, length_metres as "lengthMetres"
     from diversion where works_id = cast(:id as uuid)`,
    { id },
  )
  const measured = new Map(stored.map((one) => [one.id, one]))
  for (const heir of heirs) {
    const taken = diversions.map((one) => {
      const days = daysHandedOn(one, heir.period)
      const { ground, lengthMetres } = measured.get(one.id) as Measured
      return { line: one.line, ground, lengthMetres, part: days && partOf(days, heir.period) }
    })
    await writeTraffic(db, heir.id, { closure, diversions: taken })
  }
}

const boxesText = prepared(
  `select array[ST_XMin(ground), ST_YMin(ground), ST_XMax(ground), ST_YMax(ground)] as box
   from diversion where works_id = any (cast(:worksIds as uuid[]))
   union all
   select array[ST_XMin(line) - :margin, ST_YMin(line) - :margin, ST_XMax(line) + :margin, ST_YMax(line) + :margin]
   from works_connection where works_id = any (cast(:worksIds as uuid[]))`,
)

/**
 * The boxes of the ground that these works' diversions take, and of each of their connections with all that it reaches: one
 * box around several would hold cells that nobody locked before they were written.
 */
async function boxesStored(db: Db, worksIds: readonly string[]): Promise<Box[]> {
  const found = await rows<{ box: Box }>(db, boxesText, { worksIds: [...worksIds], margin: boxMargin })
  return found.map(({ box }) => box)
}

/** Beyond the carriageway of any street, and the reach of any connection. */
const boxMargin = 0.001

/** A box that the ground of a line surely lies in, before it is measured. */
function roughBox(line: Lines): Box {
  const [west, south, east, north] = boxOf(line)
  return [west - boxMargin, south - boxMargin, east + boxMargin, north + boxMargin]
}

interface Locking {
  pack: RulePack
  coming?: readonly Lines[]
}

/** The cells of all ground that a write of these works may touch, as they are linked now. */
async function groundOf(db: Db, works: readonly Drawn[], { pack, coming = [] }: Locking): Promise<Cells> {
  const linked = await linkedWith(
    db,
    works.map(({ id }) => id),
  )
  const all = [...works, ...linked]
  const stored = await boxesStored(
    db,
    all.map(({ id }) => id),
  )
  return cellsOf(all, pack, [...stored, ...coming.map(roughBox)])
}

/** Thrown to let go what was locked of the ground: by then it is more. */
class MoreGround extends TakenBack {
  readonly cells: Cells

  constructor(cells: Cells) {
    super('more ground')
    this.cells = cells
  }
}

/** Each time somebody has linked works between two looks; more often than this nobody waits for an order. */
const mostLooks = 4

/**
 * The locks of all ground that a write of these works may touch, taken at once so that they are taken in one order: their
 * own (before and after a change), that of their diversions and connections (before, and those that are `coming`), and
 * that of the works with which they share a trench. Whoever asks for more later may wait for somebody who waits for them: where
 * more was linked while this waited, it lets go what it has and takes all of it anew. Once it holds the ground of a works,
 * nobody else links that. In a transaction, which keeps the locks.
 */
export async function lockWorks(db: Db, works: readonly Drawn[], locking: Locking): Promise<void> {
  let cells = await groundOf(db, works, locking)
  for (let looks = 1; looks < mostLooks; looks++) {
    const more = await lockOrLearn(db, cells, (trx) => groundOf(trx, works, locking))
    if (more === undefined) return
    cells = more
  }
  await lockGround(db, cells)
}

/** Locks these cells; or, where a look under the locks finds ground beyond them, none, and gives all that is to be locked. */
async function lockOrLearn(db: Db, cells: Cells, look: (trx: Db) => Promise<Cells>): Promise<Cells | undefined> {
  try {
    // a savepoint: going back to it lets go the locks that were taken since, and only those
    await db.transaction(async (trx) => {
      await lockGround(trx, cells)
      const seen = await look(trx)
      if (!holds(cells, seen)) throw new MoreGround(seen)
    })
  } catch (error) {
    if (error instanceof MoreGround) return error.cells
    throw error
  }
}
