import type { Actor, Ground } from '../access/actor.ts'
import { keyRoleOf, workingRole } from '../accounts/rules.ts'
import type { OrganisationKind, Role } from '../agencies/contract.ts'
import { placeOf } from '../agencies/store.ts'
import type { Db } from '../database/connect.ts'
import { rows } from '../database/sql.ts'
import type { Language } from '../language/contract.ts'
import type { Recipient } from './tell.ts'

/** Somebody who may be told: who they are as the policy sees them, and how they are reached. */
export interface Person {
  actor: Actor & { userId: string }
  address: string
  /** Of the demo city: no e-mail goes there. */
  isDemo: boolean
  language: Language | null
}

interface Row {
  id: string
  email: string
  role: Role
  organisation_id: string | null
  is_demo: boolean
  kind: OrganisationKind | null
  is_everywhere: boolean
  municipality_ids: string[]
  language: Language | null
}

function person(row: Row): Person {
  const ground: Ground = row.is_everywhere ? 'everywhere' : row.municipality_ids
  const role = workingRole(row.role, { kind: row.kind, ground })
  const isAdmin = row.role === 'admin'
  return {
    actor: { userId: row.id, keyId: null, role, isAdmin, agencyId: row.organisation_id, ground, scopes: null },
    address: row.email,
    isDemo: row.is_demo,
    language: row.language,
  }
}

/** The people of organisations, and these others, whose accounts are in use. */
export async function peopleOf(db: Db, asked: { users: string[]; agencies: string[] }): Promise<Person[]> {
  const found = await rows<Row>(
    db,
    `select u.id, u.email, u.role, u.organisation_id, u.is_demo, o.kind, p.language,
            coalesce(g.is_everywhere, false) as is_everywhere, coalesce(g.municipality_ids, '{}') as municipality_ids
     from app_user u
     left join organisation o on o.id = u.organisation_id
     left join notice_person p on p.user_id = u.id
     left join lateral (
       select bool_or(m.is_root) as is_everywhere, array_agg(m.id) as municipality_ids
       from municipality m where m.organisation_id = u.organisation_id
     ) g on true
     where u.status = 'active' and (u.id = any (cast(:users as uuid[])) or u.organisation_id = any (cast(:agencies as uuid[])))
     order by u.id`,
    { users: asked.users, agencies: asked.agencies },
  )
  return found.map(person)
}

/** Whom recipients come down to: organisations, and who of their people. */
export interface Reached {
  agencies: ReadonlySet<string>
  people: Person[]
}

/** The people and organisations that recipients name. */
export async function reach(db: Db, to: readonly Recipient[]): Promise<Reached> {
  const offices = await officesOf(db, to)
  const whole = to.flatMap((one) => ('agencyId' in one ? one.agencyId : []))
  const users = to.flatMap((one) => ('userId' in one ? one.userId : []))
  const agencies = new Set([...whole, ...offices.map(({ agencyId }) => agencyId)])
  const isNamed = ({ actor }: Person) =>
    users.includes(actor.userId) ||
    whole.includes(actor.agencyId ?? '') ||
    offices.some(({ agencyId, role }) => actor.agencyId === agencyId && (actor.role === role || actor.isAdmin))
  const people = await peopleOf(db, { users, agencies: [...agencies] })
  return { agencies, people: people.filter(isNamed) }
}

async function officesOf(db: Db, to: readonly Recipient[]): Promise<{ agencyId: string; role: Role }[]> {
  const asked = to.flatMap((one) => ('municipalityId' in one ? one : []))
  if (asked.length === 0) return []
  const found = (await db('municipality')
    .whereIn('id', [...new Set(asked.map(({ municipalityId }) => municipalityId))])
    .select('id', 'organisation_id')) as { id: string; organisation_id: string }[]
  const offices = new Map(found.map(({ id, organisation_id }) => [id, organisation_id]))
  return asked.flatMap(({ municipalityId, role }) => {
    const agencyId = offices.get(municipalityId)
    return agencyId === undefined ? [] : { agencyId, role }
  })
}

/** The software of an organisation, as the policy sees it. */
export async function softwareOf(db: Db, agencyId: string): Promise<Actor> {
  const { kind, ground } = await placeOf(db, agencyId)
  return { userId: null, keyId: null, role: keyRoleOf[kind ?? 'other'], isAdmin: false, agencyId, ground, scopes: null }
}
