import type { Knex } from 'knex'

/**
 * An answer may be given by an organisation that the asked one has entrusted with it (0106); the row says by which. Row security lets it
 * answer as long as that holds, and only where it has no interest of its own in the works. It holds the works, and with it the
 * delegation: what is revoked while somebody answers is revoked before the answer, or after it. Of the words it reads those of whom it
 * answers for, and no more than it did of the rest.
 */
const definer = 'security definer set search_path = public, pg_temp'
const plans = "(select current_setting('nasaq.plans', true)) = 'yes'"
const agency = "(select nullif(current_setting('nasaq.agency', true), '')::uuid)"
const role = "(select current_setting('nasaq.role', true))"
const day = "(select nullif(current_setting('nasaq.day', true), '')::date)"
const everywhere = "(select current_setting('nasaq.ground', true)) = '*'"
const ground = "(select nullif(nullif(current_setting('nasaq.ground', true), ''), '*'))::uuid[]"
const entrusted = `any ((select entrusted_to(${agency}, ${day}))::uuid[])`

const standsIn = `agency_id = ${entrusted}
  and exists (select 1 from works w where w.id = works_id and not interested_in(w, ${agency}))`
const answering = `${role} in ('planner','utility','traffic','admin')`

/** `whom` is a condition on the consultation `c` and the works `w`. */
const functions = (whom: string, held: string) => `
  create or replace function hold_consulted(works uuid) returns table (status text, round smallint)
  language sql volatile ${definer} as $$
    ${held}
    select w.status, w.rounds from works w
    where w.id = works and exists (select 1 from consultation c where c.works_id = works and (${whom}))
    for update
  $$;

  create or replace function works_heard(works uuid, event text, at timestamptz, reason text, told jsonb) returns integer
  language plpgsql volatile ${definer} as $$
  declare
    seen integer;
  begin
    if event not in ('answer','extend') or not exists (
                   select 1 from consultation c join works w on w.id = c.works_id and w.rounds = c.round
                   where c.works_id = works and (${whom})) then
      raise exception 'nobody asked this organisation' using errcode = 'insufficient_privilege';
    end if;
    update works w set version = w.version + 1, updated_at = works_heard.at
    where w.id = works and consultation_runs(w) returning w.version into seen;
    if seen is null then return null; end if;
    insert into works_history (works_id, version, event, at, user_id, reason, before, after)
    values (works, seen, event, works_heard.at, nullif(current_setting('nasaq.user', true), '')::uuid, reason, '{}', told);
    return seen;
  end $$;
`

const words = (orDelegate: string) => `
  create or replace function consultation_words(asked uuid) returns jsonb
  language sql stable ${definer} as $$
    select jsonb_build_object('conditions', c.conditions, 'reason', c.reason, 'overruled', c.overruled_reason)
    from consultation c join works w on w.id = c.works_id
    where c.id = asked and (asked_by_owner() or ${plans} and (
      ${role} in ('planner','utility','admin') and w.agency_id = ${agency}
      or ${role} in ('planner','admin') and (${everywhere} or w.municipality_ids && ${ground})
      or exists (select 1 from consultation o where o.works_id = w.id and o.agency_id = ${agency})
      ${orDelegate}))
  $$;
`

const itself = `c.agency_id = ${agency}`
const orDelegate = `${itself} or c.agency_id = ${entrusted} and exists (
  select 1 from works x where x.id = c.works_id and not interested_in(x, ${agency}))`
const holdDelegations = `
  select d.id from answer_delegation d
  where d.delegate_id = ${agency} and d.revoked_at is null and d.period @> ${day}
    and d.principal_id in (select c.agency_id from consultation c where c.works_id = works)
  order by d.id for share;`

export async function up(db: Knex): Promise<void> {
  await db.raw(`
    alter table consultation
      add column delegate_id uuid references organisation,
      add constraint consultation_delegate
        check (delegate_id is null or answer is not null and not deemed and delegate_id <> agency_id);
    comment on column consultation.delegate_id is 'which organisation answered for the one that was asked; null: that one itself';
    grant select (delegate_id), update (delegate_id) on consultation to nasaq_app;
    alter policy permits_2 on consultation with check (agency_id = ${agency} and delegate_id is null);
    create policy delegated_0 on consultation for update
      using (${plans} and ${answering} and answer is null and ${standsIn})
      with check (${standsIn} and (answer is null or delegate_id = ${agency}));
    ${functions(orDelegate, holdDelegations)}
    ${words(`or ${answering} and c.agency_id = ${entrusted} and not interested_in(w, ${agency})`)}
  `)
}

/** Who answered for whom is known to the histories still. */
export async function down(db: Knex): Promise<void> {
  await db.raw(`
    ${words('')}
    ${functions(itself, '')}
    drop policy delegated_0 on consultation;
    alter policy permits_2 on consultation with check (agency_id = ${agency});
    alter table consultation drop constraint consultation_delegate, drop column delegate_id;
  `)
}
