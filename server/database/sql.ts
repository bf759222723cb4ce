import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Knex } from 'knex'

/** Comments go before Knex looks for bindings, so that they may name one. */
const comment = /^\s*--.*$/gm

/**
 * Loads the statement of a `.sql` file that stands beside the module: `sql(import.meta.url, 'assess.sql')`.
 * Bindings are named (`:worksId`); a question mark in the text would be read as a binding too.
 */
export function sql(moduleUrl: string, file: string): string {
  return readFileSync(fileURLToPath(new URL(file, moduleUrl)), 'utf8').replace(comment, '')
}

/** Runs a statement with named bindings and gives its rows. */
export async function rows<Row>(db: Knex, statement: string, bindings: Record<string, unknown> = {}): Promise<Row[]> {
  const result = (await db.raw(statement, bindings as Record<string, Knex.RawBinding>)) as unknown as { rows: Row[] }
  return result.rows
}
