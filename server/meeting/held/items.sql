-- Stores the items of an agenda, each with the municipalities where it lies: those that its works touch, or the thing itself
-- where it is about none.
insert into meeting_item (meeting_id, number, point, is_between, party_ids, named_ids, municipality_ids, content, shape)
select cast(:meetingId as uuid), i.number, i.point, i.is_between, i.party_ids, i.named_ids,
       case when i.works_ids <> '{}'
            then array(select distinct unnest(w.municipality_ids) from works w where w.id = any (i.works_ids))
            else array(select m.id from municipality m, ST_SetSRID(ST_GeomFromGeoJSON(i.shape), 4326) as place
                       where m.boundary && place and ST_Intersects(m.boundary, place)) end,
       i.content, i.shape
from jsonb_to_recordset(cast(:items as jsonb))
  as i (number integer, point text, is_between boolean, party_ids uuid[], named_ids uuid[], works_ids uuid[], content jsonb, shape jsonb)
