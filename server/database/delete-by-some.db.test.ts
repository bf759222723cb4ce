import { expect, it } from 'vitest'
import { databaseForTests } from '../../testing/database.ts'
import { deleteBySome } from './delete-by-some.ts'
import { rows } from './sql.ts'

const db = databaseForTests()

it('deletes all that a condition holds for, more than go at once, and nothing else', async () => {
  await rows(
    db(),
    `insert into idempotency_key (client, key_hash, fingerprint, at)
     select 'user', decode(lpad(to_hex(n), 8, '0'), 'hex'), decode('00', 'hex'),
            case when n > 12000 then timestamptz '2026-11-24' else timestamptz '2026-11-01' end
     from generate_series(1, 12003) n`,
  )
  const before = new Date('2026-11-20T00:00:00Z')
  expect(await deleteBySome(db(), 'idempotency_key', 'at < :before', { before })).toBe(12_000)
  expect(await db()('idempotency_key').count({ n: '*' })).toEqual([{ n: 3 }])
})
