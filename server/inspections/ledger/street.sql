-- The segments of a street, each with what became of its surface.
select g.place, g.from_metres, g.to_metres, a.name_ar as from_ar, a.name_en as from_en, z.name_ar as to_ar, z.name_en as to_en,
       dug.cuts, dug.cut_square_metres, /* share */ as share_cut, dug.last_cut_on, renewed.surfaced_on, dug.guarantee_until, dug.open
from street s
join street_segment g on g.street_id = s.id
left join street a on a.id = g.from_street_id
left join street z on z.id = g.to_street_id
/* figures */
where s.id = cast(:streetId as uuid)
order by g.place
