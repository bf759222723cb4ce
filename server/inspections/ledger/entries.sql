-- A page of the ledger of one street, the newest first: each entry with its stretches there.
select e.id, e.kind, e.works_id, w.number, w.status, e.code, coalesce(w.title, e.title, '') as title,
       coalesce(w.agency_id, e.agency_id) as agency_id, coalesce(w.utility, e.utility) as utility,
       e.opened_on, e.closed_on, coalesce(w.trench_width_metres, e.trench_width_metres) as trench_width_metres,
       coalesce(w.trench_depth_metres, e.trench_depth_metres) as trench_depth_metres,
       e.guarantee_until, e.guarantor, e.layers, t.stretches
from (
  select t.entry_id,
         jsonb_agg(jsonb_build_object('fromMetres', round(t.from_metres::numeric, 1), 'toMetres', round(t.to_metres::numeric, 1),
           'side', t.side, 'offsetMetres', round(t.offset_metres::numeric, 1),
           'areaSquareMetres', round(t.area_square_metres::numeric, 1)) order by t.place) as stretches
  from pavement_stretch t where t.street_id = cast(:streetId as uuid)
  group by t.entry_id
) t
join pavement_entry e on e.id = t.entry_id
left join works w on w.id = e.works_id
where (cast(:kinds as text[]) is null or e.kind = any (cast(:kinds as text[])))
  and (cast(:from as date) is null or e.closed_on is null or e.closed_on >= cast(:from as date))
  and (cast(:to as date) is null or e.opened_on <= cast(:to as date))
  and (cast(:day as date) is null or (e.opened_on, e.id) < (cast(:day as date), cast(:id as uuid)))
order by e.opened_on desc, e.id desc
limit :limit
