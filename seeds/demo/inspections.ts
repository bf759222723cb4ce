import type { Actor } from '../../server/access/actor.ts'
import type { Db } from '../../server/database/connect.ts'
import { rows } from '../../server/database/sql.ts'
import type { Position } from '../../server/geo/contract.ts'
import type { ChecklistItem, InspectionKind } from '../../server/inspections/checklists/contract.ts'
import { currentChecklists } from '../../server/inspections/checklists/store.ts'
import type { NewInspection } from '../../server/inspections/contract.ts'
import { receivePhoto } from '../../server/inspections/photos.ts'
import { receiveInspection } from '../../server/inspections/receive.ts'
import { planVisits } from '../../server/inspections/visits/plan.ts'
import { planInTime } from '../../server/inspections/visits/with-time.ts'
import type { RulePack } from '../../server/policy/contract.ts'
import { addDays, dayAt } from '../../server/time/rules.ts'
import type { WorksKeeper } from '../../server/works/store.ts'
import { siteDrawing } from './pictures.ts'
import { idOf } from './random.ts'
import type { DemoCity } from './types.ts'

interface Storing {
  pack: RulePack
  keeper: WorksKeeper
  now: Date
  mediaDir: string
}

const millisecondsOfHour = 3_600_000

/** What was found in the last days: how much of the checklist failed, and what was written. Plainly fictional. */
const found = [
  { kind: 'site_safety', failing: null, note: 'الموقع منظم والحواجز كاملة (مثال تجريبي).' },
  { kind: 'site_safety', failing: 'low', note: 'مواد مخزنة خارج حدود الموقع (مثال تجريبي).' },
  { kind: 'site_safety', failing: 'high', note: 'جزء من الخندق بلا حاجز (مثال تجريبي).' },
  { kind: 'backfill', failing: null, note: null },
  { kind: 'backfill', failing: 'high', note: 'طبقة الردم أسمك من المسموح (مثال تجريبي).' },
  { kind: 'final', failing: null, note: 'السطح مستوٍ وعلامات الطريق مُعادة (مثال تجريبي).' },
  { kind: 'final', failing: 'low', note: 'حافة القص غير معزولة جيدًا (مثال تجريبي).' },
] as const satisfies readonly { kind: InspectionKind; failing: ChecklistItem['severity'] | null; note: string | null }[]

/** Where visits of a kind are made in the demo city. */
const statusOf = { site_safety: 'in_progress', backfill: 'in_progress', final: 'reinstated' } as const

/** Visits that are due in the demo city, some late, some assigned or taken; and what was found at a few. */
export async function storeInspections(db: Db, city: Pick<DemoCity, 'users'>, storing: Storing): Promise<void> {
  const today = dayAt(storing.now, storing.pack.zone)
  const inspectors = city.users.filter(({ role }) => role === 'inspector').map(({ id }) => id)
  await planInTime(db, storing)
  await askSome(db, today, storing)
  await spreadDays(db, today)
  await handOut(db, inspectors, storing.now)
  await inspectSome(db, inspectors[0] as string, storing)
}

/** The office asks for a few by itself: guarantees and places that nobody has been to. */
async function askSome(db: Db, today: string, { now }: Storing): Promise<void> {
  const works = await rows<{ id: string }>(
    db,
    "select id from works where status = 'in_guarantee' order by guarantee_until, id limit 4",
  )
  const asked = works.map(({ id: worksId }, n) => ({
    worksId,
    kind: n % 2 === 0 ? ('guarantee' as const) : ('investigation' as const),
    cause: 'asked' as const,
    dueOn: addDays(today, n + 1),
    note: 'هبوط ملحوظ في سطح الطريق (مثال تجريبي).',
  }))
  await planVisits(db, asked, { userId: null, now })
}

/** What an office finds in the morning: some visits are late, some are of today, most of the days to come. */
async function spreadDays(db: Db, today: string): Promise<void> {
  await rows(
    db,
    `update visit v set due_on = cast(:today as date) + (n.place % 9)::int - 3
     from (select id, row_number() over (order by id) as place from visit where cause in ('stage','report')) n
     where n.id = v.id`,
    { today },
  )
}

/** Every fourth visit is one of the first inspector's, and two of these were taken this morning. */
async function handOut(db: Db, [first, second]: readonly string[], now: Date): Promise<void> {
  await rows(
    db,
    `update visit v set assigned_to = cast(case when n.place % 8 = 4 then :second else :first end as uuid)
     from (select id, row_number() over (order by due_on, id) as place from visit) n
     where n.id = v.id and n.place % 4 = 0`,
    { first, second: second ?? first },
  )
  await rows(
    db,
    `update visit set state = 'taken', taken_at = cast(:at as timestamptz), version = version + 1
     where id in (select id from visit where assigned_to = cast(:first as uuid) order by due_on, id limit 2)`,
    { first, at: new Date(now.getTime() - millisecondsOfHour) },
  )
}

