import { uuidv7 } from 'uuidv7'
import { keepRegister } from '../../server/coordination/register.ts'
import type { Db } from '../../server/database/connect.ts'
import { rows } from '../../server/database/sql.ts'
import { keepLedger } from '../../server/inspections/ledger/keep.ts'
import { addDays, dayAt } from '../../server/time/rules.ts'
import { keepDrawing, type Picturing } from './photos.ts'
import { closedDrawing, siteDrawing } from './pictures.ts'
import { idOf } from './random.ts'

type Storing = Picturing

const recordedOfEach = { reinstated: 6, in_guarantee: 9, closed: 4 } as const
/** In so many days the guarantees of the first works end. */
const endings = [18, 41, 77]
const layers = [
  { material: 'asphalt_wearing', thicknessMillimetres: 50 },
  { material: 'base_course', thicknessMillimetres: 250 },
  { material: 'selected_fill', thicknessMillimetres: 600 },
]

/** Works of the demo city on their way back to it: recorded, in a guarantee that ends soon, cleared with a certificate. */
export async function storeHandover(db: Db, storing: Storing): Promise<void> {
  const { pack, now } = storing
  const today = dayAt(now, pack.zone)
  for (const [at, days] of endings.entries()) await endGuarantee(db, at, addDays(today, days))
  const changed = [
    ...(await record(db, 'reinstated')),
    ...(await record(db, 'in_guarantee')),
    ...(await record(db, 'closed')),
  ]
  await picture(db, changed, storing)
  await clear(db, { pack, now })
  await keepLedger(db, changed, pack)
  await keepRegister(db, changed, pack)
}

/** A works whose guarantee ends on a day was dug so long before it, by its plan and its permit. */
async function endGuarantee(db: Db, at: number, until: string): Promise<void> {
  await rows(
    db,
    `with ending as (
       select id, guarantee_until - cast(:until as date) as days from works
       where status = 'in_guarantee' and guarantee_until is not null and ST_GeometryType(route) = 'ST_LineString'
       order by guarantee_until, id limit 1 offset cast(:at as int)
     ),
     moved as (
       update works w
       set guarantee_until = w.guarantee_until - e.days,
           period = daterange(lower(w.period) - e.days, upper(w.period) - e.days),
           actual_period = daterange(lower(w.actual_period) - e.days, upper(w.actual_period) - e.days)
       from ending e where w.id = e.id returning w.id, e.days
     )
     update permit p set valid = daterange(lower(p.valid) - m.days, upper(p.valid) - m.days)
     from moved m where p.works_id = m.id`,
    { at, until },
  )
}

/** One record for all of the line of some works of a status; what is met of them is from now on what it says. */
async function record(db: Db, status: keyof typeof recordedOfEach): Promise<string[]> {
  const ids = Array.from({ length: recordedOfEach[status] }, () => uuidv7())
  const found = await rows<{ works_id: string }>(
    db,
    `with chosen as (
       select w.*, row_number() over (order by w.guarantee_until, w.id) as place,
              coalesce(w.trench_width_metres, 1) as width, least(coalesce(w.trench_depth_metres, 0.95), 6) as depth
       from works w
       where w.status = :status and ST_GeometryType(w.route) = 'ST_LineString' and upper(w.actual_period) is not null
       order by w.guarantee_until, w.id limit cast(:most as int)
     ),
     grounds as (
       select c.*, ST_Multi(ST_Buffer(route::geography, width / 2, 'endcap=flat join=mitre mitre_limit=2')::geometry) as ground
       from chosen c
     ),
     stored as (
       insert into reinstatement_record (id, works_id, place, version, kind, closed_on, areas, ground, area_square_metres,
         length_metres, depth_metres, surface, layers, ends, recorded_at, agency_id)
       select (cast(:ids as uuid[]))[place], id, 1, 1, 'permanent', upper(actual_period) - 1,
              jsonb_build_array(jsonb_build_object('fromMetres', 0, 'toMetres', round(length_metres::numeric, 2), 'widthMetres', round(width::numeric, 2))),
              ground, ST_Area(ground::geography), length_metres, greatest(depth, 0.9), 'carriageway', cast(:layers as jsonb),
              ST_Collect(ST_StartPoint(route), ST_EndPoint(route)), upper(actual_period) - 1, coalesce(contractor_id, agency_id)
       from grounds
       returning works_id, ground
     )
     update works w set reinstated = s.ground from stored s where w.id = s.works_id returning w.id as works_id`,
    { status, most: recordedOfEach[status], ids, layers: JSON.stringify(layers) },
  )
  return found.map(({ works_id }) => works_id)
}

/** Of each record the open trench and the closed one, by whoever closed it. */
async function picture(db: Db, worksIds: readonly string[], storing: Storing): Promise<void> {
  for (const [n, works_id] of worksIds.entries())
    for (const [at, drawing] of [await siteDrawing(n), await closedDrawing(n)].entries())
      await rows(
        db,
        `insert into reinstatement_photo (id, works_id, record, photo_id, added_at)
         select :id, r.works_id, r.place, :photo, r.recorded_at from reinstatement_record r where r.works_id = :works_id`,
        { id: idOf('reinstatement-photo', n * 2 + at), works_id, photo: await keepDrawing(db, drawing, storing) },
      )
}

/** Certificates of works that are closed and recorded, signed for the office of their ground. */
async function clear(db: Db, { pack, now }: Pick<Storing, 'pack' | 'now'>): Promise<void> {
  await rows(
    db,
    `with closed as (
       select w.*, row_number() over (order by w.id) as place, ST_Area(w.reinstated::geography) as square_metres,
              upper(w.actual_period) - 1 as ended, m.organisation_id as office,
              (cast(:now as timestamptz) - interval '3 days') as at,
              ((cast(:now as timestamptz) - interval '3 days') at time zone cast(:zone as text))::date as cleared_on
       from works w join municipality m on m.id = w.municipality_id where w.status = 'closed' and w.reinstated is not null
     ),
     series as (
       insert into clearance_series (region_id, year, last)
       select region_id, extract(year from cast(:now as timestamptz) at time zone cast(:zone as text))::smallint, count(*)
       from closed group by region_id returning region_id, year
     ),
     released as (
       update works w set guarantee_until = c.cleared_on from closed c where c.id = w.id and c.guarantee_until > c.cleared_on
     )
     insert into clearance (works_id, number, issued_at, signed_as, office_id, seen_version, guarantee_from, guarantee_until,
                            guarantee_was_until, early_reason, ground_square_metres, deepest_metres)
     select c.id, c.region_id || '-H-' || s.year || '-' || lpad(c.place::text, 7, '0'), c.at,
            'مدير إدارة التنسيق', c.office, c.version, c.ended, least(c.guarantee_until, c.cleared_on),
            case when c.guarantee_until > c.cleared_on then c.guarantee_until end,
            case when c.guarantee_until >= c.cleared_on then 'سُلّم الموقع لجهة تعيد إنشاء الشارع كاملًا' end,
            c.square_metres, c.trench_depth_metres
     from closed c join series s using (region_id)`,
    { now, zone: pack.zone },
  )
}
