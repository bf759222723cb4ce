import { recorded } from '../audit/record.ts'
import type { Db } from '../database/connect.ts'
import { certainRows, prepared, sql } from '../database/sql.ts'
import type { Route } from '../geo/contract.ts'
import type { Outcome } from '../http/problem.ts'
import type { RulePack } from '../policy/contract.ts'
import type { Period } from '../time/contract.ts'
import type { Category, Method, Status, TrafficImpact, Utility, Works } from './contract.ts'
import { lockWorks } from './diversions/store.ts'
import { cellsOf, type Drawn, lockBindings, measureBindings, measured } from './ground.ts'
import { columns, newRow } from './row.ts'

const insertText = prepared(sql(import.meta.url, 'insert.sql').replace('/* measured */', measured))
const auditText = prepared(sql(import.meta.url, 'audit.sql'))
const statusText = prepared(sql(import.meta.url, 'status.sql'))
const updateText = sql(import.meta.url, 'update.sql').replace('/* measured */', measured)

/** What a works is, as it is written: everything that does not follow from something else. */
export interface WorksFields {
  externalReference: string | null
  title: string
  description: string | null
  contractorId: string | null
  projectId: string | null
  category: Category
  utility: Utility
  method: Method
  trafficImpact: TrafficImpact
  connections: number | null
  trenchWidthMetres: number | null
  trenchDepthMetres: number | null
  route: Route
  period: Period
  status: Status
}

export const worksFields = [
  'externalReference',
  'title',
  'description',
  'contractorId',
  'projectId',
  'category',
  'utility',
  'method',
  'trafficImpact',
  'connections',
  'trenchWidthMetres',
  'trenchDepthMetres',
  'route',
  'period',
  'status',
] as const satisfies readonly (keyof WorksFields)[]

/** A works to store, as it is or (from another system, or the demo city) as it already went. */
export interface NewWorksFields extends WorksFields {
  id: string
  agencyId: string
  actualPeriod?: { start: string; end: string | null } | null
  guaranteeUntil?: string | null
  createdAt?: string
}

export interface Author {
  userId: string | null
  at: Date
}

/**
 * What must happen in the transaction that writes works, after the ground was locked and they are written, and is not
 * the works' own business: the conflict register is made right.
 */
export interface WorksKeeper {
  keep: (db: Db, worksIds: readonly string[], pack: RulePack) => Promise<void>
}

/** Keeps what works have from the future project that they come from as well. */
export interface ProgressKeeper extends WorksKeeper {
  /** As `keep`, before anything is handed over to them. */
  keepNew: WorksKeeper['keep']
  /** Hands over to them what was settled about the project, which lies as it lay. */
  handOver: (
    db: Db,
    handed: { projectId: string; worksIds: readonly string[] },
    doing: { pack: RulePack; now: Date },
  ) => Promise<void>
}

/** What an amendment did to a works that has been applied for, told to whoever asks and permits. */
export interface Amended {
  works: Works
  /** Whom it asks: everybody in a new round, only those who have not been asked in this one, or nobody. */
  asks: 'everybody' | 'newcomers' | 'nobody'
  conditions?: readonly object[] | undefined
}

/** Keeps what follows from an amendment as well: who is asked anew, and the days of a permit. */
export interface AmendmentKeeper extends WorksKeeper {
  follow: (db: Db, amended: Amended, doing: { pack: RulePack; now: Date }) => Promise<Outcome<null>>
}

/**
 * Stores works in one transaction with their numbers, streets, history and conflicts. Gives id and number of each.
 * `inParts` for one of several parts of a transaction, which has locked the ground and records all of it at its end.
 */
