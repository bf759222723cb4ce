import { createHash } from 'node:crypto'
import type { Permit } from '../contract.ts'

/** Letters and digits that nobody mistakes for one another (Crockford). */
const signs = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const length = 8

/**
 * The code of what a document says: on its print and on its public page. It follows from all of that, so that a print from
 * before a change, or one that somebody has altered, shows another than the page.
 */
export function codeFor(said: readonly unknown[]): string {
  const digest = createHash('sha256').update(JSON.stringify(said))
  const code = [...digest.digest().subarray(0, length)].map((byte) => signs[byte % signs.length]).join('')
  return `${code.slice(0, length / 2)}-${code.slice(length / 2)}`
}

/** The code of a permit as it stands; its print shows the works as well, which has been amended so often since it was issued. */
export function codeOf({ number, valid, conditions, issuedAt }: Permit, changes: number): string {
  return codeFor([number, valid.start, valid.end, conditions, issuedAt, ...(changes === 0 ? [] : [changes])])
}
