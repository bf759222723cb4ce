-- Stores an inspection with its number, items and photos, in the order in which they came. `:inspection` is one object;
-- nothing where the id is there already.
with given as (
  select * from jsonb_to_record(cast(:inspection as jsonb)) as g (
    id uuid, works_id uuid, works_version int, visit_id uuid, kind text, checklist_version int, started_at timestamptz,
    ended_at timestamptz, accuracy_metres real, place jsonb, distance_metres float8, away_reason text, outcome text,
    unable_reason text, note text, stop_work_reason text, stopped_works boolean, signed_as text, signature jsonb,
    sent text, items jsonb, photos jsonb
  )
),
series as (
  insert into inspection_series (region_id, year, last)
  select w.region_id, extract(year from cast(:now as timestamptz) at time zone cast(:zone as text))::smallint, 1
  from works w join given g on g.works_id = w.id
  on conflict (region_id, year) do update set last = inspection_series.last + 1
  returning region_id, year, last
),
stored as (
  insert into inspection (id, number, works_id, works_version, visit_id, kind, checklist_version, started_at, ended_at,
                          received_at, inspector_id, agency_id, owner_id, contractor_id, municipality_id, place,
                          accuracy_metres, distance_metres, away_reason, outcome, unable_reason, note, stop_work_reason,
                          stopped_works, signed_as, signature, sent)
  select g.id, s.region_id || '-I-' || s.year || '-' || lpad(s.last::text, 7, '0'), w.id, g.works_version, g.visit_id,
         g.kind, g.checklist_version, g.started_at, g.ended_at, cast(:now as timestamptz), cast(:userId as uuid),
         cast(:agencyId as uuid), w.agency_id, w.contractor_id, w.municipality_id,
         ST_SetSRID(ST_GeomFromGeoJSON(g.place), 4326), g.accuracy_metres, g.distance_metres, g.away_reason, g.outcome,
         g.unable_reason, g.note, g.stop_work_reason, g.stopped_works, g.signed_as, g.signature, decode(g.sent, 'hex')
  from given g join works w on w.id = g.works_id cross join series s
  on conflict (id) do nothing
  returning id, number
),
items as (
  insert into inspection_item (inspection_id, code, position, result, severity, reasons, note, place)
  select s.id, i.code, i.position, i.result, i.severity, array(select jsonb_array_elements_text(i.reasons)), i.note,
         ST_SetSRID(ST_GeomFromGeoJSON(i.place), 4326)
  from stored s cross join given g
  cross join jsonb_to_recordset(g.items) as i (
    code text, position smallint, result text, severity text, reasons jsonb, note text, place jsonb
  )
),
photos as (
  insert into inspection_photo (id, inspection_id, position, item_code, taken_at, place, distance_metres)
  select p.id, s.id, p.position, p.item_code, p.taken_at, ST_SetSRID(ST_GeomFromGeoJSON(p.place), 4326), p.distance_metres
  from stored s cross join given g
  cross join jsonb_to_recordset(g.photos) as p (
    id uuid, position smallint, item_code text, taken_at timestamptz, place jsonb, distance_metres float8
  )
)
select number from stored
