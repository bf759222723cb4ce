import { expect, it } from 'vitest'
import { isSurelyRolledBack } from './store.ts'

it.each([
  ['a value that the database refuses', '23514', true],
  ['a serialisation failure', '40001', true],
  ['a lock that was not given in time', '55P03', true],
  ['a statement past its time', '57014', true],
  ['a connection that the server ended', '57P01', false],
  ['a connection failure', '08006', false],
  ['a disk that is full', '53100', false],
  ['a reset connection', 'ECONNRESET', false],
  ['a broken pipe, which is as long as a code of the database', 'EPIPE', false],
  ['an engine that was ended', 'statement_limit', false],
])('%s (%s): surely rolled back is %s', (_name, code, surely) => {
  expect(isSurelyRolledBack(Object.assign(new Error('failed'), { code }))).toBe(surely)
})

it('knows nothing of an error without a code', () => {
  expect(isSurelyRolledBack(new Error('Connection terminated unexpectedly'))).toBe(false)
})
