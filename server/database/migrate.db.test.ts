import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import knex, { type Knex } from 'knex'
import { uuidv7 } from 'uuidv7'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import * as violations from '../../migrations/0050_violations.ts'
import * as whatIsOver from '../../migrations/0063_what_is_over.ts'
import * as meetings from '../../migrations/0078_meetings.ts'
import * as dealtWith from '../../migrations/0085_reports_dealt_with.ts'
import * as noticesSeen from '../../migrations/0092_notices_seen.ts'
import * as toldApart from '../../migrations/0093_told_apart.ts'
import * as itemsSettled from '../../migrations/0103_items_settled.ts'
import { migrations } from '../../migrations/index.ts'
import { addWorks } from '../../testing/applications.ts'
import { engineKind, pack } from '../../testing/database.ts'
import { engineOfTests } from '../../testing/engines.ts'
import { addOrganisation, now } from '../../testing/service.ts'
import { ensureRoot } from '../agencies/store.ts'
import { openFine } from '../inspections/violations/fine.ts'
import { issue } from '../inspections/violations/issue.ts'
import { findRow } from '../inspections/violations/read.ts'
import type { ViolationRow } from '../inspections/violations/row.ts'
import type { Db } from './connect.ts'
import { EmbeddedEngine } from './embedded.ts'
import { migrate, migrateDown, pendingMigrations } from './migrate.ts'
import { openEmbedded } from './open-embedded.ts'
import { rows } from './sql.ts'
import { ensureTemplate } from './template.ts'

/** A database of its own, which may be torn down: an engine from the template, or a new database of the cluster. */
async function ownDatabase(): Promise<{ db: Db; close: () => Promise<void> }> {
  const { connection } = engineOfTests()
  if (typeof connection === 'string') {
    const cluster = knex({ client: 'pg', connection })
    await cluster.raw('create database torn_down')
    const db = knex({ client: 'pg', connection: connection.replace(/\/postgres$/, '/torn_down') } as Knex.Config)
    await migrate(db)
    return {
      db,
      close: async () => {
        await db.destroy()
        await cluster.raw('drop database torn_down')
        await cluster.destroy()
      },
    }
  }
  const socketDir = mkdtempSync(join(tmpdir(), 'nasaq-test-'))
  const own = openEmbedded(new EmbeddedEngine({ socketDir, template: await ensureTemplate(), statementLimit: 60_000 }))
  return {
    db: own.db,
    close: async () => {
      await own.close()
      rmSync(socketDir, { recursive: true, force: true })
    },
  }
}

const tables = `select table_name from information_schema.tables
  where table_schema = 'public' and table_type = 'BASE TABLE' and table_name <> 'spatial_ref_sys' order by 1`

