import { createHash } from 'node:crypto'
import type { NewInspection } from './contract.ts'

/** The members of every object in one order: a telephone that was updated in between may write them in another. */
function ordered(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(ordered)
  if (value === null || typeof value !== 'object') return value
  const members = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))
  return Object.fromEntries(members.map(([name, each]) => [name, ordered(each)]))
}

/** A fingerprint of what was sent, hexadecimal: the same may be sent again, and nothing else under its id. */
export function fingerprintOf(sent: NewInspection): string {
  return createHash('sha256')
    .update(JSON.stringify(ordered(sent)))
    .digest('hex')
}
