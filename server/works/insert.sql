-- Stores works with their number, streets and first line of history. `:rows` is a list in the order of the numbers.
-- The ground is locked before a number is taken: `counted`, which the numbers come from, waits for `locked`.
with /* measured */,
locked as materialized (
  select case when cast(:locks as boolean) then lock_ground(cast(:xs as int[]), cast(:ys as int[])) end
),
incoming as (
  select r.*, extract(year from r.created_at at time zone cast(:zone as text))::smallint as year, m.region_id, m.municipality_ids, m.route as drawn, m.footprint, m.reach, m.length_metres,
         m.area_square_metres, m.road_class, m.street_id, m.streets
  from jsonb_to_recordset(cast(:rows as jsonb)) as r (
    id uuid, place int, external_reference text, title text, description text, agency_id uuid, contractor_id uuid,
    project_id uuid, category text, utility text, method text, traffic_impact text, connections int,
    trench_width_metres real, trench_depth_metres real, status text, period_start date, period_end date,
    actual_start date, actual_end date, guarantee_until date, created_at timestamptz, event text, user_id uuid,
    after jsonb
  )
  join measured m on m.id = r.id
),
counted as (
  select region_id, year, count(*)::int as n
  from incoming cross join (select count(*) from locked) as held
  group by region_id, year
),
series as (
  insert into number_series (region_id, year, last)
  select region_id, year, n from counted order by region_id, year
  on conflict (region_id, year) do update set last = number_series.last + excluded.last
  returning region_id, year, last
),
numbered as (
  select i.*, i.region_id || '-' || i.year || '-' ||
         lpad((s.last - c.n + row_number() over (partition by i.region_id, i.year order by i.place))::text, 7, '0') as number
  from incoming i join series s using (region_id, year) join counted c using (region_id, year)
),
stored as (
  insert into works (
    id, region_id, municipality_id, municipality_ids, number, external_reference, title, description, agency_id,
    contractor_id, project_id, category, utility, method, traffic_impact, connections, trench_width_metres,
    trench_depth_metres, status, published_version, period, actual_period, guarantee_until, route, footprint, reach, length_metres,
    area_square_metres, road_class, street_id, created_at, updated_at
  )
  select id, region_id, municipality_ids[1], municipality_ids, number, external_reference, title, description, agency_id,
         contractor_id, project_id, category, utility, method, traffic_impact, connections, trench_width_metres,
         trench_depth_metres, status, case when status <> 'draft' then 1 end, daterange(period_start, period_end, '[]'),
         case when actual_start is not null then daterange(actual_start, actual_end, '[]') end, guarantee_until,
         drawn, footprint, reach, length_metres, area_square_metres, road_class, street_id, created_at, created_at
  from numbered order by place
  returning id, number
),
lying as (
  insert into works_street (works_id, street_id, metres)
  select n.id, t.id, t.metres
  from numbered n cross join jsonb_to_recordset(n.streets) as t (id uuid, metres float8)
),
told as (
  insert into works_history (works_id, version, event, at, user_id, before, after)
  select id, 1, event, created_at, user_id, '{}'::jsonb, after from numbered
)
select id, number from stored