interface Stood {
  id: string
  version: number
  place: { coordinates: Position }
}

/** Sent as a telephone sends it, some days ago, with everything that follows from it. */
async function inspectSome(db: Db, userId: string, storing: Storing): Promise<void> {
  const send = await sender(db, userId, storing)
  for (const [n, one] of found.entries()) {
    const [works] = await rows<Stood>(
      db,
      `select id, version, ST_AsGeoJSON(ST_PointOnSurface(footprint), 7)::jsonb as place from works
       where status = :status order by md5(id::text) offset :n limit 1`,
      { status: statusOf[one.kind], n: n % 5 },
    )
    const at = new Date(storing.now.getTime() - (found.length - n) * 20 * millisecondsOfHour)
    if (works) await send(works, { ...one, n, at })
  }
}

/** A works whose guarantee was inspected and kept, with nothing open and no sample due: the office may clear it. */
export async function storeKept(db: Db, { users }: Pick<DemoCity, 'users'>, storing: Storing): Promise<void> {
  const userId = users.find(({ role }) => role === 'inspector')?.id as string
  const send = await sender(db, userId, storing)
  const [works] = await rows<Stood>(
    db,
    `select id, version, ST_AsGeoJSON(ST_PointOnSurface(footprint), 7)::jsonb as place from works w
     where status = 'in_guarantee' and method = 'trenchless' and not exists (select 1 from stands_open(w.id))
     order by guarantee_until, id limit 1`,
  )
  const kept = { kind: 'guarantee', failing: null, note: 'السطح سليم بعد مدة الضمان (مثال تجريبي).' } as const
  const at = new Date(storing.now.getTime() - 30 * millisecondsOfHour)
  if (works) await send(works, { ...kept, n: found.length, at })
}

type Send = (works: Stood, one: Omit<Finding, 'version' | 'items'>) => Promise<void>

async function sender(db: Db, userId: string, { pack, keeper, mediaDir }: Storing): Promise<Send> {
  const [office] = await rows<{ organisation_id: string }>(db, 'select organisation_id from municipality where is_root')
  const agencyId = office?.organisation_id ?? null
  const actor: Actor = {
    userId,
    keyId: null,
    role: 'inspector',
    isAdmin: false,
    agencyId,
    ground: 'everywhere',
    scopes: null,
  }
  const checklists = new Map((await currentChecklists(db)).map((one) => [one.kind, one]))
  return async (works, one) => {
    const checklist = checklists.get(one.kind)
    if (!checklist) return
    const sent = sentOf(works, { ...one, version: checklist.version, items: checklist.items })
    const received = await receiveInspection(db, sent, { pack, keeper, actor, now: one.at, language: 'ar' })
    if (received.problem)
      throw new Error(`an inspection of the demo city was refused: ${JSON.stringify(received.problem)}`)
    const keeping = { within: <T>(work: (db: Db) => Promise<T>) => work(db), actor, pack, mediaDir, now: one.at }
    for (const { id: photo } of sent.photos) await sendPhoto({ id: sent.id, photo }, await siteDrawing(one.n), keeping)
  }
}

/** Its file comes after it, as from a telephone. */
async function sendPhoto(...photo: Parameters<typeof receivePhoto>): Promise<void> {
  const received = await receivePhoto(...photo)
  if (received.problem) throw new Error(`a photo of the demo city was refused: ${JSON.stringify(received.problem)}`)
}

interface Finding {
  kind: InspectionKind
  failing: ChecklistItem['severity'] | null
  note: string | null
  n: number
  at: Date
  version: number
  items: readonly ChecklistItem[]
}

function sentOf(
  { id: worksId, version, place }: Stood,
  { kind, failing, note, n, at, ...checklist }: Finding,
): NewInspection {
  const point = { type: 'Point', coordinates: place.coordinates }
  const failed = checklist.items.find(({ severity }) => severity === failing)
  const photo = idOf('inspection-photo', n)
  return {
    id: idOf('inspection', n),
    worksId,
    worksVersion: version,
    kind,
    checklistVersion: checklist.version,
    startedAt: new Date(at.getTime() - 20 * 60_000).toISOString(),
    endedAt: at.toISOString(),
    place: point,
    accuracyMetres: 5,
    items: checklist.items.map(({ code, reasons }) =>
      code === failed?.code
        ? { code, result: 'fail', reasons: [reasons[0]?.code ?? ''], place: point, photos: [photo] }
        : { code, result: 'pass', photos: [] },
    ),
    photos: failed ? [{ id: photo, item: failed.code, takenAt: at.toISOString(), place: point }] : [],
    ...(note ? { note } : {}),
    signature: { name: 'مفتش تجريبي' },
  }
}
