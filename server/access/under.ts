import { isOffice } from '../agencies/rules.ts'
import type { Database, Db } from '../database/connect.ts'
import { deaf, type Listen } from '../database/listen.ts'
import { prepared, rows } from '../database/sql.ts'
import type { Actor } from './actor.ts'
import { mayDo } from './permissions.ts'

/** Where a request comes from, for the audit. */
export interface Origin {
  requestId: string
  address: string
}

/** Works in one transaction that sees and writes what this actor may, by the database's own rules. */
export type Under = <T>(actor: Actor | null, work: (db: Db) => Promise<T>, origin?: Origin) => Promise<T>

const names = ['user', 'key', 'role', 'admin', 'agency', 'plans', 'ground', 'request', 'address', 'day'] as const
type Standing = Record<(typeof names)[number], string>

const told = names.map((name) => `set_config('nasaq.${name}', :${name}, true)`).join(', ')
const enter = prepared(`select set_config('role', 'nasaq_app', true), ${told}`)
const tell = prepared(`select ${told}`)
const leave = prepared(
  `select set_config('role', 'none', true), ${names.map((name) => `set_config('nasaq.${name}', '', true)`).join(', ')}`,
)

/** What the row security of migration 0015 reads: facts, already decided by the policy. Nothing set is the public. */
function standingOf(actor: Actor | null, origin?: Origin): Standing {
  return {
    user: actor?.userId ?? '',
    key: actor?.keyId ?? '',
    role: actor?.role ?? '',
    admin: actor?.isAdmin ? 'yes' : '',
    agency: actor?.agencyId ?? '',
    plans: mayDo(actor, 'works.read') ? 'yes' : '',
    ground: groundOf(actor),
    request: origin?.requestId ?? '',
    // whoever reports without an account is nobody's to trace
    address: actor ? (origin?.address ?? '') : '',
    // which day it is says whoever asks for what hangs on it
    day: '',
  }
}

/** The ground that an office decides on, or its inspectors visit; an administrator's own too, whose accounts lie under it. */
function groundOf(actor: Actor | null): string {
  if (!actor || !(isOffice(actor.role) || actor.role === 'inspector' || actor.isAdmin)) return ''
  return actor.ground === 'everywhere' ? '*' : actor.ground.length > 0 ? `{${actor.ground.join(',')}}` : ''
}

/**
 * The net under the policy: requests reach the tables only as the role `nasaq_app`, for one transaction, with the facts
 * that row security asks for. Where they are missing it shows what the public may see, and takes only its reports.
 */
function underRowSecurity(db: Db): Under {
  return (actor, work, origin) =>
    db.transaction(async (trx) => {
      await rows(trx, enter, standingOf(actor, origin))
      const done = await work(trx)
      // in a caller's transaction a savepoint that is released keeps its settings
      if ('isTransaction' in db && db.isTransaction) await rows(trx, leave)
      return done
    })
}

/**
 * The same as the owner, whom row security does not bind: only for what a request cannot be let do, such as signing in.
 * The audit still learns who it was, and of nobody known from where: a password that is guessed, an invitation taken up.
 */
function asOwner(db: Db): Under {
  return (actor, work, origin) =>
    db.transaction(async (trx) => {
      await rows(trx, tell, { ...standingOf(actor, origin), address: origin?.address ?? '' })
      const done = await work(trx)
      if ('isTransaction' in db && db.isTransaction) await rows(trx, leave)
      return done
    })
}

/** Tells the audit of the owner's transaction who is behind it: of work that goes on in the background. */
export async function tellWho(db: Db, { userId, origin }: { userId: string | null; origin?: Origin }): Promise<void> {
  const { requestId = '', address = '' } = origin ?? {}
  await rows(
    db,
    `select set_config('nasaq.user', :user, true), set_config('nasaq.request', :requestId, true),
            set_config('nasaq.address', :address, true)`,
    { user: userId ?? '', requestId, address },
  )
}

/** Reads for a tile: as whoever asks, who is told from others only by whether they see plans. */
export type UnderTiles = <T>(actor: Actor | null, work: (db: Db) => Promise<T>) => Promise<T>

/** How the service reaches a database: requests under row security, itself as the owner. Without `listen` it hears of no change. */
export function doorsTo({ db, tiles, listen = deaf }: Pick<Database, 'db' | 'tiles'> & { listen?: Listen }): {
  under: Under
  underTiles: UnderTiles
  owner: Under
  system: Db
  listen: Listen
} {
  const under = underRowSecurity(db)
  const underTiles: UnderTiles = (actor, work) =>
    tiles ? work(mayDo(actor, 'works.read') ? tiles.agencies : tiles.public) : under(actor, work)
  return { under, underTiles, owner: asOwner(db), system: db, listen }
}
