import { uuidv7 } from 'uuidv7'
import type { Db } from '../server/database/connect.ts'
import type { InspectionKind } from '../server/inspections/checklists/contract.ts'
import { seededItems } from '../server/inspections/checklists/store.ts'
import type { NewInspection } from '../server/inspections/contract.ts'
import { planVisits } from '../server/inspections/visits/plan.ts'
import { now } from './service.ts'

/** A visit that the office has asked for. */
export async function addVisit(db: Db, worksId: string, kind: InspectionKind = 'site_safety'): Promise<string> {
  const [id] = await planVisits(db, [{ worksId, kind, cause: 'asked', dueOn: '2026-11-25' }], { userId: null, now })
  return id as string
}

/** What a telephone sends of works where all is well, by the checklist that comes with the service. */
export function passedAt(worksId: string, place: [number, number], more: Partial<NewInspection> = {}): NewInspection {
  const kind = more.kind ?? 'site_safety'
  return {
    id: uuidv7(),
    worksId,
    worksVersion: 1,
    kind,
    checklistVersion: 1,
    startedAt: '2026-11-24T05:30:00.000Z',
    endedAt: '2026-11-24T05:50:00.000Z',
    place: { type: 'Point', coordinates: place },
    accuracyMetres: 6,
    items: seededItems(kind).map(({ code }) => ({ code, result: 'pass' as const, photos: [] })),
    photos: [],
    signature: { name: 'An inspector' },
    ...more,
  }
}

/** The same where items of this severity failed, each with its reason, place and photo. */
export function failedAt(
  worksId: string,
  place: [number, number],
  severity: 'high' | 'low',
  more: Partial<NewInspection> = {},
): NewInspection {
  const sent = passedAt(worksId, place, more)
  const failing = seededItems(sent.kind).find((item) => item.severity === severity)
  if (!failing) throw new Error(`the checklist ${sent.kind} has no item of severity ${severity}`)
  const photo = uuidv7()
  const failed = {
    code: failing.code,
    result: 'fail' as const,
    reasons: [failing.reasons[0]?.code ?? ''],
    place: { type: 'Point', coordinates: place },
    photos: [photo],
  }
  return {
    ...sent,
    items: sent.items.map((item) => (item.code === failing.code ? failed : item)),
    photos: [{ id: photo, item: failing.code, takenAt: '2026-11-24T05:40:00.000Z', place: { type: 'Point', coordinates: place } }], // biome-ignore format: one line
    ...more,
  }
}
