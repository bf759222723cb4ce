-- What keeps from digging in an area in a quarter, or ceases to: surfaces that are protected, constraint areas, guarantees that end
-- and ground whose rest after works ends. Of each kind the first by the day that matters, with how many there are in all.
with asked as materialized (
  select /* area */ as area, daterange(cast(:start as date), cast(:end as date), '[]') as days
),
found as (
  select 'protected' as kind, p.id, p.name_ar, p.name_en, null::text as number, null::uuid as agency_id,
         p.resurfaced_on as first, p.protected_until as last, p.hold_until, null::text as area_kind, null::text as severity,
         p.ground as shape, case when p.hold_until > lower(a.days) then p.hold_until else p.protected_until end as matters
  from asked a join protected_surface p on p.ground && a.area and ST_Intersects(p.ground, a.area)
   and daterange(p.resurfaced_on, p.protected_until, '[]') && a.days
  union all
  select 'constraint', c.id, c.name_ar, c.name_en, null, null, lower(c.period), upper(c.period) - 1, null, c.kind, c.severity,
         c.area, coalesce(lower(c.period), lower(a.days))
  from asked a join constraint_area c on c.area && a.area and ST_Intersects(c.area, a.area)
   and (c.period is null or c.period && a.days)
  union all
  select 'guarantee', w.id, w.title, w.title, w.number, w.agency_id, upper(w.occupies), w.guarantee_until, null, null, null,
         w.footprint, w.guarantee_until
  from asked a join works w on w.reach && a.area and ST_Intersects(w.footprint, a.area)
  where w.status = 'in_guarantee' and a.days @> w.guarantee_until and /* sight */
  union all
  select 'rest', w.id, w.title, w.title, w.number, w.agency_id, upper(w.occupies), r.last, null, null, null, w.footprint, r.last
  from asked a join works w on w.reach && a.area and ST_Intersects(w.footprint, a.area)
  cross join lateral (
    select upper(w.occupies) - 2 + case when w.category = 'road_works' then cast(:roadWorks as int) else cast(:other as int) end as last
  ) r
  where w.status in ('reinstated','in_guarantee') and a.days @> r.last and /* sight */
  union all
  -- cleared within its days of rest, ground goes on resting; an index of its own finds what is closed
  select 'rest', w.id, w.title, w.title, w.number, w.agency_id, upper(w.occupies), r.last, null, null, null, w.footprint, r.last
  from asked a join works w on w.reach && a.area and ST_Intersects(w.footprint, a.area)
  cross join lateral (
    select upper(w.occupies) - 2 + case when w.category = 'road_works' then cast(:roadWorks as int) else cast(:other as int) end as last
  ) r
  where w.status = 'closed' and w.actual_period is not null and a.days @> r.last and /* sight */
),
ranked as (
  select f.*, count(*) over (partition by f.kind) as total,
         row_number() over (partition by f.kind order by f.matters, f.id) as place
  from found f
)
select kind, id, name_ar, name_en, number, agency_id, first, last, hold_until, area_kind, severity, total,
       ST_AsGeoJSON(shape, 6)::jsonb as shape
from ranked where place <= :most
order by array_position(array['protected','constraint','rest','guarantee'], kind), place
