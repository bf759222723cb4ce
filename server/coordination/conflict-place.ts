import { readCursor } from '../http/cursor.ts'
import type { Outcome } from '../http/problem.ts'
import type { ConflictSort } from './contract.ts'

/**
 * What the register is listed by, and with it where a page ends: by the street first, where it is sorted by streets. What
 * stays as it is while somebody turns the pages is neither left out nor listed twice.
 */
const columns = {
  off_street: 'number',
  street_rank: 'number',
  street_less: 'number',
  street_id: 'uuid',
  rank: 'number',
  less: 'number',
  works_a: 'uuid',
  works_b: 'uuid',
  kind: 'text',
} as const
type Column = keyof typeof columns

const names = Object.keys(columns) as Column[]
const types = { number: 'float8', uuid: 'uuid', text: 'text' } as const

export type ConflictPlace = { [C in Column]: (typeof columns)[C] extends 'number' ? number : string }

/** The streets, that with the gravest first and the most metres; what lies in no street comes last. */
const byStreet = `case when s.id is null then 1 else 0 end as off_street,
  min(array_position(array['blocking','warning','info'], c.severity)) over (partition by s.id) as street_rank,
  cast(-round(sum(cast(c.overlap_metres as numeric)) over (partition by s.id), 1) as float8) as street_less,
  coalesce(s.id, '00000000-0000-0000-0000-000000000000') as street_id`
const byNoStreet = `0 as off_street, 0 as street_rank, 0 as street_less,
  cast('00000000-0000-0000-0000-000000000000' as uuid) as street_id`

export const placeColumns: Record<ConflictSort, string> = { severity: byNoStreet, street: byStreet }
export const placeOrder = names.join(', ')

export function placeOf(row: ConflictPlace): (string | number)[] {
  return names.map((name) => row[name])
}

/** The condition of what comes after a place, and its bindings. */
export function beyond(after: ConflictPlace | null): { where: string; bindings: Record<string, unknown> } {
  if (!after) return { where: 'true', bindings: {} }
  const place = names.map((name) => `cast(:after_${name} as ${types[columns[name]]})`).join(', ')
  return {
    where: `(${placeOrder}) > (${place})`,
    bindings: Object.fromEntries(names.map((name) => [`after_${name}`, after[name]])),
  }
}

/** Reads a cursor that a page of the register ended with. */
export function readPlace(cursor: string | undefined): Outcome<ConflictPlace | null> {
  const read = readCursor(cursor, Object.values(columns))
  if (read.problem) return read
  const { value } = read
  return {
    value: value && (Object.fromEntries(names.map((name, at) => [name, value[at]])) as unknown as ConflictPlace),
  }
}
