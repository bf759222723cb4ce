import { uuidv7 } from 'uuidv7'
import type { Actor } from '../../server/access/actor.ts'
import type { Db } from '../../server/database/connect.ts'
import { rows } from '../../server/database/sql.ts'
import { leastOf } from '../../server/inspections/laboratory/rules.ts'
import type { RulePack } from '../../server/policy/contract.ts'
import { addDays, dayAt } from '../../server/time/rules.ts'

const millisecondsOfDay = 86_400_000
const most = 60

interface Works {
  id: string
  region_id: string
  road_class: string | null
  contractor: string
}

/** Every so many samples of a contractor fails: some put ground back better than others. */
const failsEvery: Record<string, number> = { 'DEMO-BUILD1': 9, 'DEMO-BUILD2': 4, 'DEMO-BUILD3': 2 }

/** Samples of the months before, so that scores have a history. They are numbered apart from those of this year. */
export async function storeEarlier(
  db: Db,
  { agencyId, userId }: Actor,
  { pack, now }: { pack: RulePack; now: Date },
): Promise<void> {
  const works = await rows<Works>(
    db,
    `select w.id, w.region_id, w.road_class, o.code as contractor
     from works w join organisation o on o.id = w.contractor_id
     where w.status in ('in_progress','reinstated','in_guarantee','closed') order by w.number limit :most`,
    { most },
  )
  const [test] = pack.inspections.laboratory.tests
  if (!test || works.length === 0) return
  const taken = Array.from({ length: most * 2 }, (_, place) => ({ place, works: works[place % works.length] as Works }))
  const all = taken.map(({ place, works: one }) => {
    const at = new Date(now.getTime() - (24 + ((place * 7) % 230)) * millisecondsOfDay)
    const least = leastOf(test, one.road_class)
    const isBad = place % (failsEvery[one.contractor] ?? 5) === 1
    return {
      id: uuidv7(),
      place,
      at,
      day: dayAt(at, pack.zone),
      least,
      value: least + (isBad ? -2.1 : 1.6),
      isBad,
      ...{ works: one },
    }
  })
  await rows(
    db,
    `insert into sample (id, number, works_id, laboratory_id, kind, layer, seal, place, distance_metres, least, taken_at, taken_by,
                         recorded_by, recorded_at, due_on)
     select g.id, g.number, w.id, cast(:agencyId as uuid), :kind, :layer, g.seal, ST_PointOnSurface(w.footprint), 0, g.least, g.at,
            'فني مختبر تجريبي', cast(:userId as uuid), g.at, g.due
     from jsonb_to_recordset(cast(:given as jsonb)) as g (id uuid, number text, works uuid, seal text, least float8, at timestamptz, due date)
     join works w on w.id = g.works`,
    {
      ...{ agencyId, userId, kind: test.kind, layer: test.layer },
      given: JSON.stringify(
        all.map(({ id, place, works: one, least, at, day }) => ({
          ...{
            id,
            works: one.id,
            least,
            at,
            seal: `DEMO-E-${1000 + place}`,
            due: addDays(day, pack.inspections.laboratory.resultDays),
          },
          number: `${one.region_id}-S-${day.slice(0, 4)}-${String(9_000_000 + place)}`,
        })),
      ),
    },
  )
  await db('laboratory_result').insert(
    all.map(({ id, place, at, day, value, isBad }) => ({
      ...{ id: uuidv7(), sample_id: id, sequence: 1, value, outcome: isBad ? 'failed' : 'passed', source: 'csv' },
      ...{ tested_on: addDays(day, 2), certificate: `DEMO-E-${place}`, entered_by: userId },
      // every eleventh came late
      entered_at: new Date(at.getTime() + (place % 11 === 0 ? 12 : 4) * millisecondsOfDay),
    })),
  )
}
