-- What silence has done to these works: every answer past its deadline is an approval, where silence is one.
with silent as (
  update consultation c
  set answer = 'approve', deemed = true, answered_at = c.due_at
  from works w
  where w.id = any (cast(:ids as uuid[])) and c.works_id = w.id and c.round = w.rounds
    and c.answer is null and c.silence_approves and c.due_at <= cast(:now as timestamptz)
  returning c.works_id, c.agency_id
),
told as (
  select works_id, jsonb_agg(agency_id order by agency_id) as agencies from silent group by works_id
),
moved as (
  update works w set version = w.version + 1, updated_at = cast(:now as timestamptz)
  from told t where w.id = t.works_id
  returning w.id, w.version, t.agencies
)
insert into works_history (works_id, version, event, at, user_id, before, after)
select id, version, 'deem', cast(:now as timestamptz), null, '{}', jsonb_build_object('agencyIds', agencies)
from moved
returning works_id
