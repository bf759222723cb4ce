-- Works that occupy ground in a year and lie on no street that is known, with all of their length: the first of them, or those after one.
select o.total, o.id, o.number, o.title, o.agency_id, o.category, o.status, o.occupies, o.metres,
       m.blocking, m.warning, m.chances
from (
  select w.id, w.number, w.title, w.agency_id, w.category, w.status, w.occupies, w.length_metres as metres,
         count(*) over () as total
  from works w
  where w.occupies && daterange(make_date(:year, 1, 1), make_date(:year, 12, 31), '[]')
    and not exists (select 1 from works_street x where x.works_id = w.id) /* where */
    and (cast(:afterDay as date) is null or (lower(w.occupies), w.id) > (cast(:afterDay as date), cast(:afterId as uuid)))
  order by lower(w.occupies), w.id
  limit cast(:most as int)
) o
cross join lateral (select s.blocking, s.warning - h.heeded as warning, h.chances from (select 1) one /* met */) m
order by lower(o.occupies), o.id
