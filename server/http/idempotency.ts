import { createCipheriv, createDecipheriv, createHash, createHmac, randomBytes } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import type { Actor } from '../access/actor.ts'
import type { Db } from '../database/connect.ts'
import { rows } from '../database/sql.ts'
import { TakenBack } from '../database/taken-back.ts'
import { failed, type Outcome } from './problem.ts'

/** Visible characters, so many that nobody guesses them: the answer is sealed with the key. */
const keyForm = /^[\x21-\x7e]{16,255}$/

/** An answer that was given before. */
export interface Earlier {
  status: number
  answer: unknown
}

/** The answer to this request was given before: its transaction is taken back, and the answer given again. */
export class Repeated extends TakenBack {
  readonly earlier: Earlier

  constructor(earlier: Earlier) {
    super('answered before')
    this.earlier = earlier
  }
}

interface Claim {
  client: string
  key: string
  fingerprint: Buffer
  requestId: string
}

/** How a write happens once: without a key from the client, it just happens. */
export interface Once {
  /** Claims the key, works, and keeps the answer, all in the transaction of `db`. */
  <T>(db: Db, status: number, work: () => Promise<Outcome<T>>): Promise<Outcome<T>>
  /** Ends a request that was answered before, early: before costly work. */
  look: (db: Db) => Promise<void>
  /** Keeps a later answer: of work that goes on after the first transaction. */
  amend: (db: Db, answer: unknown) => Promise<void>
}

export function clientOf(actor: Actor | null): string {
  if (actor?.userId) return `user ${actor.userId}`
  return actor?.keyId ? `key ${actor.keyId}` : 'public'
}

/** Is the key of a request one that we take? Asked before its body is read. */
export function hasFairKey({ headers }: FastifyRequest): boolean {
  const key = headers['idempotency-key']
  if (key === undefined) return true
  return typeof key === 'string' && keyForm.test(key)
}

/** The key of a request (`Idempotency-Key`) and what it stands for: method, address and what is asked. */
export function readClaim(request: FastifyRequest, asked: unknown = request.body): Claim | null {
  const key = request.headers['idempotency-key']
  const { takesNoKey, keyOfAnybody } = request.routeOptions.config
  if (key === undefined || takesNoKey) return null
  const client = clientOf(keyOfAnybody ? null : request.actor)
  const told = `${request.method} ${request.url}\n${JSON.stringify(asked ?? null)}`
  // with the key, which is not stored: what was asked may hold a password, and nobody may try whether it does
  const fingerprint = createHmac('sha256', String(key)).update(told).digest()
  return { client, key: String(key), fingerprint, requestId: request.id }
}

/** For a file among what is asked. */
export function digestOf(bytes: Buffer | null): string | null {
  return bytes && createHash('sha256').update(bytes).digest('hex')
}

export function onceFor(claim: Claim | null): Once {
  const once = async <T>(db: Db, status: number, work: () => Promise<Outcome<T>>): Promise<Outcome<T>> => {
    if (!claim) return work()
    const earlier = (await take(db, claim)) ? null : await find(db, claim)
    if (earlier) return repeat(earlier)
    const outcome = await work()
    if (!outcome.problem) await keep(db, claim, status, outcome.value)
    return outcome
  }
  const look = async (db: Db) => {
    const earlier = claim && (await find(db, claim))
    if (earlier?.isSame) throw new Repeated(earlier)
  }
  const amend = async (db: Db, answer: unknown) => void (claim && (await keep(db, claim, null, answer)))
  return Object.assign(once, { look, amend })
}

interface Found extends Earlier {
  /** Asked for the same thing. */
  isSame: boolean
}

function repeat(earlier: Found): Outcome<never> {
  if (!earlier.isSame) return failed('key-reused')
  throw new Repeated(earlier)
}

/** True where the key is ours now. Waits while another transaction holds it. */
async function take(db: Db, claim: Claim): Promise<boolean> {
  const taken = await rows(
    db,
    `insert into idempotency_key (client, key_hash, fingerprint, request_id)
     values (:client, :keyHash, :fingerprint, :requestId)
     on conflict (client, key_hash) do nothing returning client`,
    bindingsOf(claim),
  )
  return taken.length > 0
}

interface Row {
  fingerprint: Buffer
  status: number
  answer: Buffer
}

async function find(db: Db, claim: Claim): Promise<Found | null> {
  const [found] = await rows<Row>(
    db,
    'select fingerprint, status, answer from idempotency_key where client = :client and key_hash = :keyHash',
    bindingsOf(claim),
  )
  if (!found) return null
  return {
    isSame: found.fingerprint.equals(claim.fingerprint),
    status: found.status,
    answer: open(claim, found.answer),
  }
}

async function keep(db: Db, claim: Claim, status: number | null, answer: unknown): Promise<void> {
  await rows(
    db,
    `update idempotency_key set status = coalesce(cast(:status as smallint), status), answer = :answer
     where client = :client and key_hash = :keyHash`,
    { ...bindingsOf(claim), status, answer: seal(claim, answer ?? null) },
  )
}

/** The key itself is not stored. */
function bindingsOf({ client, key, fingerprint, requestId }: Claim) {
  return { client, keyHash: createHash('sha256').update(key).digest(), fingerprint, requestId }
}

const cipher = 'aes-256-gcm'
const [ivBytes, tagBytes] = [12, 16]

function sealingKey({ client, key }: Claim): Buffer {
  return createHash('sha256').update(`answer\n${client}\n${key}`).digest()
}

/** An answer may hold a secret that is told once: only whoever has the key of the request can read it again. */
function seal(claim: Claim, answer: unknown): Buffer {
  const iv = randomBytes(ivBytes)
  const sealing = createCipheriv(cipher, sealingKey(claim), iv)
  const bytes = Buffer.concat([sealing.update(JSON.stringify(answer)), sealing.final()])
  return Buffer.concat([iv, sealing.getAuthTag(), bytes])
}

function open(claim: Claim, sealed: Buffer): unknown {
  const opening = createDecipheriv(cipher, sealingKey(claim), sealed.subarray(0, ivBytes))
  opening.setAuthTag(sealed.subarray(ivBytes, ivBytes + tagBytes))
  const bytes = Buffer.concat([opening.update(sealed.subarray(ivBytes + tagBytes)), opening.final()])
  return JSON.parse(bytes.toString())
}
