-- Closures that lie on diversions, either way round, whatever their days: what a subject closes of another's diversion,
-- and what another closes of a subject's. What is finished closes nothing and leads nobody any more. The box searches use
-- the indexes diversion_ground and works_closing: the list of statuses must be the one that the latter names.
led as materialized (
  select s.id as s_id, w.id as w_id, 'own' as closes, s.footprint as closed, d.ground,
         s.occupies as s_days, diversion_days(w.occupies, d.first_day, d.last_day) as w_days
  from subject s
  join diversion d on d.ground && s.footprint
  join works w on w.id = d.works_id and w.standing && s.searched
   and w.status in ('planned','submitted','in_coordination','approved','permitted','in_progress','returned','suspended')
  where s.closure = any (cast(:closing as text[])) and not s.finished
    and w.id <> s.id
    and (w.id > s.id or not w.id = any (cast(:subjects as uuid[])))
    and (s.project_id is null or w.project_id is distinct from s.project_id)
    and ST_Intersects(s.footprint, d.ground)
  union all
  select s.id, w.id, 'other', w.footprint, d.ground, diversion_days(s.occupies, d.first_day, d.last_day), w.occupies
  from subject s
  join own_diversion d on d.works_id = s.id
  join works w on w.footprint && d.ground and w.standing && s.searched
   and w.closure <> 'none'
   and w.status in ('planned','submitted','in_coordination','approved','permitted','in_progress','returned','suspended')
  where w.closure = any (cast(:closing as text[])) and not s.finished
    and w.id <> s.id
    and (w.id > s.id or not w.id = any (cast(:subjects as uuid[])))
    and (s.project_id is null or w.project_id is distinct from s.project_id)
    and ST_Intersects(w.footprint, d.ground)
)
