-- Moves works to another status, and adds a line of history to each. What follows from their routes is not computed anew.
with moved as (
  update works w
  set status = :status, version = w.version + 1,
      published_version = coalesce(w.published_version, case when :status not in ('draft','cancelled') then w.version + 1 end),
      submitted_at = coalesce(cast(:submittedAt as timestamptz), w.submitted_at),
      review_due_at = coalesce(cast(:reviewDueAt as timestamptz), case when cast(:keepsReview as boolean) then w.review_due_at end),
      notified_at = coalesce(cast(:notifiedAt as timestamptz), w.notified_at),
      emergency_ground = coalesce(cast(:emergencyGround as text), w.emergency_ground),
      rounds = w.rounds + case when cast(:submittedAt as timestamptz) is null then 0 else 1 end,
      actual_period = case
        when cast(:startedOn as date) is not null then daterange(cast(:startedOn as date), null)
        when cast(:endedOn as date) is not null
          then daterange(lower(w.actual_period), greatest(cast(:endedOn as date), lower(w.actual_period)), '[]')
        else w.actual_period end,
      guarantee_until = coalesce(cast(:guaranteeUntil as date), w.guarantee_until),
      updated_at = cast(:at as timestamptz)
  where w.id = any (cast(:ids as uuid[]))
  returning w.id, w.version
)
insert into works_history (works_id, version, event, at, user_id, reason, before, after)
select id, version, :event, cast(:at as timestamptz), cast(:userId as uuid), cast(:reason as text),
       cast(:before as jsonb), cast(:after as jsonb)
from moved
returning works_id
