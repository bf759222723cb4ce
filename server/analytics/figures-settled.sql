-- What the office has settled in a year with a reason: findings waived, objections overruled. What works took over from their
-- project was decided once, of that.
select key, count(*) as settled
from (
  select /* key */ as key
  from (
    select works_id, at from waiver where not carried
    union all
    select works_id, overruled_at from consultation where overruled_at is not null
  ) s join works w on w.id = s.works_id
  where s.at >= make_date(:year, 1, 1)::timestamp at time zone :zone
    and s.at < make_date(:year + 1, 1, 1)::timestamp at time zone :zone
) one
group by grouping sets ((key), ())
