-- Permits issued in a year and the length of their works; the row without a key is the whole.
select key, count(*) as permits, sum(length_metres) as metres
from (
  select /* key */ as key, w.length_metres
  from permit p join works w on w.id = p.works_id
  where p.issued_at >= make_date(:year, 1, 1)::timestamp at time zone :zone
    and p.issued_at < make_date(:year + 1, 1, 1)::timestamp at time zone :zone
) one
group by grouping sets ((key), ())
