-- Answers to what was asked in a year: how many, by silence, and how long those took that somebody gave.
select key, count(*) as answers, count(*) filter (where deemed) as deemed,
       percentile_cont(0.5) within group (order by hours) filter (where not deemed) as median_hours,
       percentile_cont(0.9) within group (order by hours) filter (where not deemed) as p90_hours
from (
  select /* key */ as key, c.deemed, (extract(epoch from c.answered_at - c.asked_at) / 3600)::float8 as hours
  from consultation c join works w on w.id = c.works_id
  where c.answered_at is not null
    and c.asked_at >= make_date(:year, 1, 1)::timestamp at time zone :zone
    and c.asked_at < make_date(:year + 1, 1, 1)::timestamp at time zone :zone
) one
group by grouping sets ((key), ())
