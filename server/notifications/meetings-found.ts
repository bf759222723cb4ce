import type { Db } from '../database/connect.ts'
import { rows } from '../database/sql.ts'

/** What a notice needs to know of coordination meetings: their agencies, their ground, and when they are. */
export async function findMeetings(db: Db, ids: readonly string[]) {
  const found = await rows<{
    id: string
    number: string
    held_on: string
    agency_ids: string[]
    municipality_ids: string[]
    name_ar: string
    name_en: string
  }>(
    db,
    `select m.id, m.number, to_char(m.held_on, 'YYYY-MM-DD') as held_on, m.agency_ids, m.municipality_ids,
            o.name_ar, o.name_en
     from meeting m join organisation o on o.id = m.agency_id where m.id = any (cast(:ids as uuid[]))`,
    { ids: [...ids] },
  )
  return new Map(
    found.map(({ id, number, held_on: day, agency_ids, municipality_ids, name_ar: ar, name_en: en }) => [
      id,
      {
        facts: { municipalityIds: municipality_ids },
        parties: agency_ids,
        about: { number, day, agency: { ar, en } },
      },
    ]),
  )
}
