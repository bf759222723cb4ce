-- Stores reports with their number, municipality and whoever has to deal with them. `:reports` is a list in the order
-- of the numbers; `day` is the calendar day of a report in the city's zone, on which a works must stand to be asked.
with given as (
  select r.*, ST_SetSRID(ST_MakePoint(r.lng, r.lat), 4326) as place
  from jsonb_to_recordset(cast(:reports as jsonb)) as r (
    position int, id uuid, lng float8, lat float8, category text, status text, note text, photo_id uuid,
    follow_hash text, day date, created_at timestamptz, due_at timestamptz
  )
),
routed as materialized (
  select g.*, extract(year from g.day)::smallint as year,
         coalesce(m.id, root.id) as municipality_id, coalesce(m.region_id, root.region_id) as region_id,
         w.id as works_id, coalesce(w.agency_id, m.organisation_id, root.organisation_id) as agency_id
  from given g
  cross join (
    select id, region_id, organisation_id from municipality where is_root order by region_id = :rootRegion desc limit 1
  ) root
  left join lateral (
    select c.id, c.region_id, c.organisation_id from municipality c
    where ST_Intersects(c.boundary, g.place) order by c.id limit 1
  ) m on true
  -- the works on the ground there, or answering for it: the nearest, then the latest
  left join lateral (
    select k.id, k.agency_id from works k
    where k.status in ('permitted','in_progress','suspended','reinstated','in_guarantee')
      and k.reach && g.place and ST_Intersects(k.reach, g.place) and k.standing @> g.day
    order by ST_Distance(k.footprint::geography, g.place::geography), lower(k.occupies) desc, k.id limit 1
  ) w on true
),
counted as (
  select region_id, year, count(*)::int as n from routed group by region_id, year
),
series as (
  insert into report_series (region_id, year, last)
  select region_id, year, n from counted order by region_id, year
  on conflict (region_id, year) do update set last = report_series.last + excluded.last
  returning region_id, year, last
),
numbered as (
  select r.*, r.region_id || '-R-' || r.year || '-' ||
         lpad((s.last - c.n + row_number() over (partition by r.region_id, r.year order by r.position))::text, 7, '0') as number
  from routed r join series s using (region_id, year) join counted c using (region_id, year)
)
insert into report (
  id, region_id, municipality_id, number, follow_hash, category, status, note, place, photo_id, works_id, agency_id,
  created_at, updated_at, due_at
)
select id, region_id, municipality_id, number, decode(follow_hash, 'hex'), category,
       coalesce(status, case when works_id is null then 'received' else 'routed' end), note, place, photo_id, works_id,
       agency_id, created_at, created_at, due_at
from numbered order by position
returning id, number
