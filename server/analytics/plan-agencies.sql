-- What each agency does in a year: works, metres, days and the works that each month has open, counted in one pass.
with asked as (
  select daterange(make_date(:year, 1, 1), make_date(:year, 12, 31), '[]') as days
),
found as materialized (
  select w.id, w.agency_id, w.length_metres,
         greatest(lower(w.occupies), lower(a.days)) as first,
         least(coalesce(upper(w.occupies), upper(a.days)), upper(a.days)) - 1 as last
  from works w cross join asked a
  where w.occupies && a.days /* where */
),
meetings as (
  select works_a as works from conflict where severity = 'blocking' and state <> 'waived'
  union
  select works_b from conflict where severity = 'blocking' and state <> 'waived'
),
met as (
  select f.agency_id, count(*) as blocking
  from found f join meetings m on m.works = f.id
  group by f.agency_id
),
sides as materialized (
  /* side */
),
shared as (
  select c.works_a, c.works_b
  /* chance */
    and a.agency_id <> b.agency_id
),
sharing as (
  select f.agency_id, count(*) as chances
  from found f
  join (select works_a as works from shared union select works_b from shared) s on s.works = f.id
  group by f.agency_id
),
months as (
  select f.agency_id, g.month, count(*) as works
  from found f
  cross join lateral generate_series(extract(month from f.first)::int, extract(month from f.last)::int) as g (month)
  group by f.agency_id, g.month
)
select f.agency_id, count(*) as works, sum(f.length_metres) as metres, sum(f.last - f.first + 1)::int as works_days,
       coalesce(max(m.blocking), 0) as blocking, coalesce(max(s.chances), 0) as chances,
       array(select coalesce(o.works, 0)::int
             from generate_series(1, 12) as g (month)
             left join months o on o.agency_id = f.agency_id and o.month = g.month
             order by g.month) as months
from found f
left join met m on m.agency_id = f.agency_id
left join sharing s on s.agency_id = f.agency_id
group by f.agency_id
order by works desc, f.agency_id
