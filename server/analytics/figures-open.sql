-- Blocking conflicts that stand now, each once for a key that it touches, and once in the whole.
select key, count(distinct (works_a, works_b, kind)) as open
from (
  select /* key */ as key, c.works_a, c.works_b, c.kind
  from conflict c join works w on w.id in (c.works_a, c.works_b)
  where c.severity = 'blocking' and c.state <> 'waived'
) one
group by grouping sets ((key), ())
