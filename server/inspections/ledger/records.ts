import type { Db } from '../../database/connect.ts'
import { rows } from '../../database/sql.ts'
import type { Language } from '../../language/contract.ts'
import type { RulePack } from '../../policy/contract.ts'
import type { PavementRecords } from './contract.ts'
import { sayLedger } from './messages.ts'

/** What was put back, from the surface down. */
interface Layer {
  material: string
  thicknessMillimetres: number
}

interface Row {
  works_id: string
  inspections: number
  failed_inspections: number
  defects: number
  open_defects: number
  samples: number
  failed_samples: number
  depth_metres: number | null
  layers: Layer[] | null
}

interface Recorded {
  records: PavementRecords
  /** The deepest that was recorded; null where nothing was. */
  depthMetres: number | null
  /** Of the largest ground that was recorded. */
  layers: Layer[] | null
}

/** What the other books say of these works, as far as whoever asks may read them. */
export async function recordsOf(db: Db, worksIds: readonly string[]): Promise<ReadonlyMap<string, Recorded>> {
  if (worksIds.length === 0) return new Map()
  const found = await rows<Row>(db, 'select * from pavement_records(cast(:worksIds as uuid[]))', {
    worksIds: [...worksIds],
  })
  return new Map(found.map((row) => [row.works_id, recorded(row)]))
}

function recorded(row: Row): Recorded {
  const { inspections, defects, samples, depth_metres: depthMetres, layers } = row
  const failed = { failedInspections: row.failed_inspections, failedSamples: row.failed_samples }
  return { records: { inspections, defects, openDefects: row.open_defects, samples, ...failed }, depthMetres, layers }
}

/** Layers in words, from the bottom up as they were laid. */
export function layersInWords(layers: readonly Layer[], pack: RulePack, language: Language): string {
  const { materials } = pack.inspections.reinstatement
  const names = new Map(materials.map(({ code, name }) => [code, name]))
  return [...layers]
    .reverse()
    .map(({ material, thicknessMillimetres: millimetres }) =>
      sayLedger('layer', { material: names.get(material)?.[language] ?? material, millimetres })(language),
    )
    .join(sayLedger('layers.joint')(language))
}
