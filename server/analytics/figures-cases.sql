-- Cases of works that meet: opened in a year, and ended in it because those concerned agreed or the office decided. Each once
-- for a key that one of its works has, and once in the whole.
select key, count(distinct case_id) filter (where what = 'opened') as cases_opened,
       count(distinct case_id) filter (where what = 'settled') as cases_settled
from (
  select /* key */ as key, s.case_id, s.what
  from (
    select id as case_id, 'opened' as what, opened_at as at from coordination_case
    union all
    select id, 'settled', ended_at from coordination_case where ended_by in ('agreed', 'decided')
  ) s
  join case_works cw on cw.case_id = s.case_id
  join works w on w.id = cw.works_id
  where s.at >= make_date(:year, 1, 1)::timestamp at time zone :zone
    and s.at < make_date(:year + 1, 1, 1)::timestamp at time zone :zone
) one
group by grouping sets ((key), ())
