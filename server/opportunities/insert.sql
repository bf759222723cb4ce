-- Stores sites with their number, area and municipality. `:sites` is a list in the order of the numbers.
with /* measured */,
incoming as (
  select s.*, m.boundary as drawn, m.area_square_metres, m.municipality_id, m.region_id, m.position as place
  from jsonb_to_recordset(cast(:sites as jsonb)) as s (
    id uuid, title_ar text, title_en text, label_ar text, activity text, term_years float8, stage text, model text,
    minimum_riyals float8, land_use text, questions_until date, bids_until date
  )
  join measured m on m.id = s.id
),
counted as (
  select region_id, count(*)::int as n from incoming group by region_id
),
series as (
  insert into opportunity_series (region_id, year, last)
  select region_id, cast(:year as smallint), n from counted order by region_id
  on conflict (region_id, year) do update set last = opportunity_series.last + excluded.last
  returning region_id, last
),
numbered as (
  select i.*, i.region_id || '-O-' || cast(:year as text) || '-' ||
         lpad((s.last - c.n + row_number() over (partition by i.region_id order by i.place))::text, 7, '0') as number
  from incoming i join series s using (region_id) join counted c using (region_id)
)
insert into opportunity (
  id, region_id, municipality_id, number, title_ar, title_en, label_ar, activity, boundary, area_square_metres,
  term_years, stage, model, minimum_riyals, land_use, questions_until, bids_until, created_at, updated_at
)
select id, region_id, municipality_id, number, title_ar, title_en, label_ar, activity, drawn, area_square_metres,
       term_years, stage, model, minimum_riyals, land_use, questions_until, bids_until, :at, :at
from numbered order by place
returning id, number
