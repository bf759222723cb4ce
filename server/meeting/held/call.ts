import { uuidv7 } from 'uuidv7'
import type { Actor } from '../../access/actor.ts'
import type { Db } from '../../database/connect.ts'
import { rows, sql } from '../../database/sql.ts'
import { sayHttp } from '../../http/messages.ts'
import { failed, faultAt, type Outcome } from '../../http/problem.ts'
import type { RulePack } from '../../policy/contract.ts'
import { dayAt, isDay } from '../../time/rules.ts'
import { meetingArea } from '../area.ts'
import { meetingPack, type PackWithShapes } from '../pack.ts'
import { isToCall, ofAgenda, type Placed, partiesOf, placeOf } from './concerned.ts'
import type { Meeting, NewMeeting } from './contract.ts'
import { sayHeld } from './messages.ts'
import { findMeeting } from './read.ts'
import { recordMeeting } from './record.ts'
import { frozenOf, isBetween, isOneAgenda, itemsOf } from './rules.ts'
import { tellMeeting } from './told.ts'

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
  const { heldOn, agencyIds = [], leftOutIds = [], quarter, ...ground } = given
  if (!isDay(heldOn)) return faultAt('heldOn', sayHttp('period.not_a_day'))
  if (!actor.agencyId) return failed('forbidden')
  if (await isUnknown(db, agencyIds)) return faultAt('agencyIds', sayHeld('agency_unknown'))
  const asked = await meetingArea(db, ground, pack)
  if (asked.problem) return asked
  const placed = await placeOf(db, asked.value.ground, ground.municipality, pack)
  if (!isToCall(actor, placed)) return failed('forbidden')
  if (leftOutIds.some((id) => placed.offices.includes(id))) return faultAt('leftOutIds', sayHeld('left_out_office'))
  const both = await inBoth(db, { quarter, ...ground }, holding)
  if (both.problem) return both
  const { ar, en } = both.value
  const { area } = ar.pack
  const parties = await partiesOf(db, ar)
  const id = uuidv7()
  const concerned = whomToAsk({ parties, named: ar.namedIds, placed, agencyIds, leftOutIds })
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
  await recordMeeting(db, meeting, 'call', {
    after: { quarter, heldOn, items: meeting.items, asked: agencyIds, leftOut: leftOutIds },
  })
  return { value: meeting }
}

interface Asking extends Pick<Required<NewMeeting>, 'agencyIds' | 'leftOutIds'> {
  parties: ReadonlyMap<number, readonly string[]>
  named: ReadonlyMap<number, readonly string[]>
  placed: Placed
}

/** Whom the agenda concerns but for those who are left out, the offices of the ground, and whoever is asked beside them. */
function whomToAsk({ parties, named, placed, agencyIds, leftOutIds }: Asking): Set<string> {
  const onAgenda = [...ofAgenda(parties, named).keys()].filter((agencyId) => !leftOutIds.includes(agencyId))
  return new Set([...placed.offices, ...agencyIds, ...onAgenda])
}

/** The same agenda in both languages: each is read by itself, and somebody may write between. */
async function inBoth(
  db: Db,
  asked: Omit<NewMeeting, 'heldOn' | 'agencyIds' | 'leftOutIds'>,
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
