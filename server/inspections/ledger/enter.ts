import { uuidv7 } from 'uuidv7'
import type { Actor } from '../../access/actor.ts'
import { allows } from '../../access/policy.ts'
import { record } from '../../audit/record.ts'
import type { Db } from '../../database/connect.ts'
import { certainRows, rows, sql } from '../../database/sql.ts'
import type { Route } from '../../geo/contract.ts'
import { failed, faultAt, type Outcome } from '../../http/problem.ts'
import type { RulePack } from '../../policy/contract.ts'
import { dayAt } from '../../time/rules.ts'
import { measured } from '../../works/ground.ts'
import { drawnBefore, type EntryOfBefore, storeBefore } from './before.ts'
import type { EnteredPavement, NewPavementEntry } from './contract.ts'
import { sayLedger } from './messages.ts'
import { entryFaults, sideOf, sidesAlong } from './rules.ts'

const besideText = sql(import.meta.url, 'beside.sql')

interface Entering {
  actor: Actor
  pack: RulePack
  now: Date
}

interface Street {
  id: string
  length_metres: number
  width_metres: number
}

/** The office enters one thing of before that lies along a street. It stands in the ledger as what is imported does. */
export async function enterBefore(
  db: Db,
  streetId: string,
  given: NewPavementEntry,
  entering: Entering,
): Promise<Outcome<EnteredPavement>> {
  const street = (await db('street').where({ id: streetId }).first('id', 'length_metres', 'width_metres')) as
    | Street
    | undefined
  if (!street) return failed('not-found')
  const { pack, now } = entering
  const wrong = faultsOf(given, street, dayAt(now, pack.zone)) ?? (await unknownAgency(db, given))
  if (wrong) return wrong
  const route = await routeOf(db, given, street)
  if (route.problem) return route
  const entry = entryOf(given, street, route.value)
  const refused = await standsAgainst(db, entry, entering)
  if (refused) return refused
  await record(db, await storeBefore(db, [entry], { pack, now }))
  return { value: { id: entry.id, code: entry.code } }
}

function faultsOf(given: NewPavementEntry, street: Street, today: string): Outcome<never> | null {
  const size = { lengthMetres: street.length_metres, widthMetres: street.width_metres }
  const faults = entryFaults(given, size, today)
  if (faults.length === 0) return null
  return failed('validation', {
    errors: faults.map(({ path, code, values = {} }) => ({ path, message: sayLedger(code, values) })),
    more: { codes: faults.map(({ code }) => code) },
  })
}

async function unknownAgency(db: Db, { agencyId }: NewPavementEntry): Promise<Outcome<never> | null> {
  if (agencyId === undefined) return null
  const known = await db('organisation').where({ id: agencyId }).first('id')
  return known ? null : faultAt('agencyId', sayLedger('agency_unknown'))
}

/** Where it lies: beside the middle of the street, on one of the two sides that the street has there. */
async function routeOf(db: Db, given: NewPavementEntry, street: Street): Promise<Outcome<Route>> {
  const { fromMetres: from, toMetres: to, side, offsetMetres } = given
  const beside = async (offset: number) => {
    const bindings = { streetId: street.id, from, to, offset }
    const [found] = await certainRows<{ bearing: number | null; route: Route | null }>(db, besideText, bindings, 1)
    return found as { bearing: number | null; route: Route | null }
  }
  const middle = await beside(0)
  if (side === 'middle') return isEmpty(middle.route) ? failed('not-found') : { value: middle.route }
  const { left, right } = sidesAlong(middle.bearing ?? 0)
  if (side !== left && side !== right)
    return faultAt('side', (language) => {
      const nameOf = (one: typeof left) => sayLedger(`side.${one}`)(language)
      return sayLedger('side_not_here', { left: nameOf(left), right: nameOf(right) })(language)
    })
  const { least, most } = sideOf(street.width_metres)
  const offset = offsetMetres ?? (least + most) / 2
  const { route } = await beside(side === left ? offset : -offset)
  // on the inside of a turning circle nothing is left
  return isEmpty(route) ? faultAt('offsetMetres', sayLedger('offset_bends')) : { value: route }
}

function isEmpty(route: Route | null): route is null {
  return route === null || route.coordinates.length === 0
}

function entryOf(given: NewPavementEntry, street: Street, route: Route): EntryOfBefore {
  const { kind, openedOn, closedOn } = given
  return {
    ...{ id: uuidv7(), code: given.code.trim(), title: given.title.trim(), kind, openedOn, closedOn, route },
    agencyId: given.agencyId ?? null,
    utility: given.utility ?? 'other',
    // a surface is renewed from kerb to kerb, where nobody tells how wide
    trenchWidthMetres: given.trenchWidthMetres ?? (kind === 'surface' ? street.width_metres : null),
    trenchDepthMetres: given.trenchDepthMetres ?? null,
    guaranteeUntil: given.guaranteeUntil ?? null,
    guarantor: given.guarantor?.trim() ?? null,
    layers: given.layers?.trim() ?? null,
  }
}

/** On ground of another office it is not entered, nor under a code that is there already. */
async function standsAgainst(db: Db, entry: EntryOfBefore, { actor, pack }: Entering): Promise<Outcome<never> | null> {
  const [ground] = await certainRows<{ region_id: string; municipality_ids: string[] }>(
    db,
    `with ${measured} select region_id, municipality_ids from measured`,
    drawnBefore([entry], pack),
    1,
  )
  const { region_id: region, municipality_ids: municipalityIds } = ground as NonNullable<typeof ground>
  if (!allows(actor, 'pavement.enter', { municipalityIds })) return failed('forbidden')
  const [known] = await rows(
    db,
    'select 1 from pavement_entry where region_id = cast(:region as text) and code = cast(:code as text)',
    { region, code: entry.code },
  )
  return known ? faultAt('code', sayLedger('code_taken')) : null
}
