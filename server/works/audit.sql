-- Adds the last line of history of these works to the audit, with the version that they have now.
select record_audit(jsonb_agg(jsonb_build_object(
  'subject', 'works', 'id', w.id, 'agency', w.agency_id, 'municipalities', to_jsonb(w.municipality_ids), 'event', h.event,
  'reason', said.reason, 'before', h.before, 'after', h.after || coalesce(said.conditions, '{}') || jsonb_build_object('version', h.version)
) order by w.id)) as written
from works w join works_history h on h.works_id = w.id and h.version = w.version
left join lateral history_words(w.id) said on said.version = h.version
where w.id = any (cast(:ids as uuid[]))
