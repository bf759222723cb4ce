import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Knex } from 'knex'
import type { Db } from './connect.ts'
import { isAnswered, type Watchdog } from './watchdog.ts'

/** Comments go before Knex looks for bindings, so that they may name one. */
const comment = /^\s*--.*$/gm

/**
 * Loads the statement of a `.sql` file that stands beside the module: `sql(import.meta.url, 'assess.sql')`.
 * Bindings are named (`:worksId`); a question mark in the text would be read as a binding too.
 */
export function sql(moduleUrl: string, file: string): string {
  return readFileSync(fileURLToPath(new URL(file, moduleUrl)), 'utf8').replace(comment, '')
}

interface Result<Row> {
  rows: Row[]
  command: string | null
}

/** A statement that the server engine plans once for each connection: for long ones that every write or drawing runs. */
export interface Prepared {
  name: string
  text: string
}

export function prepared(text: string): Prepared {
  return { name: `nasaq_${createHash('sha1').update(text).digest('hex').slice(0, 16)}`, text }
}

/** Runs a statement with named bindings and gives its rows. */
export async function rows<Row>(
  db: Knex,
  statement: string | Prepared,
  bindings: Record<string, unknown> = {},
): Promise<Row[]> {
  const { text, name } = typeof statement === 'string' ? { text: statement, name: undefined } : statement
  const query = db.raw(text, bindings as Record<string, Knex.RawBinding>)
  // the connections of the embedded engine share one session, and with it the names
  if (name && (db.client.config as { canPrepare?: boolean }).canPrepare) query.options({ name })
  const result = (await query) as unknown as Result<Row>
  if (!isAnswered(result)) throw new Error('the database gave no answer')
  return result.rows
}

/**
 * Rows of a statement that always gives at least `least`. An overlay of geometries that the embedded engine cannot
 * finish ends the statement there without an error: fewer rows mean that, and never "nothing found". The engine is ended,
 * and with it the transaction.
 */
export async function certainRows<Row>(
  db: Db,
  statement: string | Prepared,
  bindings: Record<string, unknown> = {},
  least = 1,
): Promise<Row[]> {
  const found = await rows<Row>(db, statement, bindings)
  if (found.length >= least) return found
  const fault = await (db.client.config.watchdog as Watchdog | undefined)?.distrust()
  throw fault ?? Object.assign(new Error('The database broke a statement off.'), { code: 'engine_fault' })
}

/** A text as a pattern that finds it anywhere; its own wildcards are meant literally. */
export function like(text: string | undefined): string {
  return `%${(text ?? '').replace(/[\\%_]/g, '\\$&')}%`
}

/** What a list may be narrowed by: whether it is asked for (`undefined`: not), the condition, its bindings. */
export type Condition = [asked: unknown, condition: string, bindings: Record<string, unknown>]

/** The conditions that are asked for, as one, with their bindings. */
export function narrowed(conditions: readonly Condition[]): { where: string; bindings: Record<string, unknown> } {
  const asked = conditions.filter(([value]) => value !== undefined)
  return {
    where: ['true', ...asked.map(([, condition]) => condition)].join(' and '),
    bindings: Object.assign({}, ...asked.map(([, , bindings]) => bindings)) as Record<string, unknown>,
  }
}
