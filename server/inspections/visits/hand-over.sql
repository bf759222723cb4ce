-- A visit that was planned for one report, made for the latest of those that are open on the same works and have none of their own:
-- it was to answer them too. Gives none where nobody waits for it. One that somebody deals with at this moment gets none: should it
-- stay open, it is planned a visit of its own.
with waiting as (
  select r.id from visit v join report r on r.works_id = v.works_id
  where v.id = cast(:id as uuid) and r.id <> v.report_id and r.status in ('received','routed','in_progress','disputed')
    and not exists (select 1 from visit o where o.report_id = r.id and not o.withdrawn)
    and not exists (
      select 1 from visit o where o.works_id = r.works_id and o.kind = 'investigation' and not o.withdrawn
        and o.ended_at >= r.created_at)
  order by r.created_at desc, r.id desc limit 1 for update of r skip locked
)
update visit v set report_id = w.id, version = v.version + 1 from waiting w where v.id = cast(:id as uuid)
returning v.id
