import type { Actor } from '../../access/actor.ts'
import { allows } from '../../access/policy.ts'
import type { Db } from '../../database/connect.ts'
import { rows, sql } from '../../database/sql.ts'
import { type Page, page } from '../../http/cursor.ts'
import type { Language, Names } from '../../language/contract.ts'
import type { RulePack } from '../../policy/contract.ts'
import type { StreetClass } from '../../streets/contract.ts'
import type { Status, Utility } from '../../works/contract.ts'
import type { EntryKind, PavementEntry, Segment, StreetPavement } from './contract.ts'
import { segmentFigures, shareCut } from './figures.ts'
import { layersInWords, recordsOf } from './records.ts'
import { conditionOf, windowStart } from './rules.ts'

const segmentsText = sql(import.meta.url, 'street.sql')
  .replace('/* share */', shareCut)
  .replace('/* figures */', segmentFigures)
const entriesText = sql(import.meta.url, 'entries.sql')

interface StreetRow {
  id: string
  code: string | null
  name_ar: string
  name_en: string
  class: StreetClass
  width_metres: number
  length_metres: number
  box: number[]
  first_year: number | null
  entries: number
  open: number
  municipality_ids: string[]
}

interface SegmentRow {
  place: number
  from_metres: number
  to_metres: number
  from_ar: string | null
  from_en: string | null
  to_ar: string | null
  to_en: string | null
  cuts: number
  cut_square_metres: number
  share_cut: number
  last_cut_on: string | null
  surfaced_on: string | null
  guarantee_until: string | null
  open: number
}

const tenths = (value: number) => Math.round(value * 10) / 10

/** A street with the condition of each of its segments today; null where there is no such street. */
export async function pavementOf(
  db: Db,
  streetId: string,
  { pack, today, actor }: { pack: RulePack; today: string; actor: Actor | null },
): Promise<StreetPavement | null> {
  const [street] = await rows<StreetRow>(
    db,
    `select s.id, s.code, s.name_ar, s.name_en, s.class, s.width_metres, s.length_metres,
            array[ST_XMin(s.line), ST_YMin(s.line), ST_XMax(s.line), ST_YMax(s.line)] as box, h.first_year, h.entries, h.open,
            array(select m.id from municipality m where ST_Intersects(m.boundary, s.line)) || s.municipality_id as municipality_ids
     from street s
     cross join lateral (
       select extract(year from min(e.opened_on))::int as first_year, count(distinct e.id)::int as entries,
              (count(distinct e.id) filter (where e.closed_on is null and e.kind <> 'uncut'))::int as open
       from pavement_stretch t join pavement_entry e on e.id = t.entry_id where t.street_id = s.id
     ) h
     where s.id = cast(:streetId as uuid)`,
    { streetId },
  )
  if (!street) return null
  const rule = pack.inspections.ledger
  const from = windowStart(today, rule)
  const found = await rows<SegmentRow>(db, segmentsText, { streetId, from })
  const { first_year: firstYear, entries, open, name_ar: ar, name_en: en, ...row } = street
  return {
    street: {
      id: row.id,
      code: row.code,
      name: { ar, en },
      streetClass: row.class,
      widthMetres: tenths(row.width_metres),
      lengthMetres: tenths(row.length_metres),
      box: row.box,
    },
    today,
    rule,
    segments: found.map((one) => segment(one, today, pack)),
    firstYear,
    entries,
    open,
    // what is entered says by its own ground whose it is
    may: { enter: row.municipality_ids.some((id) => allows(actor, 'pavement.enter', { municipalityIds: [id] })) },
  }
}

function named(ar: string | null, en: string | null): Names | null {
  return ar === null || en === null ? null : { ar, en }
}

function segment(row: SegmentRow, today: string, pack: RulePack): Segment {
  const surface = { shareCut: row.share_cut, cuts: row.cuts, surfacedOn: row.surfaced_on }
  return {
    place: row.place,
    fromMetres: tenths(row.from_metres),
    toMetres: tenths(row.to_metres),
    from: named(row.from_ar, row.from_en),
    to: named(row.to_ar, row.to_en),
    cuts: row.cuts,
    cutSquareMetres: tenths(row.cut_square_metres),
    shareCut: Math.round(row.share_cut * 1000) / 1000,
    lastCutOn: row.last_cut_on,
    surfacedOn: row.surfaced_on,
    guaranteeUntil: row.guarantee_until !== null && row.guarantee_until >= today ? row.guarantee_until : null,
    open: row.open,
    condition: conditionOf(surface, today, pack.inspections.ledger),
  }
}

interface EntryRow {
  id: string
  kind: EntryKind
  works_id: string | null
  number: string | null
  status: Status | null
  code: string | null
  title: string
  agency_id: string | null
  utility: Utility | null
  opened_on: string
  closed_on: string | null
  trench_width_metres: number | null
  trench_depth_metres: number | null
  guarantee_until: string | null
  guarantor: string | null
  layers: string | null
  stretches: PavementEntry['stretches']
}

/** What a street's ledger is narrowed by: what stood open between two days. */
export interface EntryFilter {
  kinds?: string[] | undefined
  from?: string | undefined
  to?: string | undefined
}

export type AfterEntry = readonly [day: string, id: string] | null

/** A page of the ledger of a street, the newest first. */
export async function entriesOf(
  db: Db,
  streetId: string,
  { kinds, from, to }: EntryFilter,
  { limit, after }: { limit: number; after: AfterEntry },
  { pack, language }: { pack: RulePack; language: Language },
): Promise<Page<PavementEntry>> {
  const [day = null, id = null] = after ?? []
  const bindings = { streetId, kinds: kinds ?? null, from: from ?? null, to: to ?? null, day, id, limit: limit + 1 }
  const found = await rows<EntryRow>(db, entriesText, bindings)
  const recorded = await recordsOf(
    db,
    found.flatMap(({ works_id }) => works_id ?? []),
  )
  const told = (row: EntryRow): PavementEntry => {
    const { records = null, depthMetres = null, layers = null } = recorded.get(row.works_id ?? '') ?? {}
    // what was measured is truer than what was planned
    const dug = { ...row, trench_depth_metres: depthMetres ?? row.trench_depth_metres }
    return { ...entry(dug), records, layers: layers ? layersInWords(layers, pack, language) : row.layers }
  }
  return page(found, limit, told, (row) => [row.opened_on, row.id])
}

const hundredths = (value: number | null) => (value === null ? null : Math.round(value * 100) / 100)

function entry(row: EntryRow): Omit<PavementEntry, 'layers' | 'records'> {
  const { works_id, number, status } = row
  return {
    id: row.id,
    kind: row.kind,
    works: works_id !== null && number !== null && status !== null ? { id: works_id, number, status } : null,
    code: row.code,
    title: row.title,
    agencyId: row.agency_id,
    utility: row.utility,
    openedOn: row.opened_on,
    closedOn: row.closed_on,
    trenchWidthMetres: hundredths(row.trench_width_metres),
    trenchDepthMetres: hundredths(row.trench_depth_metres),
    guaranteeUntil: row.guarantee_until,
    guarantor: row.guarantor,
    stretches: row.stretches,
  }
}
