-- Stores the fields of one site anew, with what follows from its boundary, and tells how many were stored: none where the
-- version has moved on. The number stays, whatever region the site has moved to: it stands in documents.
with /* measured */,
changed as (
  update opportunity o
  set title_ar = s.title_ar, title_en = s.title_en, label_ar = s.label_ar, activity = s.activity,
      boundary = m.boundary, area_square_metres = m.area_square_metres, municipality_id = m.municipality_id,
      region_id = m.region_id, term_years = s.term_years, stage = s.stage, model = s.model,
      minimum_riyals = s.minimum_riyals, land_use = s.land_use, questions_until = s.questions_until,
      bids_until = s.bids_until, updated_at = :at, version = o.version + 1
  from jsonb_to_recordset(cast(:sites as jsonb)) as s (
    id uuid, title_ar text, title_en text, label_ar text, activity text, term_years float8, stage text, model text,
    minimum_riyals float8, land_use text, questions_until date, bids_until date
  )
  join measured m on m.id = s.id
  where o.id = s.id and o.version = :version
  returning o.id
)
select count(*) as n from changed
