-- A page of the streets on which works occupy ground in a year, by name, each with its first works.
with asked as (
  select daterange(make_date(:year, 1, 1), make_date(:year, 12, 31), '[]') as days
),
streets as (
  select s.id, s.name_ar, s.name_en
  from street s
  where (cast(:afterName as text) is null or (s.name_ar, s.id) > (cast(:afterName as text), cast(:afterId as uuid)))
    and exists (
      select 1 from works_street x join works w on w.id = x.works_id cross join asked a
      where x.street_id = s.id and w.occupies && a.days /* where */)
  order by s.name_ar, s.id
  limit :limit
)
select s.id as street_id, s.name_ar, s.name_en, o.total, o.id, o.number, o.title, o.agency_id, o.category, o.status,
       o.occupies, o.metres, m.blocking, m.warning, m.chances
from streets s
cross join lateral (
  select w.id, w.number, w.title, w.agency_id, w.category, w.status, w.occupies, x.metres, count(*) over () as total
  from works_street x join works w on w.id = x.works_id cross join asked a
  where x.street_id = s.id and w.occupies && a.days /* where */
  order by lower(w.occupies), w.id
  limit cast(:most as int)
) o
cross join lateral (select s.blocking, s.warning - h.heeded as warning, h.chances from (select 1) one /* met */) m
order by s.name_ar, s.id, lower(o.occupies), o.id
