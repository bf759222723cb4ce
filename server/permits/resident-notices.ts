import type { Db } from '../database/connect.ts'
import { rows } from '../database/sql.ts'
import { type Language, languages, type Names } from '../language/contract.ts'
import type { Period } from '../time/contract.ts'
import { dayAt } from '../time/rules.ts'
import { inBatches } from './batches.ts'
import type { PublicPermit } from './contract.ts'
import { sayPermits } from './messages.ts'
import { failureOf, type Timed } from './with-time.ts'

interface Coming {
  id: string
  title: string
  agency: Names
  street: Names | null
  valid: Period
  permit_number: string
  is_major: boolean
}

const comingText = `
  select w.id, w.title, jsonb_build_object('ar', o.name_ar, 'en', o.name_en) as agency, p.valid, p.number as permit_number,
         case when s.id is not null then jsonb_build_object('ar', s.name_ar, 'en', s.name_en) end as street,
         w.traffic_impact = 'major' as is_major
  from works w join permit p on p.works_id = w.id join organisation o on o.id = w.agency_id
  left join street s on s.id = w.street_id`

const millisecondsOfHour = 3_600_000

/**
 * Tells residents of works that begin within the hours that the rule pack names: once for each start, also late where a stop
 * lay between. [B] Gives how many.
 */
export function tellResidents(db: Db, timed: Timed): Promise<number> {
  const { now, pack } = timed
  const soon = lastDayTold(timed)
  return inBatches<Coming>(
    db,
    {
      due: (trx, { limit, without }) =>
        rows(
          trx,
          `${comingText}
           where w.status = 'permitted' and lower(p.valid) <= cast(:soon as date) and upper(p.valid) > cast(:today as date)
             and not exists (select 1 from resident_notice n where n.works_id = w.id and n.starts_on = lower(p.valid))
             and w.id <> all (cast(:without as uuid[]))
           order by w.id limit :limit for update of w skip locked`,
          { soon, today: dayAt(now, pack.zone), limit, without },
        ),
      act: async (trx, due) => {
        for (const one of due) await tell(trx, one, now)
        return due.length
      },
    },
    failureOf(timed),
  )
}

/** The last day whose works residents are told of by now. */
function lastDayTold({ now, pack }: Pick<Timed, 'now' | 'pack'>): string {
  return dayAt(new Date(now.getTime() + pack.residentNoticeHours * millisecondsOfHour), pack.zone)
}

/** Where residents were told and the permit has changed since: the notice as it is now; of a start still far away, time tells. */
export async function tellAnew(db: Db, worksId: string, timed: Pick<Timed, 'now' | 'pack'>): Promise<void> {
  const told = await db('resident_notice').where({ works_id: worksId }).delete()
  if (told === 0) return
  const [coming] = await rows<Coming>(db, `${comingText} where w.id = cast(:worksId as uuid)`, { worksId })
  if (coming && coming.valid.start <= lastDayTold(timed)) await tell(db, coming, timed.now)
}

async function tell(db: Db, coming: Coming, now: Date): Promise<void> {
  const { id, valid } = coming
  await rows(
    db,
    `insert into resident_notice (works_id, starts_on, written_at, text_ar, text_en, area)
     select id, cast(:start as date), cast(:now as timestamptz), :ar, :en, reach from works where id = cast(:id as uuid)
     on conflict do nothing`,
    { id, start: valid.start, now, ...textOf(coming) },
  )
}

/** The notice in both languages, from what the works says of itself. */
function textOf({ title, agency, street, valid, permit_number, is_major }: Coming): Record<Language, string> {
  const said = languages.map((language) => {
    const values = { agency: agency[language], title, ...valid, number: permit_number }
    const words = street
      ? sayPermits('notice.text', { ...values, street: street[language] })
      : sayPermits('notice.textNoStreet', values)
    return [language, is_major ? `${words(language)} ${sayPermits('notice.traffic')(language)}` : words(language)]
  })
  return Object.fromEntries(said) as Record<Language, string>
}

/** The notice that residents can read of a works that has its permit; null before it is written. */
export async function noticeOf(db: Db, worksId: string): Promise<PublicPermit['notice']> {
  const [found] = await rows<NonNullable<PublicPermit['notice']>>(
    db,
    `select starts_on as "startsOn", written_at as "writtenAt", jsonb_build_object('ar', text_ar, 'en', text_en) as text,
            ST_AsGeoJSON(area, 7)::jsonb as area
     from resident_notice where works_id = cast(:worksId as uuid) order by starts_on desc limit 1`,
    { worksId },
  )
  return found ?? null
}