export function insertWorks(
  db: Db,
  works: readonly NewWorksFields[],
  author: Author,
  { pack, keeper, event, inParts = false }: { pack: RulePack; keeper: WorksKeeper; event: string; inParts?: boolean },
): Promise<{ id: string; number: string }[]> {
  if (works.length === 0) return Promise.resolve([])
  return db.transaction(async (trx) => {
    const stored = await certainRows<{ id: string; number: string }>(
      trx,
      insertText,
      {
        ...measureBindings(works, pack),
        ...lockBindings(cellsOf(works, pack)),
        locks: !inParts,
        zone: pack.zone,
        rows: JSON.stringify(works.map((one, place) => newRow(one, place, author, event))),
      },
      works.length,
    )
    const ids = works.map(({ id }) => id)
    await keeper.keep(trx, ids, pack)
    if (!inParts) await recordWorks(trx, ids)
    return stored
  })
}

/** Records the last change of each works in the audit: the last deed of a transaction. */
export async function recordWorks(db: Db, ids: readonly string[]): Promise<void> {
  await recorded(db, (at) => certainRows(at, auditText, { ids: [...ids] }).then(() => undefined))
}

/** What of an application begins anew with a change: when it counts as received, the office's clock, the consultation. */
export interface Anew {
  submittedAt: Date | null
  reviewDueAt: Date
  isRound: boolean
}

/** Stores the changed fields of one works; `before` and `after` go into its history. */
export function updateWorks(
  db: Db,
  change: {
    id: string
    old: Drawn
    fields: WorksFields
    before: object
    after: object
    event: string
    reason: string | null
    anew?: Anew | undefined
  },
  author: Author,
  { pack, keeper }: { pack: RulePack; keeper: WorksKeeper },
): Promise<void> {
  const { id, old, fields, anew } = change
  const drawn = { ...fields, id }
  return db.transaction(async (trx) => {
    await lockWorks(trx, [{ ...old, id }, drawn], { pack })
    await certainRows(trx, updateText, {
      ...measureBindings([drawn], pack),
      rows: JSON.stringify([{ id, ...columns(fields) }]),
      at: author.at,
      userId: author.userId,
      event: change.event,
      reason: change.reason,
      before: JSON.stringify(change.before),
      after: JSON.stringify(change.after),
      submittedAt: anew?.submittedAt ?? null,
      reviewDueAt: anew?.reviewDueAt ?? null,
      newRounds: anew?.isRound ? 1 : 0,
    })
    await keeper.keep(trx, [id], pack)
    await recordWorks(trx, [id])
  })
}

/** What moves with a status: calendar days, and what else the history tells of it. */
export interface Move {
  status: Status
  event: string
  reason: string | null
  submittedAt?: Date
  /** By when the office should decide; `keep` where it has not decided yet. Without it nothing waits for it. */
  review?: Date | 'keep'
  /** Of an emergency: dug without a permit, and why. */
  notified?: { at: Date; ground: string }
  startedOn?: string
  endedOn?: string
  guaranteeUntil?: string
  told?: object
}

/** Moves works of one status to another; what follows from their routes stays as it is. */
export function moveWorks(
  db: Db,
  works: readonly (Drawn & { status: Status })[],
  move: Move,
  author: Author,
  { pack, keeper }: { pack: RulePack; keeper: WorksKeeper },
): Promise<void> {
  const ids = works.map(({ id }) => id)
  const { status, event, reason, submittedAt = null, review, notified } = move
  const { startedOn = null, endedOn = null, guaranteeUntil = null } = move
  return db.transaction(async (trx) => {
    await lockWorks(trx, works, { pack })
    const bindings = {
      status,
      event,
      reason,
      submittedAt,
      reviewDueAt: review instanceof Date ? review : null,
      keepsReview: review === 'keep',
      notifiedAt: notified?.at ?? null,
      emergencyGround: notified?.ground ?? null,
      startedOn,
      endedOn,
      guaranteeUntil,
    }
    await certainRows(
      trx,
      statusText,
      {
        ...bindings,
        ids,
        at: author.at,
        userId: author.userId,
        before: JSON.stringify({ status: works[0]?.status }),
        after: JSON.stringify({ status, ...move.told }),
      },
      ids.length,
    )
    await keeper.keep(trx, ids, pack)
    await recordWorks(trx, ids)
  })
}
