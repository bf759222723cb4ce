import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { engineOfTests } from '../../testing/engines.ts'
import { connect, type Database, type Db } from './connect.ts'
import { rows } from './sql.ts'

const { kind, connection } = engineOfTests()

describe.skipIf(kind === 'embedded')('the connections for tiles', () => {
  let database: Database
  beforeAll(async () => {
    database = await connect({ databaseUrl: String(connection), dataDir: '' })
  })
  afterAll(() => database.close())

  const pools = () => database.tiles as NonNullable<Database['tiles']>
  const standing = async (db: Db) => {
    const told = `select current_user as role, coalesce(current_setting('nasaq.plans', true), '') as plans,
                         coalesce(current_setting('nasaq.ground', true), '') as ground`
    return (await rows<object>(db, told))[0]
  }

  it('are bound by row security from the first statement on: as the public, or as agencies, and as nobody more', async () => {
    expect(await standing(pools().public)).toEqual({ role: 'nasaq_app', plans: '', ground: '' })
    expect(await standing(pools().agencies)).toEqual({ role: 'nasaq_app', plans: 'yes', ground: '' })
    for (const pool of Object.values(pools()))
      for (const statement of ['select * from session', 'select password_hash from app_user', 'delete from works'])
        await expect(rows(pool, statement), statement).rejects.toMatchObject({ code: '42501' })
  })

  it('keep their role whatever the address of the database asks for', async () => {
    const address = new URL(String(connection))
    address.searchParams.set('options', '-c search_path=public -c role=none')
    const other = await connect({ databaseUrl: address.href, dataDir: '' })
    const asked = await Promise.all([standing(other.tiles?.public as Db), standing(other.tiles?.agencies as Db)])
    await other.close()
    expect(asked).toMatchObject([
      { role: 'nasaq_app', plans: '' },
      { role: 'nasaq_app', plans: 'yes' },
    ])
  })

  it('are what they were after a statement that failed', async () => {
    await expect(rows(pools().public, 'select 1 / 0')).rejects.toMatchObject({ code: '22012' })
    expect(await standing(pools().public)).toMatchObject({ role: 'nasaq_app', plans: '' })
  })
})
