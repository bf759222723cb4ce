-- Opens defects with their number, who has to mend them and the first line of their history. `:defects` is a list in the
-- order of the numbers. One without a place lies at the ground of the works nearest to where it was found.
with given as (
  select g.*, ST_SetSRID(ST_GeomFromGeoJSON(g.place), 4326) as spot, ST_SetSRID(ST_GeomFromGeoJSON(g.near), 4326) as seen_at
  from jsonb_to_recordset(cast(:defects as jsonb)) as g (
    position int, id uuid, works_id uuid, inspection_id uuid, sample_id uuid, item_code text, kind text, severity text,
    text_ar text, text_en text, note text, place text, near text, due_on date, photo_id uuid
  )
),
placed as (
  select g.*, w.region_id, w.municipality_ids, w.agency_id, w.contractor_id,
         coalesce(g.spot, ST_ClosestPoint(w.footprint, g.seen_at), ST_PointOnSurface(w.footprint)) as lies_at
  from given g join works w on w.id = g.works_id
  where g.inspection_id is null or g.item_code is null
     or not exists (select 1 from defect d where d.inspection_id = g.inspection_id and d.item_code = g.item_code)
),
counted as (
  select region_id, count(*)::int as n from placed group by region_id
),
series as (
  insert into defect_series (region_id, year, last)
  select region_id, cast(:year as smallint), n from counted order by region_id
  on conflict (region_id, year) do update set last = defect_series.last + excluded.last
  returning region_id, last
),
numbered as (
  select p.*, p.region_id || '-D-' || cast(:year as text) || '-' ||
         lpad((s.last - c.n + row_number() over (partition by p.region_id order by p.position))::text, 7, '0') as number
  from placed p join series s using (region_id) join counted c using (region_id)
),
opened as (
  insert into defect (
    id, number, works_id, inspection_id, sample_id, item_code, kind, severity, text_ar, text_en, note, place,
    municipality_ids, agency_id, contractor_id, opened_at, due_on, answer_due_at, updated_at
  )
  select id, number, works_id, inspection_id, sample_id, item_code, kind, severity, text_ar, text_en, note, lies_at,
         municipality_ids, agency_id, contractor_id, cast(:now as timestamptz), due_on, cast(:answerDue as timestamptz),
         cast(:now as timestamptz)
  from numbered order by position
  returning id, number, agency_id, contractor_id, municipality_ids, due_on
),
told as (
  insert into defect_history (defect_id, version, event, at, user_id, agency_id, told, photo_id)
  select o.id, 1, 'open', cast(:now as timestamptz), cast(:userId as uuid), cast(:byAgency as uuid),
         jsonb_build_object('dueOn', o.due_on), g.photo_id
  from opened o join given g using (id)
  returning defect_id
)
select o.id, o.number, o.agency_id, o.contractor_id, o.municipality_ids, g.position
from opened o join given g using (id) join told t on t.defect_id = o.id
order by g.position
