-- Works that mean to occupy ground of an area in a quarter: of each agency the first by what they meet and how long they
-- are, told by their days, with how many there are in all. The list of statuses is within the one of the index works_live.
with asked as materialized (
  select /* area */ as area, daterange(cast(:start as date), cast(:end as date), '[]') as days
),
found as (
  select w.id, w.number, w.title, w.agency_id, w.category, w.status, w.occupies, w.footprint, w.length_metres, c.blocking
  from asked a
  join works w on w.reach && a.area and w.standing && a.days
  cross join lateral (
    select count(*) as blocking
    from (select severity, state from conflict where works_a = w.id
          union all
          select severity, state from conflict where works_b = w.id) each
    where severity = 'blocking' and state <> 'waived'
  ) c
  where w.status in ('planned','submitted','in_coordination','approved','permitted','in_progress','returned','suspended')
    and w.occupies && a.days and ST_Intersects(w.footprint, a.area) and /* sight */
),
ranked as (
  select f.*, count(*) over (partition by f.agency_id) as total,
         row_number() over (partition by f.agency_id order by f.blocking > 0 desc, f.length_metres desc, f.id) as place
  from found f
)
select r.id, r.number, r.title, r.agency_id, r.category, r.status, r.occupies, r.length_metres as metres, r.blocking, r.total,
       (select p.number from permit p where p.works_id = r.id) as permit,
       ST_AsGeoJSON(r.footprint, 6)::jsonb as shape,
       coalesce((
         select jsonb_agg(jsonb_build_object('ar', n.name_ar, 'en', n.name_en) order by n.metres desc, n.name_ar)
         from (select s.name_ar, s.name_en, max(x.metres) as metres
               from works_street x join street s on s.id = x.street_id
               where x.works_id = r.id group by s.name_ar, s.name_en order by 3 desc, 1 limit 2) n), '[]') as streets
from ranked r join organisation o on o.id = r.agency_id
where r.place <= :most
order by o.ordinal, lower(r.occupies), r.id
