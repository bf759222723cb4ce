import type { Actor } from '../../server/access/actor.ts'
import type { Facts } from '../../server/access/policy.ts'
import { type OrganisationKind, type Role, roles } from '../../server/agencies/contract.ts'
import { placeOf } from '../../server/agencies/store.ts'
import type { Db } from '../../server/database/connect.ts'
import type { Polygon } from '../../server/geo/contract.ts'
import type { App } from '../../server/http/app-types.ts'
import { addMunicipality, addOrganisation, rootOffice, signedIn } from '../service.ts'
import { type Things, thingsOf } from './things.ts'

/** Whose an object is, seen from whoever asks: their organisation's, another's beside it, another's in another municipality, or there and a little here. */
export const places = ['own', 'other_agency', 'other_municipality', 'touched'] as const
export type Place = (typeof places)[number]

export interface Person {
  /** Their role, or what else they are. */
  called: string
  headers: Record<string, string>
  actor: Actor | null
  /** What they may meet, by place; a visitor's own is nothing, so it is another's. */
  things: Record<Place, Things>
}

export interface World {
  people: Person[]
  works: Map<string, Facts>
  follow: string
}

const kinds: Record<Role, OrganisationKind> = {
  planner: 'municipality',
  inspector: 'municipality',
  traffic: 'municipality',
  admin: 'municipality',
  utility: 'utility',
  contractor: 'contractor',
  consultant: 'consultant',
  investor: 'other',
  owner: 'other',
}

/** Two municipalities side by side; the second begins here. */
const [westTown, eastTown] = [46.5, 46.7]

function town(west: number): Polygon {
  return { type: 'Polygon', coordinates: [[[west, 24.6], [west + 0.2, 24.6], [west + 0.2, 24.8], [west, 24.8], [west, 24.6]]] } // biome-ignore format: one line
}

type Make = (agencyId: string, at: 0 | 1, userId?: string | null) => Promise<Things>

/** Two offices with their municipalities, and what makes the things of an organisation in one of them. */
async function makeTowns(
  db: Db,
  works: World['works'],
): Promise<{ officeId: string; towns: readonly [string, string]; make: Make }> {
  const offices = [
    await addOrganisation(db, 'OFFICE-W', 'municipality'),
    await addOrganisation(db, 'OFFICE-E', 'municipality'),
  ] as const
  const towns = [
    await addMunicipality(db, 'W', offices[0], town(westTown)),
    await addMunicipality(db, 'E', offices[1], town(eastTown)),
  ] as const
  let steps = 0
  const step = () => 0.01 + 0.002 * steps++
  const make: Make = (agencyId, at, userId = null) => {
    const west = [westTown, eastTown][at] as number
    return thingsOf(db, works, { agencyId, officeId: offices[at], municipality: towns[at], west, step, userId })
  }
  return { officeId: offices[0], towns, make }
}

/** Everything that each role meets: its own, another agency's, and what lies in another municipality. */
export async function makeWorld(db: Db, app: App): Promise<World> {
  const world: World = { people: [], works: new Map(), follow: 'f'.repeat(43) }
  const { officeId, towns, make } = await makeTowns(db, world.works)
  const other = await make(await addOrganisation(db, 'NEIGHBOUR'), 0)
  const others = {
    other_agency: other,
    other_municipality: await make(await addOrganisation(db, 'FAR'), 1),
    touched: await touching(db, world.works, { towns, make: async () => make(await addOrganisation(db, 'ACROSS'), 1) }),
  }
  const add = async (role: Role, agencyId: string, more: { called?: string; role?: Role } = {}) => {
    const { headers, userId } = await signedIn(app, db, role, agencyId)
    const own = await make(agencyId, 0, userId)
    const { ground } = await placeOf(db, agencyId)
    const { called = role, role: worksAs = role } = more
    const isAdmin = role === 'admin'
    const actor: Actor = { userId, keyId: null, role: worksAs, isAdmin, agencyId, ground, scopes: null }
    world.people.push({ called, headers, actor, things: { own, ...others } })
  }
  const organisations = new Map<OrganisationKind, string>([['municipality', officeId]])
  for (const role of roles) {
    const kind = kinds[role]
    const agencyId = organisations.get(kind) ?? (await addOrganisation(db, `ONE-${kind.toUpperCase()}`, kind))
    organisations.set(kind, agencyId)
    await add(role, agencyId)
  }
  // the root authority answers for everything; who administers an organisation without ground works as its people do
  await add('planner', await rootOffice(db), { called: 'planner of the root authority' })
  const utility = await addOrganisation(db, 'ONE-ADMINISTERED')
  await add('admin', utility, { called: 'administrator of a utility', role: 'utility' })
  const software = await addOrganisation(db, 'ONE-WITH-SOFTWARE')
  world.people.push(await softwareOf(db, app, software, { own: await make(software, 0), ...others }))
  world.people.push({ called: 'public', headers: {}, actor: null, things: { own: other, ...others } })
  return world
}

/** Works that lie in the second municipality and reach into the first, which decides on none of them. */
async function touching(
  db: Db,
  works: World['works'],
  { towns, make }: { towns: readonly [string, string]; make: () => Promise<Things> },
): Promise<Things> {
  const known = new Set(works.keys())
  const things = await make()
  const made = [...works.keys()].filter((id) => !known.has(id))
  const municipalityIds = [towns[1], towns[0]]
  await db('works').whereIn('id', made).update({ municipality_ids: municipalityIds })
  for (const id of made) works.set(id, { ...works.get(id), municipalityIds })
  return things
}

/** A utility's software, whose key was made for reading works and for nothing else. */
async function softwareOf(db: Db, app: App, agencyId: string, things: Person['things']): Promise<Person> {
  const admin = await signedIn(app, db, 'admin', agencyId)
  const scopes = ['works.read'] as const
  const payload = { name: 'Desk software', agencyId, scopes }
  const made = await app.inject({ method: 'POST', url: '/api/keys', headers: admin.headers, payload })
  const { key, token } = made.json<{ key: { id: string }; token: string }>()
  const actor: Actor = { userId: null, keyId: key.id, role: 'utility', isAdmin: false, agencyId, ground: [], scopes }
  return { called: 'software with a key', headers: { authorization: `Bearer ${token}` }, actor, things }
}
