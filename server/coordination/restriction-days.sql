-- The days on which a ground is restricted from today on: its protected surfaces, and the constraint areas that its reach touches.
with own as (
  select ST_GeomFromEWKB(decode(:footprint, 'hex')) as footprint, ST_GeomFromEWKB(decode(:reach, 'hex')) as reach
)
select 'protected_surface' as type, p.resurfaced_on, p.hold_until, p.protected_until, null::daterange as period,
       null as severity
from own o
join protected_surface p on ST_Intersects(p.ground, o.footprint) and p.protected_until >= cast(:today as date)
union all
select 'constraint_area', null, null, null, c.period, c.severity
from own o
join constraint_area c on ST_Intersects(c.area, o.reach) and c.kind <> 'central_zone' and c.period && daterange(cast(:today as date), null)
