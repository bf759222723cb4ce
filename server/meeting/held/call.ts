import { uuidv7 } from 'uuidv7'
import type { Actor } from '../../access/actor.ts'
import { allows } from '../../access/policy.ts'
import type { Db } from '../../database/connect.ts'
import { certainRows, rows, sql } from '../../database/sql.ts'
import { askedArea } from '../../geo/sql.ts'
import { sayHttp } from '../../http/messages.ts'
import { failed, faultAt, type Outcome } from '../../http/problem.ts'
import type { RulePack } from '../../policy/contract.ts'
import { dayAt, isDay } from '../../time/rules.ts'
import { meetingArea } from '../area.ts'
import { meetingPack, type PackWithShapes } from '../pack.ts'
import type { Meeting, NewMeeting } from './contract.ts'
import { sayHeld } from './messages.ts'
import { findMeeting } from './read.ts'
import { recordMeeting } from './record.ts'
import { frozenOf, isBetween, isOneAgenda, itemsOf } from './rules.ts'
import { tellMeeting } from './told.ts'

const groundText = sql(import.meta.url, 'ground.sql').replace('/* area */', askedArea)
const itemsText = sql(import.meta.url, 'items.sql')

export interface Holding {
  actor: Actor
  now: Date
  pack: RulePack
}

/** So often the agenda is put together anew where somebody has changed something between its two languages. */
const mostTries = 3

type Both = Record<'ar' | 'en', PackWithShapes>

/** Calls a meeting: its agenda is frozen as it is now, in both languages, and those whom it concerns are told. */
export async function callMeeting(db: Db, given: NewMeeting, holding: Holding): Promise<Outcome<Meeting>> {
  const { actor, now, pack } = holding
  const { heldOn, agencyIds = [], quarter, ...ground } = given
  if (!isDay(heldOn)) return faultAt('heldOn', sayHttp('period.not_a_day'))
  if (!actor.agencyId) return failed('forbidden')
  const unknown = await isUnknown(db, agencyIds)
  if (unknown) return faultAt('agencyIds', sayHeld('agency_unknown'))
  const asked = await meetingArea(db, ground, pack)
  if (asked.problem) return asked
  const placed = await placeOf(db, asked.value.ground, ground.municipality, pack)
  if (!allows(actor, 'meetings.hold', { municipalityIds: placed.municipality_ids })) return failed('forbidden')
  const both = await inBoth(db, { quarter, ...ground }, holding)
  if (both.problem) return both
  const { ar, en } = both.value
  const { area } = ar.pack
  const parties = await partiesOf(db, ar)
  const id = uuidv7()
  const named = [...ar.namedIds.values()].flat()
  const concerned = new Set([...placed.offices, ...agencyIds, ...named, ...[...parties.values()].flat()])
  concerned.delete(actor.agencyId)
  await db('meeting').insert({
    id,
    ...{ agency_id: actor.agencyId, municipality_ids: placed.municipality_ids, agency_ids: [...concerned] },
    ...{ quarter, held_on: heldOn, area_ar: area.name?.ar ?? null, area_en: area.name?.en ?? null },
    frozen: JSON.stringify({ ar: frozenOf(ar.pack), en: frozenOf(en.pack) }),
    items: itemsOf(ar.pack).length,
    ...{ called_at: now, called_by: actor.userId, state: 'called' },
  })
  await storeItems(db, id, both.value, parties)
  const meeting = (await findMeeting(db, id, { viewer: actor, language: 'en' })) as Meeting
  await tellMeeting(db, meeting, 'meeting_called', now)
  await recordMeeting(db, meeting, 'call', { after: { quarter, heldOn, items: meeting.items } })
  return { value: meeting }
}

/** The same agenda in both languages: each is read by itself, and somebody may write between. */
async function inBoth(
  db: Db,
  asked: Omit<NewMeeting, 'heldOn' | 'agencyIds'>,
  { actor, now, pack }: Holding,
): Promise<Outcome<Both>> {
  const doing = { actor, today: dayAt(now, pack.zone), pack }
  for (let tried = 0; tried < mostTries; tried += 1) {
    const ar = await meetingPack(db, { ...asked, language: 'ar' }, doing)
    if (ar.problem) return ar
    const en = await meetingPack(db, { ...asked, language: 'en' }, doing)
    if (en.problem) return en
    if (isOneAgenda(ar.value.pack, en.value.pack)) return { value: { ar: ar.value, en: en.value } }
  }
  return failed('unavailable')
}

async function isUnknown(db: Db, agencyIds: readonly string[]): Promise<boolean> {
  const known = (await db('organisation')
    .whereIn('id', [...agencyIds])
    .select('id')) as { id: string }[]
  return known.length < new Set(agencyIds).size
}

/** Of each item the agencies whose works it is about. */
async function partiesOf(db: Db, { worksIds }: PackWithShapes): Promise<Map<number, string[]>> {
  const ids = [...new Set([...worksIds.values()].flat())]
  const found = await rows<{ id: string; agency_id: string }>(
    db,
    'select id, agency_id from works where id = any (cast(:ids as uuid[]))',
    { ids },
  )
  const owners = new Map(found.map(({ id, agency_id }) => [id, agency_id]))
  return new Map([...worksIds].map(([number, works]) => [number, [...new Set(works.flatMap((id) => owners.get(id) ?? []))]])) // biome-ignore format: one line
}

interface Placed {
  municipality_ids: string[]
  offices: string[]
}

/** The municipalities whose ground it is about, and their offices. */
async function placeOf(db: Db, ground: object, municipality: string | undefined, pack: RulePack): Promise<Placed> {
  const bindings = { area: JSON.stringify(ground), municipality: municipality ?? null, rootRegion: pack.root.regionId }
  const [placed] = await certainRows<Placed>(db, groundText, bindings)
  return placed as Placed
}

async function storeItems(
  db: Db,
  meetingId: string,
  { ar, en }: Both,
  parties: ReadonlyMap<number, string[]>,
): Promise<void> {
  const english = new Map(itemsOf(en.pack).map((item) => [item.number, item]))
  const items = ar.pack.points.flatMap(({ point, groups }) =>
    groups.flatMap((group) =>
      group.items.map((item) => ({
        number: item.number,
        point,
        is_between: isBetween(point, item),
        party_ids: parties.get(item.number) ?? [],
        named_ids: ar.namedIds.get(item.number) ?? [],
        works_ids: ar.worksIds.get(item.number) ?? [],
        content: { ar: item, en: english.get(item.number) },
        shape: ar.shapes.get(item.number) ?? null,
      })),
    ),
  )
  await rows(db, itemsText, { meetingId, items: JSON.stringify(items) })
}
