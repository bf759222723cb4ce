/** What of violations has to be seen across all ground, or refused whatever the code believes. */
export const violationFunctions = `
  create function violation_priors(who uuid, what text, since timestamptz, until timestamptz) returns integer
  language plpgsql volatile security definer set search_path = public, pg_temp as $$
  begin
    perform pg_advisory_xact_lock(-3, hashtext(who::text || what));
    return (select count(*) from violation v
            where v.liable_id = who and v.article = what and v.at >= since and v.at <= until
              and v.state in ('issued','objected','due','paid'))::integer;
  end $$;
  comment on function violation_priors is
    'how often it happened before, on whose ground ever; of two at once the second waits, and counts the first';
  revoke execute on function violation_priors(uuid, text, timestamptz, timestamptz) from public;
  grant execute on function violation_priors(uuid, text, timestamptz, timestamptz) to nasaq_app;

  create function violation_counts(those uuid[], since timestamptz) returns table (who uuid, count integer)
  language sql stable security definer set search_path = public, pg_temp as $$
    select v.liable_id, count(*)::integer from violation v
    where v.liable_id = any (those) and v.at >= since and v.state in ('issued','objected','due','paid')
      and (coalesce(current_setting('nasaq.role', true), '') in ('', 'planner', 'inspector', 'admin')
           or v.liable_id = nullif(current_setting('nasaq.agency', true), '')::uuid)
    group by v.liable_id
  $$;
  comment on function violation_counts is 'an office judges a contractor by what it did on all ground; others count their own';
  revoke execute on function violation_counts(uuid[], timestamptz) from public;
  grant execute on function violation_counts(uuid[], timestamptz) to nasaq_app;

  create function refuse_own_leniency() returns trigger language plpgsql as $$
  begin
    if current_user = 'nasaq_app'
       and not (current_setting('nasaq.role', true) in ('planner','admin') and exists (
         select 1 from works w where w.id = old.works_id and (
           current_setting('nasaq.ground', true) = '*'
           or w.municipality_id = any (nullif(nullif(current_setting('nasaq.ground', true), ''), '*')::uuid[]))))
       and (new.amount, new.formula, new.article, new.liable_id, new.works_id, new.number, new.decision)
           is distinct from (old.amount, old.formula, old.article, old.liable_id, old.works_id, old.number, old.decision) then
      raise exception 'only an office makes it cost something else' using errcode = 'insufficient_privilege';
    end if;
    return new;
  end $$;
  create trigger violation_fair before update on violation for each row execute function refuse_own_leniency();
`

/** What becomes of a violation is noted by its rows, and who pays a fine hears of it. */
export const notedViolations = `
  alter table happening drop constraint happening_source_check;
  alter table happening add constraint happening_source_check check (source ~ '^[a-z]+$');

  create function note_violation() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
  begin
    perform note_row('violation', jsonb_build_object('violationId', new.id, 'event',
      case when tg_op = 'UPDATE' and old.state = 'objected' then 'decided' else new.state end), null);
    return null;
  end $$;
  create trigger violation_noted after insert on violation for each row execute function note_violation();
  create trigger violation_moved after update of state on violation for each row
    when (new.state <> old.state) execute function note_violation();

  create or replace function note_fee() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
  begin
    -- that a fine is due is told by its violation
    if new.kind <> 'fine' or new.state <> 'due' then
      perform note_row('fee', jsonb_build_object('worksId', new.works_id, 'event', new.state, 'payerId', new.payer_id),
                       case new.state when 'due' then new.due_at end);
    end if;
    return null;
  end $$;
`

/** Its end. */
export const unnotedViolations = `
  drop trigger violation_noted on violation;
  drop trigger violation_moved on violation;
  drop function note_violation();
  delete from happening where source = 'violation';
  alter table happening drop constraint happening_source_check;
  alter table happening add constraint happening_source_check
    check (source in ('told','works','conflict','case','call','fee','ban'));
  create or replace function note_fee() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
  begin
    perform note_row('fee', jsonb_build_object('worksId', new.works_id, 'event', new.state),
                     case new.state when 'due' then new.due_at end);
    return null;
  end $$;
`
