import { uuidv7 } from 'uuidv7'
import type { Db } from '../../database/connect.ts'
import { certainRows, prepared, rows, sql } from '../../database/sql.ts'
import type { Box, Lines } from '../../geo/contract.ts'
import { lineTypes } from '../../geo/intake.ts'
import { takeGeometry } from '../../geo/problem.ts'
import { boxOf } from '../../geo/rules.ts'
import { faultAt, type Outcome } from '../../http/problem.ts'
import type { RulePack } from '../../policy/contract.ts'
import type { Period } from '../../time/contract.ts'
import { cellsOf, type Drawn, lockGround } from '../ground.ts'
import { linkedWith } from '../linked.ts'
import { sayWorks } from '../messages.ts'
import { routeFault } from '../route.ts'
import type { Closure, NewDiversion } from './contract.ts'
import { type Part, partOf } from './rules.ts'

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

/**
 * The locks of all ground that a write of these works may touch, taken at once so that they are taken in one order: their
 * own (before and after a change), that of their diversions and connections (before, and those that are `coming`), and
 * that of the works with which they share a trench. Whoever asks for more later may wait for somebody who waits for them.
 */
export async function lockWorks(
  db: Db,
  works: readonly Drawn[],
  { pack, coming = [] }: { pack: RulePack; coming?: readonly Lines[] },
): Promise<void> {
  const linked = await linkedWith(
    db,
    works.map(({ id }) => id),
  )
  const all = [...works, ...linked]
  const stored = await boxesStored(
    db,
    all.map(({ id }) => id),
  )
  await lockGround(db, cellsOf(all, pack, [...stored, ...coming.map(roughBox)]))
}
