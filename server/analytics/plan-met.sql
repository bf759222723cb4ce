-- Whom a works `o` meets: what stands against it, what it should heed, and its chances to dig once with another agency. What is
-- such a chance is no warning beside it.
cross join lateral (
  select count(*) filter (where severity = 'blocking' and state <> 'waived') as blocking,
         count(*) filter (where severity = 'warning' and state <> 'waived') as warning
  from (
    select severity, state from conflict where works_a = o.id
    union all
    select severity, state from conflict where works_b = o.id
  ) each
) s
cross join lateral (
  select count(*) as chances, count(*) filter (where heeded) as heeded
  from (
    select c.severity = 'warning' and c.state <> 'waived' as heeded
    /* chance */
      and a.agency_id <> b.agency_id and (c.works_a = o.id or c.works_b = o.id)
  ) one
) h
