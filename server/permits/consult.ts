import { uuidv7 } from 'uuidv7'
import type { Db } from '../database/connect.ts'
import { rows, sql } from '../database/sql.ts'
import type { RulePack } from '../policy/contract.ts'
import { dueAfter } from '../time/working-days.ts'
import type { PlannedWorks } from '../works/amendments/rules.ts'
import type { Works } from '../works/contract.ts'
import { measureBindings, measured } from '../works/ground.ts'
import type { Consultation } from './contract.ts'

const consultees = sql(import.meta.url, 'consultees.sql')
const text = consultees.replace(
  '/* subject */',
  `subject as (
     select id, agency_id, reach, footprint, standing, traffic_impact, closure, municipality_id, municipality_ids
     from works where id = any (cast(:ids as uuid[])))`,
)
/** Whose office decides stays who it is, wherever the ground moves. */
const plannedText = consultees.replace(
  '/* subject */',
  `${measured},
   subject as (
     select w.id, w.agency_id, m.reach, m.footprint, daterange(cast(:start as date), cast(:end as date), '[]') as standing,
            cast(:trafficImpact as text) as traffic_impact, cast(:closure as text) as closure, w.municipality_id, m.municipality_ids
     from works w join measured m on m.id = w.id)`,
)

/** An organisation that has to be asked about a works, and why. */
export interface Consultee {
  works_id: string
  id: string
  silence_approves: boolean
  grounds: Consultation['grounds']
}

const nearness = (pack: RulePack) => ({ window: pack.digOnceDays, assetMetres: pack.consultation.assetMetres })

/** Whom applications have to ask, by where they lie and what they do there. */
export function consulteesAt(db: Db, ids: readonly string[], pack: RulePack): Promise<Consultee[]> {
  return rows<Consultee>(db, text, { ids: [...ids], ...nearness(pack) })
}

/** Whom an application has to ask: nobody, where its category is not consulted on. */
export async function consulteesOf(db: Db, works: Works, pack: RulePack): Promise<Consultee[]> {
  return pack.consultation.hours[works.category] === 0 ? [] : consulteesAt(db, [works.id], pack)
}

/** The same of a works as an amendment would make it. */
export async function consulteesPlanned(db: Db, amended: PlannedWorks, pack: RulePack): Promise<Consultee[]> {
  if (pack.consultation.hours[amended.category] === 0) return []
  const { period, trafficImpact, closure } = amended
  const plan = { ...measureBindings([amended], pack), ...period, trafficImpact, closure }
  return rows<Consultee>(db, plannedText, { ...plan, ...nearness(pack) })
}

/** Asks them in a round of consultation, with its deadline on the working-day clock. */
export async function ask(
  db: Db,
  works: Works,
  round: number,
  consultees: readonly Consultee[],
  { pack, now }: { pack: RulePack; now: Date },
): Promise<void> {
  if (consultees.length === 0) return
  const due = dueAfter(now, pack.consultation.hours[works.category], pack)
  await db('consultation').insert(
    consultees.map(({ id, grounds, silence_approves }) => ({
      id: uuidv7(),
      works_id: works.id,
      round,
      agency_id: id,
      grounds,
      asked_at: now,
      due_at: due,
      silence_approves,
    })),
  )
}
