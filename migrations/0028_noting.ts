/** The functions of migration 0028, by which what happens is noted where it is written. */
export const noting = `
  create function untold() returns boolean language sql stable as $$
    select coalesce(current_setting('nasaq.untold', true), '') = 'yes'
  $$;
  comment on function untold is 'a city that is loaded from elsewhere, or for a demo, is news to nobody';

  create function note_works_event() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
  begin
    if not untold() then
      insert into happening (source, content, user_id, at)
      values ('works', jsonb_build_object('worksId', new.works_id, 'version', new.version, 'event', new.event,
                                          'reason', new.reason, 'after', new.after), new.user_id, new.at);
    end if;
    return null;
  end $$;

  create function note_conflicts() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
  declare
    pairs jsonb;
    latest timestamptz;
  begin
    if untold() then return null; end if;
    select jsonb_agg(jsonb_build_array(works_a, works_b)) into pairs from (select distinct works_a, works_b from changed) c;
    if pairs is not null then
      select max(w.updated_at) into latest from changed c join works w on w.id in (c.works_a, c.works_b);
      insert into happening (source, content, user_id, at)
      values ('conflict', jsonb_build_object('kind', tg_argv[0], 'pairs', pairs),
              nullif(current_setting('nasaq.user', true), '')::uuid, coalesce(latest, now()));
    end if;
    return null;
  end $$;

  create function tell_happenings(tellings jsonb) returns integer
  language plpgsql volatile security definer set search_path = public, pg_temp as $$
  declare
    noted integer;
  begin
    if untold() then return 0; end if;
    insert into happening (source, content, user_id, at, once)
    select 'told', t.value, coalesce(t.value ->> 'by', nullif(current_setting('nasaq.user', true), ''))::uuid,
           (t.value ->> 'at')::timestamptz, t.value ->> 'once'
    from jsonb_array_elements(tellings) t
    on conflict (once) where once is not null do nothing;
    get diagnostics noted = row_count;
    return noted;
  end $$;

  create function keep_former_secret() returns trigger language plpgsql as $$
  begin
    new.former_secret := old.secret;
    return new;
  end $$;
  comment on function keep_former_secret is 'whoever changes a secret cannot read the one before it';

  create function wake_senders() returns trigger language plpgsql as $$
  begin
    perform pg_notify('nasaq_outbox', '');
    return null;
  end $$;
`
