import { Type } from 'typebox'
import { isDay } from '../time/rules.ts'
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

const isText = (value: unknown): value is string => typeof value === 'string' && !value.includes('\u0000')
const uuidForm = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/** What a place in a cursor may hold: it goes to the database as it is, and a cursor may come from anybody. */
const marks = {
  text: isText,
  day: (value: unknown) => isText(value) && isDay(value),
  instant: (value: unknown) => isText(value) && Number.isFinite(Date.parse(value)),
  uuid: (value: unknown) => isText(value) && uuidForm.test(value),
  number: (value: unknown) => typeof value === 'number' && Number.isFinite(value),
  count: (value: unknown) => Number.isSafeInteger(value) && Number(value) >= 0 && Number(value) < 2 ** 31,
} as const satisfies Record<string, (value: unknown) => boolean>

type Mark = keyof typeof marks
type Values<Marks extends readonly Mark[]> = {
  [At in keyof Marks]: Marks[At] extends 'count' | 'number' ? number : string
}

/** The values of a cursor that we wrote, each of the kind named for its place. */
export function readCursor<const Marks extends readonly Mark[]>(
  cursor: string | undefined,
  kinds: Marks,
): Outcome<Values<Marks> | null> {
  if (cursor === undefined) return { value: null }
  const values = parsed(cursor)
  if (Array.isArray(values) && values.length === kinds.length && kinds.every((kind, at) => marks[kind](values[at])))
    return { value: values as unknown as Values<Marks> }
  return faultAt('cursor', sayHttp('cursor'))
}

function parsed(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'))
  } catch {
    return null
  }
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
