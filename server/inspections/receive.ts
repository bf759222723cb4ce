import { allows } from '../access/policy.ts'
import { record, recordedAtTheEnd } from '../audit/record.ts'
import type { Db } from '../database/connect.ts'
import { rows, sql } from '../database/sql.ts'
import { failed, type Outcome } from '../http/problem.ts'
import type { Works } from '../works/contract.ts'
import { findWorks, holdWorks } from '../works/read.ts'
import type { Checklist } from './checklists/contract.ts'
import { versionsOf } from './checklists/store.ts'
import { type Following, follow } from './consequences.ts'
import type { Inspection, NewInspection } from './contract.ts'
import { sayInspections } from './messages.ts'
import { type Places, takePlaces } from './places.ts'
import { findInspection } from './read.ts'
import {
  awayFault,
  changedFault,
  coded,
  distancesFrom,
  faultsOf,
  kindFaultOf,
  photoFault,
  visitFault,
} from './refused.ts'
import { canStop, itemOf, outcomeOf, severityOf } from './rules.ts'
import { fingerprintOf } from './sent.ts'
import { visitOf } from './visits/fulfil.ts'

const insertText = sql(import.meta.url, 'insert.sql')

export type Receiving = Following

/**
 * Takes in what was found at a call, with everything that follows from it, in one transaction by the owner's door. The same
 * sent again gives what it gave the first time; something else under the same id is refused.
 */
export async function receiveInspection(
  db: Db,
  sent: NewInspection,
  receiving: Receiving,
): Promise<Outcome<{ inspection: Inspection; isNew: boolean }>> {
  // the row of the works is the turn of whoever sends the same, or another one of the same visit
  await holdWorks(db, sent.worksId)
  const earlier = await sentBefore(db, sent, receiving)
  if (earlier) return earlier
  const { actor, pack, now } = receiving
  const works = await findWorks(db, sent.worksId, actor)
  if (!works) return failed('not-found')
  if (!allows(actor, 'inspections.make', works)) return failed('forbidden')
  const checklist = (await versionsOf(db, sent.kind)).find(({ version }) => version === sent.checklistVersion)
  if (!checklist) return coded('checklistVersion', 'checklist_unknown')
  const wrong = (await kindFaultOf(db, sent, works, now)) ?? faultsOf(sent, checklist, now)
  if (wrong) return wrong
  const places = takePlaces(sent, pack)
  if (places.problem) return places
  const distances = await distancesFrom(db, works.id, places.value)
  const refused =
    awayFault(sent, distances.own, pack) ??
    (await photoFault(db, sent)) ??
    (await visitFault(db, sent, receiving)) ??
    (await changedFault(db, sent, works))
  if (refused) return refused
  const visitId = await visitOf(db, sent, receiving)
  const judged = { sent, visitId, works, checklist, places: places.value, distances }
  return recordedAtTheEnd(db, () => store(db, judged, receiving))
}

/** What came under this id before. */
async function sentBefore(
  db: Db,
  sent: NewInspection,
  receiving: Receiving,
): Promise<Outcome<{ inspection: Inspection; isNew: boolean }> | null> {
  const [known] = await rows<{ sent: Buffer; inspector_id: string }>(
    db,
    'select sent, inspector_id from inspection where id = cast(:id as uuid)',
    { id: sent.id },
  )
  if (!known) return null
  if (known.inspector_id !== receiving.actor.userId || known.sent.toString('hex') !== fingerprintOf(sent))
    return failed('key-reused', { detail: sayInspections('id_reused'), more: { code: 'id_reused' } })
  const inspection = await findInspection(db, sent.id, receiving)
  return inspection ? { value: { inspection, isNew: false } } : failed('not-found')
}

interface Judged {
  sent: NewInspection
  visitId: string | null
  works: Works
  checklist: Checklist
  places: Places
  distances: { own: number | null; photos: ReadonlyMap<string, number> }
}

async function store(
  db: Db,
  judged: Judged,
  receiving: Receiving,
): Promise<Outcome<{ inspection: Inspection; isNew: boolean }>> {
  const { sent, visitId, works, checklist } = judged
  const { actor, now, pack } = receiving
  const outcome = outcomeOf(sent, checklist.items)
  const [stored] = await rows<{ number: string }>(db, insertText, {
    inspection: JSON.stringify({ ...rowOf(judged), outcome }),
    now,
    zone: pack.zone,
    userId: actor.userId,
    agencyId: actor.agencyId,
  })
  // somebody else's, of other works, under the same id and at the same time
  if (!stored) return failed('key-reused', { detail: sayInspections('id_reused'), more: { code: 'id_reused' } })
  await recordInspection(db, judged, { number: stored.number, outcome })
  const about = { visitId, number: stored.number, outcome, checklist, works }
  const followed = await follow(db, { sent: withSeverities(sent, checklist), ...about }, receiving)
  if (followed.problem) return followed
  return { value: { inspection: (await findInspection(db, sent.id, receiving)) as Inspection, isNew: true } }
}

/** What the audit tells of it: what came of it and how far away it was found, not who signed or what was drawn. */
function recordInspection(
  db: Db,
  { sent, works, distances }: Judged,
  made: { number: string; outcome: string },
): Promise<void> {
  const failedItems = sent.items.filter(({ result }) => result === 'fail').length
  const told = { worksId: works.id, kind: sent.kind, failedItems, stopWork: sent.stopWork?.reason ?? null }
  const distanceMetres = distances.own === null ? null : Math.round(distances.own)
  return record(db, [
    {
      subject: 'inspection',
      id: sent.id,
      agency: works.agencyId,
      municipalities: works.municipalityIds,
      event: 'create',
      after: { ...made, ...told, distanceMetres },
    },
  ])
}

/** As consequences read it: each failed item with its severity. */
function withSeverities(sent: NewInspection, { items }: Checklist): NewInspection {
  return {
    ...sent,
    items: sent.items.map((item) => {
      const severity = severityOf(item, items)
      return severity ? { ...item, severity } : item
    }),
  }
}

const instant = (text: string | undefined) => (text === undefined ? null : new Date(text).toISOString())

function rowOf({ sent, visitId, works, checklist, places, distances }: Judged) {
  const { signature, items, photos } = sent
  return {
    id: sent.id,
    works_id: works.id,
    works_version: sent.worksVersion,
    visit_id: visitId,
    kind: sent.kind,
    checklist_version: sent.checklistVersion,
    started_at: instant(sent.startedAt),
    ended_at: instant(sent.endedAt),
    accuracy_metres: sent.accuracyMetres ?? null,
    place: places.place,
    distance_metres: distances.own,
    away_reason: sent.awayReason ?? null,
    unable_reason: sent.unable?.reason ?? null,
    note: sent.note ?? null,
    stop_work_reason: sent.stopWork?.reason ?? null,
    stopped_works: sent.stopWork !== undefined && canStop(works.status),
    signed_as: signature.name,
    signature: signature.strokes ?? null,
    sent: fingerprintOf(sent),
    items: items.map(({ code, result, note, reasons, ...item }, position) => ({
      code,
      position,
      result,
      severity: severityOf({ code, result, ...item }, checklist.items),
      reasons: reasons ?? [],
      note: note ?? null,
      place: places.items.get(code) ?? null,
    })),
    photos: photos.map((photo, position) => ({
      id: photo.id,
      position,
      item_code: itemOf(photo, items),
      taken_at: instant(photo.takenAt),
      place: places.photos.get(photo.id) ?? null,
      distance_metres: distances.photos.get(photo.id) ?? null,
    })),
  }
}
