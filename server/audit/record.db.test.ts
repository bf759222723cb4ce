import { expect, it } from 'vitest'
import { databaseForTests } from '../../testing/database.ts'
import { record, recordedAtTheEnd, unrecorded } from './record.ts'

const db = databaseForTests()
const change = (event: string) => ({ subject: 'case', id: '018f0000-0000-7000-8000-000000000001', event }) as const
const written = async () =>
  ((await db()('audit').where({ subject: 'case' }).orderBy('sequence').select('event')) as { event: string }[]).map(
    ({ event }) => event,
  )

it('records the parts of a deed at its end, in their order, and nothing of what is only tried', async () => {
  await recordedAtTheEnd(db(), async () => {
    await record(db(), [change('answer')])
    await db().transaction((trx) => recordedAtTheEnd(trx, () => record(trx, [change('settle')])))
    await unrecorded(() => db().transaction((trx) => record(trx, [change('propose')])))
    expect(await written()).toEqual([])
  })
  expect(await written()).toEqual(['answer', 'settle'])
  await record(db(), [change('close')])
  expect(await written()).toEqual(['answer', 'settle', 'close'])
})