describe(`migrations on the ${engineKind()} engine`, () => {
  let own: Awaited<ReturnType<typeof ownDatabase>>
  beforeAll(async () => {
    own = await ownDatabase()
  })
  afterAll(() => own.close())

  it('go down to nothing and up again to the same', async () => {
    const before = await rows<{ table_name: string }>(own.db, tables)
    expect(before.map(({ table_name }) => table_name)).toContain('works')
    await migrateDown(own.db)
    expect(
      await rows(own.db, `${tables.replace('order by', "and table_name not like 'schema_migration%' order by")}`),
    ).toEqual([])
    expect(await pendingMigrations(own.db)).toBeGreaterThan(6)
    await migrate(own.db)
    expect(await rows(own.db, tables)).toEqual(before)
    expect(await pendingMigrations(own.db)).toBe(0)
  })

  it('go on where a process was killed amid them, and take turns', async () => {
    await migrateDown(own.db)
    await own.db('schema_migration_lock').update({ is_locked: 1 })
    // the embedded engine has one process to itself
    const processes = engineKind() === 'server' ? 2 : 1
    const runs = await Promise.all(Array.from({ length: processes }, () => migrate(own.db)))
    expect(runs.flat()).toHaveLength(Object.keys(migrations).length)
    expect(await pendingMigrations(own.db)).toBe(0)
  })

  it('refuse a database that a newer build has changed', async () => {
    const newer = { name: '9999_newer', batch: 99, migration_time: new Date() }
    await own.db('schema_migration').insert(newer)
    await expect(migrate(own.db)).rejects.toThrow(newer.name)
    await own.db('schema_migration').where({ name: newer.name }).delete()
    expect(await migrate(own.db)).toEqual([])
  })

  it('take fines back and keep the violations that there were before them', async () => {
    const { db } = own
    await ensureRoot(db, pack)
    const agencyId = await addOrganisation(db, 'FINED')
    const line = { type: 'LineString', coordinates: [[46.7, 24.7], [46.702, 24.7]] } as const // biome-ignore format: one line
    const worksId = await addWorks(db, agencyId, line as never, 'in_progress')
    for (const article of ['emergency_filed_late', 'barriers']) {
      const cause = { key: article, from: 'office', worksId, article, at: now } as const
      const id = (await issue(db, cause, { pack, now, userId: null })) as string
      await db('violation').where({ id }).update({ state: 'due', due_at: now })
      await openFine(db, (await findRow(db, id)) as ViolationRow, now)
    }
    await toldApart.down(db)
    await noticesSeen.down(db)
    await violations.down(db)
    expect(await db('violation').select('article')).toEqual([{ article: 'emergency_filed_late' }])
    expect(await db('fee').select('id')).toEqual([])
    await violations.up(db)
    await noticesSeen.up(db)
    await toldApart.up(db)
    expect(await db('violation').select('article', 'state', 'liable_id', db.raw('amount::int as amount'))).toEqual([
      { article: 'emergency_filed_late', state: 'noted', liable_id: agencyId, amount: 0 },
    ])
  })

  it.each([
    ['meeting', meetings],
    ['report', dealtWith],
  ] as const)('take what was told of a %s along, which a service before them could not read', async (type, step) => {
    const { db } = own
    const organisation_id = await addOrganisation(db, type.toUpperCase())
    const [user_id, webhook_id] = [uuidv7(), uuidv7()]
    const ids: string[] = []
    const names = { name_ar: 'اسم', name_en: 'Name' }
    await db('app_user').insert({ id: user_id, email: `${type}@test`, role: 'planner', ...names, organisation_id, password_hash: 'x' }) // biome-ignore format: one line
    await db('webhook').insert({ id: webhook_id, agency_id: organisation_id, url: 'https://hooks.test', description: 'Hook', kinds: ['asked'], secret: Buffer.from('x'), created_at: now }) // biome-ignore format: one line
    for (const [kind, subject_type] of [
      [`${type}_told`, type],
      ['asked', 'works'],
    ] as const) {
      const [id, subject_id] = [uuidv7(), uuidv7()]
      ids.push(id)
      const told = { happening_id: id, kind, subject_type, subject_id, at: now }
      await db('happening').insert({ id, source: 'told', content: { kind, subject: { type: subject_type, id: subject_id } }, at: now }) // biome-ignore format: one line
      await db('notice').insert({ id, user_id, ...told, about: {}, in_app: true, mail: 'none' })
      await db('notice_choice').insert({ user_id, kind, app: true, mail: 'none' })
      await db('webhook_delivery').insert({ id, webhook_id, ...told, created_at: now, next_at: now })
    }
    await itemsSettled.down(db)
    await noticesSeen.down(db)
    await step.down(db)
    await step.up(db)
    await noticesSeen.up(db)
    await itemsSettled.up(db)
    expect(await db('happening').whereIn('id', ids).select(db.raw("content ->> 'kind' as kind"))).toEqual([{ kind: 'asked' }]) // biome-ignore format: one line
    for (const table of ['notice', 'notice_choice', 'webhook_delivery'])
      expect(await db(table).where(table === 'webhook_delivery' ? { webhook_id } : { user_id }).select('kind')).toEqual([{ kind: 'asked' }]) // biome-ignore format: one line
  })

  it('have whoever chose how to hear of an application hear of urgent ones so', async () => {
    const { db } = own
    const organisation_id = await addOrganisation(db, 'APART')
    const user_id = uuidv7()
    const names = { name_ar: 'اسم', name_en: 'Name' }
    await db('app_user').insert({ id: user_id, email: 'apart@test', role: 'planner', ...names, organisation_id, password_hash: 'x' }) // biome-ignore format: one line
    const choices = () => db('notice_choice').where({ user_id }).orderBy('kind').select('kind', 'app', 'mail')
    const hook = { agency_id: organisation_id, url: 'https://hooks.test', secret: Buffer.from('x'), created_at: now }
    const hooks = () => db('webhook').where({ agency_id: organisation_id }).orderBy('description').select('kinds', 'state') // biome-ignore format: one line
    await toldApart.down(db)
    await db('notice_choice').insert([
      { user_id, kind: 'applied', app: false, mail: 'daily' },
      { user_id, kind: 'emergency_nearby', app: true, mail: 'none' },
    ])
    await db('webhook').insert({ id: uuidv7(), ...hook, description: 'A', kinds: ['applied', 'granted'] })
    const [before, listening] = [await choices(), await hooks()]
    await toldApart.up(db)
    expect(await choices()).toEqual([
      { kind: 'applied', app: false, mail: 'daily' },
      { kind: 'applied_urgent', app: false, mail: 'now' },
      { kind: 'emergency_begun', app: true, mail: 'none' },
      { kind: 'emergency_nearby', app: true, mail: 'none' },
    ])
    expect(await hooks()).toEqual([{ kinds: ['applied', 'granted', 'applied_urgent'], state: 'active' }])
    const newer = [['applied_urgent', 'filing_due'], ['filing_due']] // biome-ignore format: one line
    for (const [at, kinds] of newer.entries())
      await db('webhook').insert({ id: uuidv7(), ...hook, description: `B${at}`, kinds })
    await toldApart.down(db)
    expect(await choices()).toEqual(before)
    expect(await hooks()).toEqual([
      ...listening,
      { kinds: ['applied'], state: 'active' },
      { kinds: ['applied'], state: 'paused' },
    ])
    await toldApart.up(db)
  })

  it('let proposals lapse whose works had gone on, and pay back whole what was paid for them', async () => {
    const { db } = own
    const agencyId = await addOrganisation(db, 'PROPOSED')
    await whatIsOver.down(db)
    const ends = [
      ['reinstated', 'due', null],
      ['reinstated', 'paid', null],
      ['cancelled', 'refunding', 80],
      ['in_progress', 'paid', null],
    ] as const
    for (const [at, [status, state, refund_amount]] of ends.entries()) {
      const line = { type: 'LineString', coordinates: [[46.7, 24.6 - at / 100], [46.702, 24.6 - at / 100]] } // biome-ignore format: one line
      const works_id = await addWorks(db, agencyId, line as never, status)
      const asked = { before: '{}', after: '{}', version_before: 1, asked_at: now }
      await db('amendment').insert({ id: uuidv7(), works_id, number: 1, state: 'proposed', cause: 'applicant', reason: 'Rock.', ...asked }) // biome-ignore format: one line
      const money = { state, amount: 100, refund_amount }
      const settled = { due_at: now, settled_at: state === 'due' ? null : now }
      const rates = { currency: 'SAR', road_class: 'local', parts: '[]' }
      const id = uuidv7()
      await db('fee').insert({ id, works_id, kind: 'amendment', amendment: 1, ...money, ...rates, ...settled })
      if (state !== 'due')
        await db('payment').insert({ id: uuidv7(), fee_id: id, provider: 'office', ...money, created_at: now })
    }
    await whatIsOver.up(db)
    const found = await rows(
      db,
      `select a.state, f.state as fee, f.refund_amount::int as back, p.state as payment, p.refund_amount::int as paid_back
       from amendment a join fee f on f.works_id = a.works_id and f.amendment = a.number left join payment p on p.fee_id = f.id
       order by a.works_id`,
    )
    const whole = { state: 'lapsed', fee: 'refunding', back: 100, payment: 'refunding', paid_back: 100 }
    expect(found).toEqual([
      { state: 'lapsed', fee: 'void', back: null, payment: null, paid_back: null },
      whole,
      whole,
      { state: 'proposed', fee: 'paid', back: null, payment: 'paid', paid_back: null },
    ])
  })
})
