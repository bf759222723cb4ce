import type { Knex } from 'knex'

/**
 * What a year came to is the city's, whoever asks: permits and answers were, while each saw of the cases only its own, under
 * the same head. Whoever sees plans is told how many there were, and nothing of any of them.
 */
const plans = "(select current_setting('nasaq.plans', true)) = 'yes'"

export async function up(db: Knex): Promise<void> {
  await db.raw(`
    create function case_counts(asked_year integer, asked_zone text, asked_by text)
    returns table (key text, cases_opened integer, cases_settled integer)
    language sql stable security definer set search_path = public, pg_temp as $$
      select o.key, (count(distinct o.case_id) filter (where o.what = 'opened'))::integer,
             (count(distinct o.case_id) filter (where o.what = 'settled'))::integer
      from (
        select case asked_by when 'agency' then w.agency_id::text when 'municipality' then w.municipality_id::text
                 when 'month' then to_char(s.at at time zone asked_zone, 'YYYY-MM') end as key, s.case_id, s.what
        from (
          select id as case_id, 'opened' as what, opened_at as at from coordination_case
          union all
          select id, 'settled', ended_at from coordination_case where ended_by in ('agreed', 'decided')
        ) s
        join case_works cw on cw.case_id = s.case_id
        join works w on w.id = cw.works_id
        where s.at >= make_date(asked_year, 1, 1)::timestamp at time zone asked_zone
          and s.at < make_date(asked_year + 1, 1, 1)::timestamp at time zone asked_zone
      ) o
      where asked_by_owner() or ${plans}
      group by grouping sets ((o.key), ())
    $$;
    comment on function case_counts is
      'of a year, each case once for a key that one of its works has and once in the whole: numbers only, the same for all';
    revoke execute on function case_counts(integer, text, text) from public;
    grant execute on function case_counts(integer, text, text) to nasaq_app;
  `)
}

export async function down(db: Knex): Promise<void> {
  await db.raw('drop function case_counts(integer, text, text)')
}
