-- Moves a works to another status, and adds a line of history. Nothing that follows from its route is computed anew.
with moved as (
  update works w
  set status = :status, version = w.version + 1,
      published_version = coalesce(w.published_version, case when :status not in ('draft','cancelled') then w.version + 1 end),
      updated_at = cast(:at as timestamptz)
  where w.id = cast(:id as uuid)
  returning w.id, w.version
)
insert into works_history (works_id, version, event, at, user_id, reason, before, after)
select id, version, :event, cast(:at as timestamptz), cast(:userId as uuid), cast(:reason as text),
       cast(:before as jsonb), cast(:after as jsonb)
from moved
returning works_id
