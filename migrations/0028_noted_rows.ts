/**
 * What migration 0028 notes of cases, calls and fees (and 0030 of bans): by their own rows, whoever writes them. What a row does not
 * say when it happened is of its transaction.
 */
export const notedRows = `
  create function note_row(source text, content jsonb, at timestamptz) returns void
  language plpgsql security definer set search_path = public, pg_temp as $$
  begin
    if not untold() then
      insert into happening (source, content, user_id, at)
      values (source, content, nullif(current_setting('nasaq.user', true), '')::uuid, coalesce(at, now()));
    end if;
  end $$;

  create function note_case() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
  declare
    next uuid[];
  begin
    if tg_op = 'INSERT' then
      perform note_row('case', jsonb_build_object('caseId', new.id, 'event', 'filed'), new.opened_at);
    elsif new.state is distinct from old.state then
      perform note_row('case', jsonb_build_object('caseId', new.id, 'event', new.state),
        case new.state when 'open' then new.reopened_at when 'escalated' then new.escalated_at else new.ended_at end);
    elsif new.state = 'open' then
      next := array(select unnest(new.waits_for) except select unnest(old.waits_for));
      if cardinality(next) > 0 then
        perform note_row('case', jsonb_build_object('caseId', new.id, 'event', 'turn', 'agencies', to_jsonb(next)), null);
      end if;
    end if;
    return null;
  end $$;
  comment on function note_case is 'one that is open anew is told as it was when it was filed';

  create function note_case_party() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
  begin
    perform note_row('case', jsonb_build_object('caseId', new.case_id, 'event', 'joined', 'agencies', jsonb_build_array(new.agency_id)), null);
    return null;
  end $$;

  create function note_proposal() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
  begin
    perform note_row('case', jsonb_build_object('caseId', new.case_id, 'event', 'proposed', 'by', new.agency_id), new.at);
    return null;
  end $$;

  create function note_call() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
  begin
    perform note_row('call', jsonb_build_object('callId', new.id, 'event', tg_argv[0]), coalesce(new.closed_at, new.called_at));
    return null;
  end $$;

  create function note_interest() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
  begin
    perform note_row('call', jsonb_build_object('callId', new.call_id, 'event', 'answered', 'by', new.agency_id), new.answered_at);
    return null;
  end $$;

  create function note_fee() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
  begin
    perform note_row('fee', jsonb_build_object('worksId', new.works_id, 'event', new.state),
                     case new.state when 'due' then new.due_at end);
    return null;
  end $$;
  comment on function note_fee is 'not how much: a notice is read where a fee is not';

  create trigger case_noted after insert or update on coordination_case for each row execute function note_case();
  create trigger party_noted after insert on case_party for each row execute function note_case_party();
  create trigger proposal_noted after insert on case_proposal for each row execute function note_proposal();
  create trigger call_noted after insert on interest_call for each row execute function note_call('opened');
  create trigger call_closed after update of closed_at on interest_call for each row
    when (old.closed_at is null and new.closed_at is not null) execute function note_call('closed');
  create trigger interest_noted after insert or update on interest_answer for each row execute function note_interest();
  create trigger fee_noted after insert on fee for each row when (new.state = 'due') execute function note_fee();
  create trigger fee_moved after update of state on fee for each row
    when (new.state <> old.state and new.state in ('failed','refunded')) execute function note_fee();
`

/** Its end, trigger by trigger. */
export const unnotedRows = `
  drop trigger case_noted on coordination_case;
  drop trigger party_noted on case_party;
  drop trigger proposal_noted on case_proposal;
  drop trigger call_noted on interest_call;
  drop trigger call_closed on interest_call;
  drop trigger interest_noted on interest_answer;
  drop trigger fee_noted on fee;
  drop trigger fee_moved on fee;
  drop function note_case(), note_case_party(), note_proposal(), note_call(), note_interest(), note_fee();
`

/** Of bans, once there are any. */
export const notedBans = `
  create function note_ban() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
  begin
    perform note_row('ban', jsonb_build_object('banId', new.id, 'event', tg_argv[0]), coalesce(new.lifted_at, new.banned_at));
    return null;
  end $$;
  create trigger ban_noted after insert on contractor_ban for each row execute function note_ban('banned');
  create trigger ban_lifted after update of lifted_at on contractor_ban for each row
    when (old.lifted_at is null and new.lifted_at is not null) execute function note_ban('lifted');
`
