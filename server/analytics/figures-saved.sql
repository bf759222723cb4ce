-- What works that share a trench save by their plans since a year, and what it came to of those whose ground was closed again in it:
-- each works once, in one of both, by its own agency and ground.
select key,
       coalesce(sum(street_days) filter (where standing = 'planned'), 0)::int as saved_days,
       coalesce(sum(shared_metres) filter (where standing = 'planned'), 0) as saved_metres,
       coalesce(sum(money) filter (where standing = 'planned'), 0) as saved_money,
       coalesce(sum(street_days) filter (where standing = 'realised'), 0)::int as realised_days,
       coalesce(sum(shared_metres) filter (where standing = 'realised'), 0) as realised_metres,
       coalesce(sum(money) filter (where standing = 'realised'), 0) as realised_money
from (
  select /* key */ as key, t.standing, t.street_days, t.shared_metres,
         t.metres_amount + t.street_days_amount + t.mobilisation_amount as money
  from /* trenches */ t
  where t.currency = :currency and /* day */ between make_date(:year, 1, 1) and make_date(:year, 12, 31)
) one
group by grouping sets ((key), ())
