import { Type } from 'typebox'
import { sayHttp } from './messages.ts'
import { faultAt, type Outcome } from './problem.ts'

export const mostItems = 500

/** `limit` and `cursor` of every list. */
export const pageQuery = {
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: mostItems, default: 100 })),
  cursor: Type.Optional(Type.String({ maxLength: 500 })),
}

export interface Page<T> {
  items: T[]
  nextCursor: string | null
}

export function writeCursor(values: readonly (string | number)[]): string {
  return Buffer.from(JSON.stringify(values)).toString('base64url')
}

/** The values of a cursor that we wrote: a list of `length` texts or numbers. */
export function readCursor(cursor: string | undefined, length: number): Outcome<(string | number)[] | null> {
  if (cursor === undefined) return { value: null }
  try {
    const values = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')) as unknown
    const fits = Array.isArray(values) && values.length === length
    if (fits && values.every((value) => typeof value === 'string' || typeof value === 'number'))
      return { value: values }
  } catch {
    // what is not JSON was not written by us
  }
  return faultAt('cursor', sayHttp('cursor'))
}

/** Cuts a page from rows read with `limit + 1`. */
export function page<Row, T>(
  rows: Row[],
  limit: number,
  item: (row: Row) => T,
  mark: (row: Row) => (string | number)[],
): Page<T> {
  const kept = rows.slice(0, limit)
  const last = kept.at(-1)
  return { items: kept.map(item), nextCursor: rows.length > limit && last ? writeCursor(mark(last)) : null }
}
