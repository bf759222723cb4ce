-- What works save by sharing a trench on common days since a year: each works once, by its own agency and ground.
select key, coalesce(sum(street_days), 0)::int as saved_days, coalesce(sum(shared_metres), 0) as saved_metres,
       coalesce(sum(money), 0)::float8 as saved_money
from (
  select /* key */ as key, m.street_days, m.shared_metres,
         m.metres_amount + m.street_days_amount + m.mobilisation_amount as money
  from works_group_member m
  join works_group g on g.id = m.group_id and g.dissolved_at is null
  join works w on w.id = m.works_id
  where m.left_at is null
    and m.counted_from >= make_date(:year, 1, 1)::timestamp at time zone :zone
    and m.counted_from < make_date(:year + 1, 1, 1)::timestamp at time zone :zone
) one
group by grouping sets ((key), ())
