-- Makes the register's rows of the works named right: writes what holds, removes what no longer does.
-- A row that stays keeps its state; one that was waived and is another now is to be judged again. [G]
right_now as (
  select least(p.s_id, p.w_id) as works_a, greatest(p.s_id, p.w_id) as works_b,
         holding.kind, holding.rule_id, holding.severity,
         p.overlap, p.overlap_metres, p.overlap_square_metres, p.distance_metres, p.shared,
         case when p.simultaneous then null else p.gap end as gap_days
  from pair p /* holding */
  where holding.holds
),
removed as (
  delete from conflict c
  where (c.works_a = any (cast(:subjects as uuid[])) or c.works_b = any (cast(:subjects as uuid[])))
    and not exists (
      select 1 from right_now r where r.works_a = c.works_a and r.works_b = c.works_b and r.kind = c.kind
    )
),
written as (
  insert into conflict (works_a, works_b, kind, rule_id, severity, overlap, overlap_metres, overlap_square_metres,
                        distance_metres, shared, gap_days)
  select works_a, works_b, kind, rule_id, severity, overlap, overlap_metres, overlap_square_metres,
         distance_metres, shared, gap_days
  from right_now
  on conflict (works_a, works_b, kind) do update
  set rule_id = excluded.rule_id, severity = excluded.severity, overlap = excluded.overlap,
      overlap_metres = excluded.overlap_metres, overlap_square_metres = excluded.overlap_square_metres,
      distance_metres = excluded.distance_metres, shared = excluded.shared, gap_days = excluded.gap_days,
      state = case
        when conflict.state = 'waived'
             and (conflict.severity, conflict.shared, conflict.gap_days, round(conflict.overlap_square_metres),
                  round(conflict.overlap_metres), round(conflict.distance_metres))
                 is distinct from (excluded.severity, excluded.shared, excluded.gap_days, round(excluded.overlap_square_metres),
                                   round(excluded.overlap_metres), round(excluded.distance_metres))
          then 'judge_again'
        else conflict.state end
  returning 1
)
select (select count(*) from written) as written
