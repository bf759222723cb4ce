-- Works that meet works. Goes between a relation `subject` (a draft, one works or a whole import) and what reads `pair`.
-- The box searches use the partial index works_live: the list of statuses must be the one that the index names, and
-- the boxes are compared by name, as row security lets no index be used for what ST_Intersects implies.
-- What is finished is met where its ground was closed, by its records (`closed_ground`).
-- Each overlap is computed once (offset 0); lengths, areas and distances are geodesic. Footprints are compared before
-- reaches, which are larger, hold them, and need not be looked at where the footprints meet: most that meet do.
met as materialized (
  select s.id as s_id, w.id as w_id,
         s.route as s_route, w.route as w_route, s.footprint as s_footprint, closed_ground(w) as w_footprint,
         s.reach as s_reach, w.reach as w_reach,
         s.occupies as s_occupies, w.occupies as w_occupies,
         s.category as s_category, w.category as w_category,
         s.finished as s_finished, w.status in ('reinstated','in_guarantee') as w_finished,
         s.guarantee_until as s_guarantee_until, w.guarantee_until as w_guarantee_until,
         g.touches
  from subject s
  join works w
    on w.reach && s.reach
   and w.standing && s.searched
   and w.status in ('planned','submitted','in_coordination','approved','permitted','in_progress',
                    'returned','suspended','reinstated','in_guarantee')
  cross join lateral (select ST_Intersects(s.footprint, closed_ground(w)) as touches offset 0) g
  where (g.touches or ST_Intersects(w.reach, s.reach))
    and w.id <> s.id
    and (w.id > s.id or not w.id = any (cast(:subjects as uuid[])))
    and (s.project_id is null or w.project_id is distinct from s.project_id)
    -- what shares a trench while one period holds the other is no clash; whatever else linked works make stays
    and (s.group_id is null or s.finished or w.status in ('reinstated','in_guarantee')
         or not (s.occupies @> w.occupies or w.occupies @> s.occupies)
         or not exists (
           select 1 from works_group_member m where m.works_id = w.id and m.group_id = s.group_id and m.left_at is null))
    and not (s.finished and w.status in ('reinstated','in_guarantee'))
),
timed as materialized (
  select m.*,
         not s_finished and not w_finished and s_occupies && w_occupies as simultaneous,
         greatest(lower(w_occupies) - upper(s_occupies), lower(s_occupies) - upper(w_occupies)) as raw_gap,
         case when lower(s_occupies) >= upper(w_occupies) then not s_finished
              when lower(w_occupies) >= upper(s_occupies) then not w_finished
              else false end as later_digs,
         case when case when lower(s_occupies) >= upper(w_occupies) then w_category else s_category end = 'road_works'
              then cast(:roadWorksRest as int) else cast(:otherRest as int) end as rest_days,
         case when w_finished then lower(s_occupies) <= w_guarantee_until and upper(s_occupies) > upper(w_occupies)
              when s_finished then lower(w_occupies) <= s_guarantee_until and upper(w_occupies) > upper(s_occupies)
              else false end as digs_in_guarantee
  from met m
),
diverted as materialized (
  -- all places where one closes what the other leads along at the time, as one
  select l.s_id, l.w_id, range_merge(range_agg(l.s_days * l.w_days)) as shared,
         case when bool_and(ST_IsEmpty(n.ground)) then ST_ClosestPoint((array_agg(l.closed))[1], (array_agg(l.ground))[1])
              else ST_UnaryUnion(ST_Collect(n.ground), 1e-10) end as overlap,
         jsonb_agg(jsonb_build_object('closes', l.closes,
           'own', jsonb_build_object('start', lower(l.s_days), 'end', upper(l.s_days) - 1),
           'other', jsonb_build_object('start', lower(l.w_days), 'end', upper(l.w_days) - 1))) as crossings
  from led l
  -- areas only: the embedded engine cannot overlay a mixed collection
  cross join lateral (select ST_CollectionExtract(shared_ground(l.closed, l.ground), 3) as ground offset 0) n
  where l.s_days && l.w_days
  group by l.s_id, l.w_id
),
pair as materialized (
  select t.s_id, t.w_id, t.touches, t.simultaneous, t.later_digs, t.rest_days, t.digs_in_guarantee,
         greatest(t.raw_gap, 0) as gap, o.overlap,
         case when t.simultaneous then t.s_occupies * t.w_occupies end as shared,
         case when t.touches then 0 else ground_distance(t.s_footprint, t.w_footprint) end as distance_metres,
         l.area as overlap_square_metres,
         case when l.along >= l.side / 2 then l.along else l.side end as overlap_metres,
         false as diverted, null::jsonb as crossings
  from timed t
  cross join lateral (
    select case when t.touches then shared_ground(t.s_footprint, t.w_footprint)
                else shared_ground(t.s_reach, t.w_reach) end as ground offset 0
  ) n
  cross join lateral (
    -- what is too thin to be computed, or for the embedded engine's grid, vanishes: a conflict without a place would be on no map
    select case when ST_IsEmpty(n.ground) then ST_ClosestPoint(t.s_footprint, t.w_footprint) else n.ground end as overlap
    offset 0
  ) o
  cross join lateral (
    -- Along a drawn line where it runs through the overlap; else the long side of the rectangle with the overlap's
    -- perimeter and area, which is what a strip of any bend measures along its middle. Where only reaches meet, no line
    -- runs through the other's ground. Only the overlap's areas are asked: of areas that share an edge elsewhere it is a
    -- mixed collection, which the embedded engine cannot overlay.
    select greatest(
             case when t.touches and ST_Dimension(t.s_route) = 1 then ST_Length(shared_ground(t.s_route, g.ground)::geography) else 0 end,
             case when t.touches and ST_Dimension(t.w_route) = 1 then ST_Length(shared_ground(t.w_route, g.ground)::geography) else 0 end
           ) as along,
           (g.half + sqrt(greatest(g.half * g.half - 4 * g.area, 0))) / 2 as side,
           g.area
    from (
      select ground, ST_Perimeter(ground::geography) / 2 as half, ST_Area(ground::geography) as area
      from (select ST_CollectionExtract(o.overlap, 3) as ground offset 0) e offset 0
    ) g offset 0
  ) l
  where t.simultaneous
     or t.touches and (t.raw_gap <= cast(:digOnceDays as int) or t.raw_gap + 1 < t.rest_days or t.digs_in_guarantee)
  union all
  select d.s_id, d.w_id, false, true, false, 0, false, 0, d.overlap, d.shared, 0, g.area,
         (g.half + sqrt(greatest(g.half * g.half - 4 * g.area, 0))) / 2, true, d.crossings
  from diverted d
  cross join lateral (
    select ST_Perimeter(d.overlap::geography) / 2 as half, ST_Area(d.overlap::geography) as area offset 0
  ) g
)
