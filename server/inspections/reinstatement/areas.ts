import type { Db } from '../../database/connect.ts'
import type { Areas, Lines } from '../../geo/contract.ts'
import { areaTypes } from '../../geo/intake.ts'
import { takeGeometry } from '../../geo/problem.ts'
import { faultAt, type Outcome } from '../../http/problem.ts'
import type { RulePack } from '../../policy/contract.ts'
import type { Works } from '../../works/contract.ts'
import { lineOf, stretchOf } from '../../works/progress/rules.ts'
import type { RecordedArea } from './contract.ts'
import { sayReinstatement } from './messages.ts'

/** A drawn area, or the line of a stretch with half its width. */
export interface Shape {
  shape: Areas | Lines
  halfWidth: number | null
}

/** The areas of a record as shapes: drawn ones are taken in, stretches are cut from the route of the works. */
export async function shapesOf(
  db: Db,
  works: Pick<Works, 'route' | 'lengthMetres'>,
  areas: readonly RecordedArea[],
  { box }: Pick<RulePack, 'box'>,
): Promise<Outcome<Shape[]>> {
  const shapes: Shape[] = []
  for (const [at, area] of areas.entries()) {
    const path = `areas/${at}`
    const made =
      'drawn' in area
        ? await takeGeometry<Areas>(db, area.drawn, `${path}/drawn`, { types: areaTypes, box })
        : along(works, area, path)
    if (made.problem) return made
    shapes.push({ shape: made.value, halfWidth: 'drawn' in area ? null : area.widthMetres / 2 })
  }
  return { value: shapes }
}

type Along = Exclude<RecordedArea, { drawn: unknown }>

function along(
  { route, lengthMetres }: Pick<Works, 'route' | 'lengthMetres'>,
  area: Along,
  path: string,
): Outcome<Lines> {
  const { stretch, fault } = stretchOf(area, route, lengthMetres)
  if (fault === 'part_not_along') return faultAt(path, sayReinstatement('part_not_along'))
  if (fault === 'part_outside')
    return faultAt(`${path}/toMetres`, sayReinstatement('part_outside', { metres: Math.round(lengthMetres) }))
  if (fault || !stretch) return faultAt(`${path}/toMetres`, sayReinstatement('part_too_short'))
  return { value: lineOf(route as Lines, [stretch], lengthMetres) }
}
