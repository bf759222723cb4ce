-- What the objects of audit entries are called now.
with asked as (select unnest(cast(:ids as uuid[])) as id)
select w.id, w.number, w.title as name_ar, w.title as name_en from works w join asked using (id)
union all
select r.id, r.number, null, null from report r join asked using (id)
union all
select o.id, o.number, o.title_ar, o.title_en from opportunity o join asked using (id)
union all
select c.id, null, c.name_ar, c.name_en from constraint_area c join asked using (id)
union all
select s.id, null, s.name_ar, s.name_en from protected_surface s join asked using (id)
union all
select u.id, null, u.name_ar, u.name_en from account_name u join asked using (id)
union all
select k.id, k.prefix, k.name, k.name from api_key k join asked using (id)
union all
select s.id, s.code, s.name_ar, s.name_en from street s join asked using (id)
union all
select m.id, m.code, m.name_ar, m.name_en from municipality m join asked using (id)
union all
select o.id, o.code, o.name_ar, o.name_en from organisation o join asked using (id)
union all
select j.id, null, j.file_name, j.file_name from import_job j join asked using (id)
