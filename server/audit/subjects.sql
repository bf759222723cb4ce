-- What the objects of audit entries are called now.
with asked as (select unnest(cast(:ids as uuid[])) as id)
select w.id, w.number, w.title as name_ar, w.title as name_en from works w join asked using (id)
union all
select c.id, c.number, w.title, w.title from coordination_case c join works w on w.id = c.cause_works_id join asked on asked.id = c.id
union all
select r.id, r.number, null, null from report r join asked using (id)
union all
select o.id, o.number, o.title_ar, o.title_en from opportunity o join asked using (id)
union all
select c.id, null, c.name_ar, c.name_en from constraint_area c join asked using (id)
union all
select s.id, null, s.name_ar, s.name_en from protected_surface s join asked using (id)
union all
select b.id, null, o.name_ar, o.name_en from contractor_ban b join asked using (id) join organisation o on o.id = b.contractor_id
union all
select u.id, null, u.name_ar, u.name_en from account_name u join asked using (id)
union all
select k.id, k.prefix, k.name, k.name from api_key k join asked using (id)
union all
select g.id, w.number, w.title, w.title from works_group g join works w on w.id = g.lead_id join asked on asked.id = g.id
union all
select i.id, null, i.title, i.title from interest_call i join asked using (id)
union all
select h.id, null, h.url, h.url from webhook h join asked using (id)
union all
select s.id, s.code, s.name_ar, s.name_en from street s join asked using (id)
union all
select m.id, m.code, m.name_ar, m.name_en from municipality m join asked using (id)
union all
select o.id, o.code, o.name_ar, o.name_en from organisation o join asked using (id)
union all
select j.id, null, j.file_name, j.file_name from import_job j join asked using (id)
union all
select c.id, 'v' || c.version, null, null from checklist c join asked using (id)
union all
select v.id, w.number, w.title, w.title from visit v join works w on w.id = v.works_id join asked on asked.id = v.id
union all
select i.id, i.number, w.title, w.title from inspection i join works w on w.id = i.works_id join asked on asked.id = i.id
union all
select d.id, d.number, d.text_ar, d.text_en from defect d join asked on asked.id = d.id
union all
select s.id, s.number, w.title, w.title from sample s join works w on w.id = s.works_id join asked on asked.id = s.id
union all
select a.id, a.case_number, o.name_ar, o.name_en from quality_appeal a join organisation o on o.id = a.party_id join asked on asked.id = a.id
union all
select e.id, e.code, e.title, e.title from pavement_entry e join asked using (id) where e.works_id is null
union all
select r.id, w.number, w.title, w.title from reinstatement_record r join asked using (id) join works w on w.id = r.works_id
union all
select v.id, v.number, v.words ->> 'ar', v.words ->> 'en' from violation v join asked using (id)
union all
select c.id, w.number || '/' || c.number, c.label, c.label from works_connection c join asked using (id) join works w on w.id = c.works_id
union all
select m.id, m.number, coalesce(m.area_ar, m.quarter), coalesce(m.area_en, m.quarter) from meeting m join asked using (id)
union all
select d.id, null, o.name_ar, o.name_en from answer_delegation d join asked using (id) join organisation o on o.id = d.delegate_id
union all
select a.id, a.reference, null, null from asset a join asked using (id)
