-- Every case that a score of the window [:from, :to) is made of: whose, of which part, what happened, and what it counts.
-- The figure of a part is sum(points) / sum(size); a row without size only adds to the points of the others.
-- A case that an appeal has taken out is not there for the party that objected, as what it objected. Times are days of the zone :zone.
-- Where a party is named (:partyId), each arm looks at its rows alone.
-- Two arms for the two that are judged by a works: whoever dug it, and whose it was.
window_of as (
  select cast(:from as date) as first_day, cast(:to as date) as end_day,
         cast(cast(:from as date) as timestamp) at time zone cast(:zone as text) as first_at,
         cast(cast(:to as date) as timestamp) at time zone cast(:zone as text) as end_at
),
-- whoever dug a works answers for it until its guarantee ends: what its rates are divided by, and of what they count
answered as not materialized (
  select w.id, w.number, w.agency_id, w.contractor_id, greatest(w.length_metres, cast(:leastMetres as float8)) / 1000 as kilometres,
         cast(lower(w.occupies) as timestamp) at time zone cast(:zone as text) as at,
         w.occupies && daterange(v.first_day, v.end_day) as is_dug
  from works w cross join window_of v
  where w.status in ('in_progress','suspended','reinstated','in_guarantee','closed')
    and w.standing && daterange(v.first_day, v.end_day)
),
owed as (
  select a.* from answered a where cast(:partyId as uuid) is null or cast(:partyId as uuid) in (a.contractor_id, a.agency_id)
),
found as (
  select 'inspections' as part, 'inspection' as kind, i.id, i.number, i.owner_id as agency_id, i.contractor_id, i.ended_at as at,
         100 * case i.outcome when 'passed' then 1 when 'failed_low' then 1 - cast(:lowCounts as float8) else 0 end as points, 1::float8 as size
  from inspection i cross join window_of v
  where i.ended_at >= v.first_at and i.ended_at < v.end_at and i.outcome <> 'unable'
    and (cast(:partyId as uuid) is null or cast(:partyId as uuid) in (i.contractor_id, i.owner_id))
  union all
  select p.part, 'works', d.id, d.number, d.agency_id, d.contractor_id, d.at, 0, case p.part when 'defects' then d.kilometres else 1 end
  from owed d cross join (values ('defects'), ('violations'), ('reports')) p (part)
  union all
  select 'defects', 'defect', d.id, d.number, d.agency_id, d.contractor_id, d.opened_at,
         case d.severity when 'high' then 1 else cast(:lowCounts as float8) end, 0
  from defect d cross join window_of v
  where d.opened_at >= v.first_at and d.opened_at < v.end_at and d.state <> 'withdrawn'
    and exists (select 1 from answered a where a.id = d.works_id)
    and (cast(:partyId as uuid) is null or cast(:partyId as uuid) in (d.contractor_id, d.agency_id))
  union all
  select 'mended_in_time', 'defect', d.id, d.number, d.agency_id, d.contractor_id, cast(d.due_on as timestamp) at time zone cast(:zone as text),
         -- one that was found in order before anybody reported its mend was mended by then. A mend that was turned down moves the
         -- due day, and one that came late stays late; upheld, a defect has its days anew, and what was before does not count
         case when coalesce(d.mended_at, d.ended_at) < cast(d.due_on + 1 as timestamp) at time zone cast(:zone as text)
               and not exists (
                 select 1 from defect_history m
                 cross join lateral (
                   select cast(h.told ->> 'dueOn' as date) as day from defect_history h
                   where h.defect_id = m.defect_id and h.version < m.version and h.told ->> 'dueOn' is not null
                   order by h.version desc limit 1) due
                 where m.defect_id = d.id and m.event = 'mend'
                   and m.at >= cast(due.day + 1 as timestamp) at time zone cast(:zone as text)
                   and not exists (select 1 from defect_history u
                                   where u.defect_id = d.id and u.event = 'uphold' and u.version > m.version))
              then 100 else 0 end, 1
  from defect d cross join window_of v
  where d.due_on >= v.first_day and d.due_on < v.end_day and d.state <> 'withdrawn' and not d.is_contested
    and (cast(:partyId as uuid) is null or cast(:partyId as uuid) in (d.contractor_id, d.agency_id))
  union all
  select 'disputes', 'defect', d.id, d.number, d.agency_id, d.contractor_id, d.decided_at,
         case d.state when 'withdrawn' then 100 else 0 end, 1
  from defect d cross join window_of v
  where d.answer = 'disputed' and d.decided_at >= v.first_at and d.decided_at < v.end_at
    and (cast(:partyId as uuid) is null or cast(:partyId as uuid) in (d.contractor_id, d.agency_id))
  union all
  select 'samples', 'sample', s.id, s.number, w.agency_id, w.contractor_id, s.taken_at, case s.outcome when 'passed' then 100 else 0 end, 1
  from sample s join works w on w.id = s.works_id cross join window_of v
  where s.taken_at >= v.first_at and s.taken_at < v.end_at and s.outcome is not null and s.voided_at is null
    and (cast(:partyId as uuid) is null or cast(:partyId as uuid) in (w.contractor_id, w.agency_id))
  union all
  select 'overruns', 'works', d.id, d.number, d.agency_id, d.contractor_id, d.at,
         case when exists (select 1 from overrun o cross join window_of v
                           where o.works_id = d.id and o.days > 0 and o.first_day < v.end_day and o.counted_to >= v.first_day) then 0 else 100 end, 1
  from owed d join permit p on p.works_id = d.id
  where d.is_dug
  union all
  -- of whatever they did it at, also where that was no works; whoever answers for it alone; what is proposed, warned of, mended in time or withdrawn counts against nobody
  select 'violations', 'violation', x.id, x.number, case x.liable when 'owner' then x.liable_id end,
         case x.liable when 'contractor' then x.liable_id end, x.at, 1, 0
  from violation x cross join window_of v
  where x.at >= v.first_at and x.at < v.end_at and x.state in ('issued','objected','due','paid')
    and (cast(:partyId as uuid) is null or cast(:partyId as uuid) in (x.liable_id))
  union all
  select 'reports', 'report', r.id, r.number, w.agency_id, w.contractor_id, r.created_at, 1, 0
  from report r join works w on w.id = r.works_id cross join window_of v
  where r.created_at >= v.first_at and r.created_at < v.end_at and r.status not in ('rejected','duplicate')
    and exists (select 1 from answered a where a.id = r.works_id)
    and (cast(:partyId as uuid) is null or cast(:partyId as uuid) in (w.contractor_id, w.agency_id))
),
tested as (
  select 'results_in_time' as part, s.id, s.number, s.laboratory_id, s.taken_at as at,
         case when (select min(r.entered_at) from laboratory_result r where r.sample_id = s.id)
                   < cast(s.due_on + 1 as timestamp) at time zone cast(:zone as text) then 100 else 0 end as points
  from sample s cross join window_of v
  where s.due_on >= v.first_day and s.due_on < v.end_day and s.voided_at is null
    and (cast(:partyId as uuid) is null or cast(:partyId as uuid) in (s.laboratory_id))
  union all
  select 'results_right', s.id, s.number, s.laboratory_id, s.taken_at,
         case when exists (select 1 from laboratory_result r where r.sample_id = s.id and r.sequence > 1) then 0 else 100 end
  from sample s cross join window_of v
  where s.taken_at >= v.first_at and s.taken_at < v.end_at and s.outcome is not null and s.voided_at is null
    and (cast(:partyId as uuid) is null or cast(:partyId as uuid) in (s.laboratory_id))
),
every_case as (
  select f.contractor_id as party_id, 'contractor' as party_kind, f.part, f.kind, f.id, f.number, f.at, f.points, f.size
  from found f where f.contractor_id is not null
  union all
  select f.agency_id, 'agency', f.part, f.kind, f.id, f.number, f.at, f.points, f.size from found f where f.agency_id is not null
  union all
  select t.laboratory_id, 'consultant', t.part, 'sample', t.id, t.number, t.at, t.points, 1 from tested t
),
counted as (
  select c.* from every_case c
  where not exists (select 1 from quality_appeal a
                    where a.party_id = c.party_id and a.party_kind = c.party_kind and a.part = c.part and a.case_id = c.id and a.state = 'excluded')
)
