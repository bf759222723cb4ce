import type { Knex } from 'knex'
import { notedRows, unnotedRows } from './0028_noted_rows.ts'
import { noting } from './0028_noting.ts'

/**
 * Who is told what. What happens is noted in the transaction that does it (`happening`), by triggers where it follows from
 * rows that are written anyway, so that nothing that writes can forget it; a sender makes of it a notice for each person,
 * an e-mail and a delivery to each webhook. Each of these is a row that is leased, tried again, and given up visibly.
 *
 * Requests read their own notices and what they manage of webhooks; secrets of webhooks are sealed by the service, and
 * no column that holds one is granted.
 */
const user = "(select nullif(current_setting('nasaq.user', true), '')::uuid)"
const agency = "(select nullif(current_setting('nasaq.agency', true), '')::uuid)"
const admin = "(select current_setting('nasaq.admin', true)) = 'yes'"
const everywhere = "(select current_setting('nasaq.ground', true)) = '*'"

const managed = `${admin} and (${everywhere} or agency_id = ${agency})`
const ofManaged = 'exists (select 1 from webhook w where w.id = webhook_id)'
/** What row security shows of each type of subject; an organisation's notices are its people's alone. */
const ofSeenSubject = `case subject_type
  when 'works' then exists (select 1 from works w where w.id = subject_id)
  when 'case' then sees_case(subject_id)
  when 'call' then exists (select 1 from interest_call c where c.id = subject_id)
  else true end`

const policies = [
  `notice for select using (user_id = ${user} and ${ofSeenSubject})`,
  `notice for update using (user_id = ${user})`,
  `notice_choice for all using (user_id = ${user})`,
  `notice_person for all using (user_id = ${user})`,
  // who manages an account sees what could not be delivered to it, and of whose mail nothing else
  'mail for select using (dead_at is not null and exists (select 1 from app_user u where u.id = user_id))',
  `webhook for all using (${managed})`,
  `webhook_delivery for select using (${ofManaged})`,
  `webhook_delivery for insert with check (${ofManaged})`,
  `webhook_delivery for update using (${ofManaged})`,
  'webhook_attempt for select using (exists (select 1 from webhook_delivery d where d.id = delivery_id))',
]
const tables = ['happening', ...new Set(policies.map((policy) => policy.split(' ')[0] as string))]

/** Of the events of a works, those that somebody is told of. */
const toldEvents = `'submit','file','notify','answer','return','refuse','approve','grant','suspend','resume','expire','violate',
  'amend','propose','prolong','decline','overrun'`

/** A row that waits to be sent: who has it until when, how often it was tried, and that it was given up. */
const outbox = `
  created_at timestamptz not null,
  next_at timestamptz not null,
  lease uuid,
  leased_until timestamptz,
  tries smallint not null default 0,
  sent_at timestamptz,
  dead_at timestamptz,
  check (sent_at is null or dead_at is null)`

