-- Stores a changed works with all that follows from its route, and a line of history. One works a statement.
with /* measured */,
changed as (
  update works w
  set external_reference = r.external_reference, title = r.title, description = r.description,
      contractor_id = r.contractor_id, project_id = r.project_id, category = r.category, utility = r.utility,
      method = r.method, traffic_impact = r.traffic_impact, connections = r.connections,
      trench_width_metres = r.trench_width_metres, trench_depth_metres = r.trench_depth_metres, status = r.status,
      period = daterange(r.period_start, r.period_end, '[]'),
      route = m.route, footprint = m.footprint, reach = m.reach, length_metres = m.length_metres,
      area_square_metres = m.area_square_metres, road_class = m.road_class, street_id = m.street_id,
      municipality_ids = m.municipality_ids, municipality_id = m.municipality_ids[1],
      region_id = m.region_id, version = w.version + 1,
      published_version = coalesce(w.published_version, case when r.status not in ('draft','cancelled') then w.version + 1 end),
      submitted_at = coalesce(cast(:submittedAt as timestamptz), w.submitted_at),
      review_due_at = coalesce(cast(:reviewDueAt as timestamptz), w.review_due_at),
      rounds = w.rounds + cast(:newRounds as int),
      updated_at = cast(:at as timestamptz)
  from jsonb_to_recordset(cast(:rows as jsonb)) as r (
    id uuid, external_reference text, title text, description text, contractor_id uuid, project_id uuid, category text,
    utility text, method text, traffic_impact text, connections int, trench_width_metres real, trench_depth_metres real,
    status text, period_start date, period_end date
  )
  join measured m on m.id = r.id
  where w.id = r.id
  returning w.id, w.version
),
left_streets as (
  delete from works_street x using measured m
  where x.works_id = m.id and not m.streets @> jsonb_build_array(jsonb_build_object('id', x.street_id))
),
lying as (
  insert into works_street (works_id, street_id, metres)
  select m.id, t.id, t.metres from measured m cross join jsonb_to_recordset(m.streets) as t (id uuid, metres float8)
  on conflict (works_id, street_id) do update set metres = excluded.metres
)
insert into works_history (works_id, version, event, at, user_id, reason, before, after)
select id, version, :event, cast(:at as timestamptz), cast(:userId as uuid), cast(:reason as text),
       cast(:before as jsonb), cast(:after as jsonb)
from changed
returning works_id
