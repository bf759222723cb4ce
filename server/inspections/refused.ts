import type { Db } from '../database/connect.ts'
import { rows } from '../database/sql.ts'
import { failed, faultAt, type Outcome } from '../http/problem.ts'
import type { RulePack } from '../policy/contract.ts'
import type { Works } from '../works/contract.ts'
import type { Checklist } from './checklists/contract.ts'
import type { Following } from './consequences.ts'
import type { NewInspection } from './contract.ts'
import { sayInspections } from './messages.ts'
import type { Places } from './places.ts'
import { findInspection } from './read.ts'
import { inspectionFaults, isAway, movedSince, whyNotInspect } from './rules.ts'
import { seenAt } from './visits/fulfil.ts'

/** A refusal that software knows by its code, at a member. */
export function coded(path: string, code: Parameters<typeof sayInspections>[0], values: Record<string, number> = {}) {
  const { problem } = faultAt(path, sayInspections(code, values))
  return { problem: { ...problem, more: { code } } }
}

/** Nothing of the kind is there to be inspected, not yet or no more. */
export function kindFault(kind: NewInspection['kind'], works: Works): Outcome<never> | null {
  const why = whyNotInspect(kind, works)
  return why && coded('kind', why)
}

/** The same of what a telephone sends: what it saw before the works was over is not refused for what became of that since. */
export async function kindFaultOf(
  db: Db,
  sent: Pick<NewInspection, 'kind' | 'endedAt'>,
  works: Works,
  now: Date,
): Promise<Outcome<never> | null> {
  const fault = kindFault(sent.kind, works)
  if (whyNotInspect(sent.kind, works) !== 'over') return fault
  const [ended] = await rows<{ at: string | null }>(
    db,
    `select max(at) as at from works_history where works_id = cast(:id as uuid) and event in ('cancel','expire')`,
    { id: works.id },
  )
  return ended?.at != null && seenAt(sent, now).getTime() < Date.parse(ended.at) ? null : fault
}

/** Everything that is wrong with what was sent, by its checklist; null where it is whole. */
export function faultsOf(sent: NewInspection, { items }: Checklist, now: Date): Outcome<never> | null {
  const faults = inspectionFaults(sent, items, now)
  const [first] = faults
  if (!first) return null
  const textOf = (path: string) => items.find(({ code }) => path === `items/${code}`)?.text
  return failed('validation', {
    errors: faults.map(({ path, code }) => ({
      path,
      message: (language) => sayInspections(code, { item: textOf(path)?.[language] ?? '' })(language),
    })),
    more: { code: first.code, codes: faults.map(({ code }) => code) },
  })
}

/** Whoever stood farther away than the rules allow says why. [ours] */
export function awayFault(sent: NewInspection, distanceMetres: number | null, pack: RulePack): Outcome<never> | null {
  const metres = pack.inspections.visits.nearMetres
  if (sent.awayReason !== undefined || !isAway(distanceMetres, metres)) return null
  const { problem } = coded('awayReason', 'away_without_reason', { metres })
  return { problem: { ...problem, more: { ...problem.more, distanceMetres } } }
}

/** The works became one of another place, of other days or of another contractor after the telephone took it along. */
export async function changedFault(db: Db, sent: NewInspection, works: Works): Promise<Outcome<never> | null> {
  if (sent.worksVersion === works.version) return null
  if (sent.worksVersion > works.version) return coded('worksVersion', 'version_unknown')
  const history = await rows<{ before: Record<string, unknown>; after: Record<string, unknown> }>(
    db,
    `select before, after from works_history
     where works_id = cast(:id as uuid) and version > :seen order by version desc`,
    { id: works.id, seen: sent.worksVersion },
  )
  const moved = movedSince(works, history)
  if (!moved) return null
  return failed('refused', {
    reasons: [{ code: 'works_changed', detail: sayInspections('works_changed') }],
    more: {
      code: 'works_changed',
      currentVersion: works.version,
      both: {
        yours: { version: sent.worksVersion, ...moved.yours },
        theirs: { version: works.version, ...moved.theirs },
      },
    },
  })
}

interface HeldVisit {
  state: string
  inspection_id: string | null
}

/** The visit that is to be fulfilled, held until the transaction ends; another inspection may have been faster. */
export async function visitFault(
  db: Db,
  sent: NewInspection,
  receiving: Pick<Following, 'actor' | 'pack'>,
): Promise<Outcome<never> | null> {
  if (sent.visitId === undefined) return null
  const [visit] = await rows<HeldVisit>(
    db,
    `select state, inspection_id from visit
     where id = cast(:id as uuid) and works_id = cast(:worksId as uuid) and kind = :kind for update`,
    { id: sent.visitId, worksId: sent.worksId, kind: sent.kind },
  )
  if (!visit) return coded('visitId', 'visit_unknown')
  if (visit.inspection_id === null) return null
  const { id, kind, startedAt, endedAt } = sent
  return failed('refused', {
    reasons: [{ code: 'visit_done', detail: sayInspections('visit_done') }],
    more: {
      code: 'visit_done',
      both: {
        yours: { id, kind, startedAt, endedAt },
        theirs: await findInspection(db, visit.inspection_id, receiving),
      },
    },
  })
}

/** A photo is one of one inspection. */
export async function photoFault(db: Db, { photos }: NewInspection): Promise<Outcome<never> | null> {
  if (photos.length === 0) return null
  const ids = photos.map(({ id }) => id)
  const [known] = await rows<{ id: string }>(
    db,
    'select id from inspection_photo where id = any (cast(:ids as uuid[])) limit 1',
    { ids },
  )
  return known ? coded(`photos/${ids.indexOf(known.id)}/id`, 'photo_twice') : null
}

/** How far from the ground of the works somebody stood, and each photo was taken. Metres along the earth; null where nobody knows. */
export async function distancesFrom(
  db: Db,
  worksId: string,
  { place, photos }: Pick<Places, 'place' | 'photos'>,
): Promise<{ own: number | null; photos: ReadonlyMap<string, number> }> {
  const points = [...photos, ...(place ? ([['', place]] as const) : [])]
  if (points.length === 0) return { own: null, photos: new Map() }
  const found = await rows<{ id: string; metres: number }>(
    db,
    `select p.id, ST_Distance(w.footprint::geography, ST_SetSRID(ST_MakePoint(p.lng, p.lat), 4326)::geography) as metres
     from works w cross join jsonb_to_recordset(cast(:points as jsonb)) as p (id text, lng float8, lat float8)
     where w.id = cast(:worksId as uuid)`,
    {
      worksId,
      points: JSON.stringify(
        points.map(
          ([
            id,
            {
              coordinates: [lng, lat],
            },
          ]) => ({ id, lng, lat }),
        ),
      ),
    },
  )
  const metres = new Map(found.map((row) => [row.id, row.metres]))
  return { own: metres.get('') ?? null, photos: metres }
}
