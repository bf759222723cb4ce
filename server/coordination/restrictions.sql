-- Protected surfaces that a footprint lies on, and constraint areas that a reach touches, in force during a period; or one empty row.
-- Of central zones the limits tell.
with own as (
  select ST_GeomFromEWKB(decode(:footprint, 'hex')) as footprint, ST_GeomFromEWKB(decode(:reach, 'hex')) as reach,
         ST_GeomFromEWKB(decode(:route, 'hex')) as route,
         daterange(cast(:start as date), cast(:end as date), '[]') as period
),
found as (
  select 'protected_surface' as type, p.id, p.name_ar, p.name_en, p.version, null as kind, null as severity,
         p.resurfaced_on, p.hold_until, p.protected_until, null::daterange as period,
         shared_ground(p.ground, o.footprint) as overlap, shared_ground(p.ground, o.route) as along
  from own o
  join protected_surface p on ST_Intersects(p.ground, o.footprint)
   and o.period && daterange(p.resurfaced_on, p.protected_until, '[]')
  union all
  select 'constraint_area', c.id, c.name_ar, c.name_en, c.version, c.kind, c.severity, null, null, null, c.period,
         shared_ground(c.area, o.reach), shared_ground(c.area, o.route)
  from own o
  join constraint_area c on ST_Intersects(c.area, o.reach) and c.kind <> 'central_zone' and (c.period is null or c.period && o.period)
)
select type, id, name_ar, name_en, version, kind, severity, resurfaced_on, hold_until, protected_until, period,
       ST_AsGeoJSON(overlap, 7)::jsonb as overlap, ST_Area(overlap::geography) as overlap_square_metres,
       ST_Length(along::geography) as overlap_metres
from (select 1) always
left join found on true
order by type desc, overlap_square_metres desc, id