export async function up(db: Knex): Promise<void> {
  await db.raw(`
    create table happening (
      id uuid primary key default gen_random_uuid(),
      sequence bigint generated always as identity,
      source text not null check (source in ('told','works','conflict','case','call','fee','ban')),
      content jsonb not null,
      user_id uuid,
      at timestamptz not null,
      once text,
      tries smallint not null default 0,
      next_at timestamptz not null default '-infinity',
      error text,
      told_at timestamptz,
      dead_at timestamptz
    );
    create unique index happening_once on happening (once) where once is not null;
    create index happening_waiting on happening (sequence) where told_at is null and dead_at is null;
    create index happening_old on happening (told_at) where told_at is not null;
    create index happening_dead on happening (dead_at) where dead_at is not null;
    comment on table happening is 'what somebody is to be told of, written in the transaction that did it';
    comment on column happening.user_id is 'who did it, and need not be told';
    comment on column happening.once is 'what happens with time is noted again and again, and told once';

    create table notice_choice (
      user_id uuid not null references app_user on delete cascade,
      kind text not null,
      app boolean not null,
      mail text not null check (mail in ('now','daily','none')),
      primary key (user_id, kind)
    );
    comment on table notice_choice is 'where somebody wants it otherwise than it usually is';

    create table notice_person (
      user_id uuid primary key references app_user on delete cascade,
      language text not null check (language in ('ar','en')),
      digest_hour smallint not null check (digest_hour between 0 and 23)
    );

    create table notice (
      id uuid primary key,
      happening_id uuid not null,
      user_id uuid not null references app_user on delete cascade,
      kind text not null,
      subject_type text not null,
      subject_id uuid not null,
      about jsonb not null,
      at timestamptz not null,
      in_app boolean not null,
      mail text not null check (mail in ('now','daily','none')),
      read_at timestamptz,
      digest_id uuid,
      unique (happening_id, user_id, kind, subject_id)
    );
    create index notice_list on notice (user_id, at desc, id desc) where in_app;
    create index notice_unread on notice (user_id) where in_app and read_at is null;
    create index notice_daily on notice (user_id, at) where mail = 'daily' and digest_id is null and read_at is null;
    comment on column notice.digest_id is 'the e-mail of the day that told of it';

    create table mail (
      id uuid primary key,
      user_id uuid not null references app_user on delete cascade,
      kind text,
      notice_id uuid unique references notice on delete cascade,
      day date,
      ${outbox},
      error text,
      unique (user_id, day),
      check ((notice_id is null) <> (day is null))
    );
    create index mail_waiting on mail (next_at) where sent_at is null and dead_at is null;
    create index mail_dead on mail (dead_at desc, id) where dead_at is not null;
    comment on column mail.day is 'of a digest: one a day, however many processes make it';

    create table webhook (
      id uuid primary key,
      agency_id uuid not null references organisation,
      url text not null check (url like 'https://%'),
      description text not null,
      kinds text[] not null check (cardinality(kinds) > 0),
      secret bytea not null,
      former_secret bytea,
      former_until timestamptz,
      state text not null default 'active' check (state in ('active','paused','disabled')),
      disabled_for text check (disabled_for in ('gone','unreachable')),
      version integer not null default 1,
      created_by uuid references app_user,
      created_at timestamptz not null,
      check ((former_secret is null) = (former_until is null)),
      check ((state = 'disabled') = (disabled_for is not null))
    );
    create index webhook_agency on webhook (agency_id, id);
    comment on column webhook.secret is 'sealed with a key that the database does not have';

    create table webhook_delivery (
      id uuid primary key,
      webhook_id uuid not null references webhook on delete cascade,
      happening_id uuid,
      kind text not null,
      subject_type text not null,
      subject_id uuid not null,
      at timestamptz not null,
      ${outbox},
      unique (webhook_id, happening_id, kind, subject_id)
    );
    create index webhook_delivery_waiting on webhook_delivery (webhook_id, next_at, id) where sent_at is null and dead_at is null;
    create index webhook_delivery_sent on webhook_delivery (webhook_id, sent_at) where sent_at is not null;
    create index webhook_delivery_log on webhook_delivery (webhook_id, created_at desc, id desc);
    comment on column webhook_delivery.id is 'the webhook-id: the same at every try, so that its receiver knows it again';

    create table webhook_attempt (
      delivery_id uuid not null references webhook_delivery on delete cascade,
      number smallint not null,
      at timestamptz not null,
      status smallint,
      error text,
      milliseconds integer not null,
      primary key (delivery_id, number)
    );
    ${noting}
    create trigger event_noted after insert on works_history for each row
      when (new.event in (${toldEvents})) execute function note_works_event();
    create trigger conflict_noted after insert on conflict referencing new table as changed
      for each statement execute function note_conflicts('appeared');
    create trigger conflict_gone after delete on conflict referencing old table as changed
      for each statement execute function note_conflicts('vanished');
    ${notedRows}
    create trigger former_kept before update of secret on webhook for each row execute function keep_former_secret();
    create trigger senders_woken after insert on happening for each statement execute function wake_senders();
    create trigger senders_woken after insert on mail for each statement execute function wake_senders();
    create trigger senders_woken after insert or update of next_at on webhook_delivery
      for each statement execute function wake_senders();
    create trigger change_told after insert or update on notice for each statement execute function tell_change('notices');

    revoke execute on function tell_happenings(jsonb) from public;
    grant execute on function tell_happenings(jsonb) to nasaq_app;
    grant select, update (read_at) on notice to nasaq_app;
    grant select, insert, update, delete on notice_choice, notice_person to nasaq_app;
    grant select on mail, webhook_attempt to nasaq_app;
    grant select (id, agency_id, url, description, kinds, state, disabled_for, former_until, version, created_by, created_at),
          insert, delete, update (url, description, kinds, secret, former_until, state, disabled_for, version)
          on webhook to nasaq_app;
    grant select, insert, update (next_at, tries, lease, leased_until, dead_at, sent_at) on webhook_delivery to nasaq_app;
    ${tables.map((table) => `alter table ${table} enable row level security;`).join('\n')}
    ${policies.map((policy, n) => `create policy notices_${n} on ${policy};`).join('\n')}
  `)
}

export async function down(db: Knex): Promise<void> {
  await db.raw(`
    drop trigger event_noted on works_history;
    drop trigger conflict_noted on conflict;
    drop trigger conflict_gone on conflict;
    ${unnotedRows}
    drop table webhook_attempt, webhook_delivery, webhook, mail, notice, notice_person, notice_choice, happening;
    drop function note_works_event(), note_conflicts(), tell_happenings(jsonb), wake_senders(), keep_former_secret();
    drop function note_row(text, jsonb, timestamptz), untold();
  `)
}
