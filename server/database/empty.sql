-- Takes everything of ours out of the schema, in the transaction of the restore that follows; what belongs to an extension
-- stays. Then makes what a dump takes for granted: the extensions (which only a superuser may make, and an operator may
-- have made before) and the role that requests work as, which is the cluster's and not the database's.
set lock_timeout = '30s';
do $do$
declare
  one record;
begin
  for one in
    select format('drop %s if exists public.%I cascade', case c.relkind
        when 'v' then 'view' when 'm' then 'materialized view' when 'S' then 'sequence' else 'table' end, c.relname) as statement
    from pg_class c
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p', 'v', 'm', 'S')
      and not exists (select 1 from pg_depend d where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype in ('e', 'i'))
    order by c.relkind = 'S'
  loop
    execute one.statement;
  end loop;
  for one in
    select format('drop routine if exists %s cascade', p.oid::regprocedure) as statement
    from pg_proc p
    where p.pronamespace = 'public'::regnamespace
      and not exists (select 1 from pg_depend d where d.classid = 'pg_proc'::regclass and d.objid = p.oid and d.deptype = 'e')
  loop
    execute one.statement;
  end loop;
  for one in
    select format('drop type if exists %s cascade', t.oid::regtype) as statement
    from pg_type t
    where t.typnamespace = 'public'::regnamespace and t.typtype in ('e', 'd', 'c', 'r') and t.typelem = 0
      and not exists (select 1 from pg_depend d where d.classid = 'pg_type'::regclass and d.objid = t.oid and d.deptype in ('e', 'i'))
  loop
    execute one.statement;
  end loop;
end
$do$;
create extension if not exists postgis;
create extension if not exists btree_gist;
do $do$ begin
  if not exists (select 1 from pg_roles where rolname = 'nasaq_app') then
    create role nasaq_app nologin;
  end if;
  if not pg_has_role(current_user, 'nasaq_app', 'member') then
    execute format('grant nasaq_app to %I', current_user);
  end if;
end $do$;
