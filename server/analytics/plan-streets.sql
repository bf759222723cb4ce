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
       o.occupies, o.metres, c.blocking, c.warning, c.chances
from streets s
cross join lateral (
  select w.id, w.number, w.title, w.agency_id, w.category, w.status, w.occupies, x.metres, count(*) over () as total
  from works_street x join works w on w.id = x.works_id cross join asked a
  where x.street_id = s.id and w.occupies && a.days /* where */
  order by lower(w.occupies), w.id
  limit cast(:most as int)
) o
cross join lateral (
  select count(*) filter (where severity = 'blocking' and state <> 'waived') as blocking,
         count(*) filter (where severity = 'warning' and kind <> 'repeat_dig' and state <> 'waived') as warning,
         count(*) filter (where kind = 'repeat_dig') as chances
  from (
    select severity, kind, state from conflict where works_a = o.id
    union all
    select severity, kind, state from conflict where works_b = o.id
  ) each
) c
order by s.name_ar, s.id, lower(o.occupies), o.id
