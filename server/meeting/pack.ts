import type { Actor } from '../access/actor.ts'
import { listAgencies } from '../agencies/store.ts'
import type { Db } from '../database/connect.ts'
import type { Geometry, Position } from '../geo/contract.ts'
import { partsOf } from '../geo/rules.ts'
import type { Outcome } from '../http/problem.ts'
import type { Language } from '../language/contract.ts'
import type { Phrase } from '../language/speak.ts'
import type { RulePack } from '../policy/contract.ts'
import { type AskedGround, meetingArea } from './area.ts'
import { casesPoint } from './cases.ts'
import { chancesPoint } from './chances.ts'
import { conflictsPoint } from './conflicts.ts'
import type { AgendaPoint, MeetingItem, MeetingPack } from './contract.ts'
import { agenda } from './contract.ts'
import { decisionsPoint } from './decisions.ts'
import type { Asked, Draft, DraftPoint } from './draft.ts'
import { sayMeeting } from './messages.ts'
import { overduePoint } from './overdue.ts'
import { restrictionsPoint } from './restrictions.ts'
import { daysBefore, daysUntil, linksOf, numbersOf, quarterDays } from './rules.ts'
import { worksPoint } from './works.ts'

/** Each point of the agenda with who knows it. */
const points: Record<AgendaPoint, (db: Db, asked: Asked) => Promise<DraftPoint>> = {
  decisions: decisionsPoint,
  overdue: overduePoint,
  cases: casesPoint,
  conflicts: conflictsPoint,
  chances: chancesPoint,
  restrictions: restrictionsPoint,
  works: worksPoint,
}

export interface AskedPack extends AskedGround {
  quarter: string
  language: Language
}

/** A pack, where each of its items lies, and which works and agencies each is about. */
export interface PackWithShapes {
  pack: MeetingPack
  shapes: ReadonlyMap<number, Record<string, unknown>>
  worksIds: ReadonlyMap<number, readonly string[]>
  namedIds: ReadonlyMap<number, readonly string[]>
}

/** What a coordination meeting on an area in a quarter is about, as whoever asks may see it; each thing with its number. */
export async function meetingPack(
  db: Db,
  { quarter, language, ...ground }: AskedPack,
  { actor, today, pack }: { actor: Actor; today: string; pack: RulePack },
): Promise<Outcome<PackWithShapes>> {
  const area = await meetingArea(db, ground, pack)
  if (area.problem) return area
  const period = quarterDays(quarter)
  if (!period) throw new Error(`${quarter} is no quarter`)
  const before = daysBefore(period)
  const agencies = new Map((await listAgencies(db)).map(({ id, name }) => [id, name]))
  const asked: Asked = { area: area.value.ground, period, before, today, pack, actor, language, agencies }
  const drafted: DraftPoint[] = []
  for (const point of agenda) drafted.push(await points[point](db, asked))
  const preparedFor = agencies.get(actor.agencyId ?? '') ?? null
  const head = { quarter, period, before, today, area: area.value, preparedFor, currency: pack.currency }
  const { points: all, ...rest } = told(drafted, asked)
  return { value: { pack: { ...head, points: all }, ...rest } }
}

/** The agenda with its numbers, and what of it is about the same works. */
function told(drafted: readonly DraftPoint[], { today, language }: Asked) {
  const numbers = numbersOf(drafted)
  const all = drafted.flatMap(({ point, groups }) =>
    groups.flatMap(({ items }) => items.map((item) => ({ ...item, point, number: numbers.get(item) as number }))),
  )
  const own = drafted.find(({ point }) => point === 'works')?.groups.flatMap(({ items }) => items) ?? []
  const known: Known = {
    links: linksOf(all),
    itemOf: new Map(own.map((item) => [item.about.id, numbers.get(item) as number])),
    today,
  }
  const points = drafted.map(({ point, groups, complete }) => ({
    point,
    title: sayMeeting(`point.${point}`)(language),
    total: groups.reduce((sum, { total }) => sum + total, 0),
    note: noteOf(point, groups.length > 0, complete)?.(language) ?? null,
    groups: groups.map((group) => ({
      ...group,
      note:
        group.total > group.items.length
          ? sayMeeting('cut', { shown: group.items.length, total: group.total })(language)
          : null,
      items: group.items.map((item) => toldItem(item, numbers.get(item) as number, known)),
    })),
  }))
  const shapes = new Map(all.flatMap(({ number, shape }) => (shape ? [[number, shape] as const] : [])))
  return {
    ...{ points, shapes, worksIds: new Map(all.map((item) => [item.number, item.worksIds])) },
    namedIds: new Map(all.map((item) => [item.number, item.namedIds])),
  }
}

function noteOf(point: AgendaPoint, isThere: boolean, isComplete: boolean): Phrase | null {
  if (!isComplete) return sayMeeting('incomplete')
  return isThere ? null : sayMeeting(`none.${point}`)
}

interface Known {
  links: ReadonlyMap<number, number[]>
  itemOf: ReadonlyMap<string | null, number>
  today: string
}

function toldItem(
  { worksIds: _ids, namedIds: _named, shape, ...item }: Draft,
  number: number,
  { links, itemOf, today }: Known,
): MeetingItem {
  const works = item.works.map((each) => ({ ...each, item: itemOf.get(each.id) ?? null }))
  const named = new Set(works.map((each) => each.item))
  return {
    ...item,
    number,
    works,
    daysLeft: item.due ? daysUntil(item.due, today) : null,
    // what stands beside each works already is not said again
    see: (links.get(number) ?? []).filter((other) => !named.has(other)),
    at: shape ? placeOn(shape) : null,
  }
}

/** A place on a shape for its mark: the middle of its first part. */
function placeOn(shape: Record<string, unknown>): Position | null {
  const { geometries } = shape as { geometries?: Record<string, unknown>[] }
  if (geometries) return geometries[0] ? placeOn(geometries[0]) : null
  const [part] = partsOf(shape as Geometry)
  return part?.[Math.floor(part.length / 2)] ?? null
}
