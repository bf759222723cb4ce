import type { Knex } from 'knex'
import { uuidv7 } from 'uuidv7'
import { beforeEach, describe, expect, it } from 'vitest'
import { databaseForTests, engineKind, pack } from '../../testing/database.ts'
import { addDefect } from '../../testing/defects.ts'
import { addSample } from '../../testing/laboratory.ts'
import { addMunicipality, addOrganisation, now, serviceOn, signedIn } from '../../testing/service.ts'
import { roles } from '../agencies/contract.ts'
import { keeper } from '../coordination/register.ts'
import type { Db } from '../database/connect.ts'
import { rows } from '../database/sql.ts'
import { type Status, statuses } from '../works/contract.ts'
import { liveStatuses } from '../works/rules.ts'
import { insertWorks } from '../works/store.ts'
import type { Actor, Ground } from './actor.ts'
import { mayDo } from './permissions.ts'
import { allows, sightBindings, sightOfWorks } from './policy.ts'
import { doorsTo } from './under.ts'

const db = databaseForTests()
/** A line that begins some way inside the municipality that begins at this degree. */
const line = (border: number) => ({
  type: 'LineString' as const,
  coordinates: [
    [border + 0.05, 24.7],
    [border + 0.052, 24.7],
  ] as [number, number][],
})

/** So many that an index is worth its while. */
const manyWorks = 200

/** The westernmost degree of two municipalities that lie side by side. */
const west = 46.5
const east = 46.6
let agencies: [string, string]
let offices: [string, string]
let towns: [string, string]

function box(from: number) {
  const ring = [
    [from, 24.6],
    [from + 0.1, 24.6],
    [from + 0.1, 24.8],
    [from, 24.8],
    [from, 24.6],
  ] as [number, number][]
  return { type: 'Polygon' as const, coordinates: [ring] }
}

async function addWorks(agencyId: string, at: number, status: Status): Promise<string> {
  const id = uuidv7()
  const works = {
    id,
    agencyId,
    externalReference: null,
    title: 'Works',
    description: null,
    contractorId: null,
    projectId: null,
    category: 'planned' as const,
    utility: 'water' as const,
    method: 'open_cut' as const,
    trafficImpact: 'minor' as const,
    connections: null,
    trenchWidthMetres: null,
    trenchDepthMetres: null,
    route: line(at),
    period: { start: '2027-01-01', end: '2027-01-31' },
    status,
  }
  await insertWorks(db(), [works], { userId: null, at: now }, { pack, keeper, event: 'create' })
  return id
}

/** A case about a works in the western town that nobody is a party of. */
async function addCase(worksId: string): Promise<string> {
  const id = uuidv7()
  await db()('coordination_case').insert({ id, number: 'C-1', region_id: 'test', municipality_ids: [towns[0]], cause_works_id: worksId, state: 'open', waits_for: [], opened_at: now, due_at: now, last_due_at: now }) // biome-ignore format: one line
  return id
}

beforeEach(async () => {
  agencies = [await addOrganisation(db(), 'WATER'), await addOrganisation(db(), 'POWER')]
  offices = [
    await addOrganisation(db(), 'OFFICE-W', 'municipality'),
    await addOrganisation(db(), 'OFFICE-E', 'municipality'),
  ]
  towns = [
    await addMunicipality(db(), 'W', offices[0], box(west)),
    await addMunicipality(db(), 'E', offices[1], box(east)),
  ]
})

function actor(role: Actor['role'], agencyId: string | null, ground: Ground = []): Actor {
  return { userId: null, keyId: null, role, isAdmin: role === 'admin', agencyId, ground, scopes: null }
}

/** Everybody who might ask: no account, and each role in an agency, in an office, and in the root authority. */
function everybody(): (Actor | null)[] {
  return [
    null,
    ...roles.flatMap((role) => [
      actor(role, agencies[0]),
      actor(role, offices[0], [towns[0]]),
      actor(role, null, 'everywhere'),
      actor(role, null),
    ]),
  ]
}

describe('row security', () => {
  it('shows of works what the policy allows, as its condition on lists does: to every role, of every status', async () => {
    const facts = new Map<string, Parameters<typeof allows>[2]>()
    for (const [n, agencyId] of agencies.entries())
      for (const [m, municipality] of towns.entries())
        for (const status of statuses) {
          const id = await addWorks(agencyId, [west, east][m] as number, status)
          const isPublished = status !== 'draft'
          facts.set(id, { agencyId: agencies[n] as string, municipalityIds: [municipality], status, isPublished })
        }
    expect(facts.size).toBe(4 * statuses.length)
    const { under } = doorsTo({ db: db(), tiles: null })
    const listed = `select id from works w where ${sightOfWorks('w')}`
    for (const one of everybody()) {
      const expected = [...facts].filter(([, works]) => allows(one, 'works.see', works)).map(([id]) => id)
      const ids = (found: { id: string }[]) => found.map(({ id }) => id).sort()
      expect(ids(await rows(db(), listed, sightBindings(one))), JSON.stringify(one)).toEqual(expected.sort())
      expect(ids(await under(one, (trx) => rows(trx, 'select id from works'))), JSON.stringify(one)).toEqual(expected)
    }
  })

  it('hides no works that others meet from anybody who checks: a conflict is never missed for want of sight', async () => {
    const ids = await Promise.all(liveStatuses.map((status) => addWorks(agencies[1], east, status)))
    const { under } = doorsTo({ db: db(), tiles: null })
    const checking = everybody().filter((one) => one && (mayDo(one, 'works.assess') || mayDo(one, 'works.write')))
    expect(checking.length).toBeGreaterThan(10)
    for (const one of checking) {
      const seen = await under(one, (trx) => rows<{ id: string }>(trx, 'select id from works'))
      expect(new Set(seen.map(({ id }) => id)), JSON.stringify(one)).toEqual(new Set(ids))
    }
  })

  it('lets nobody write works but their agency and the office of their ground', async () => {
    const id = await addWorks(agencies[0], west, 'planned')
    const { under } = doorsTo({ db: db(), tiles: null })
    const touch = (who: Actor | null) => under(who, (trx) => trx('works').where({ id }).update({ title: 'Touched' }))
    for (const one of everybody()) {
      const may = allows(one, 'works.change', { agencyId: agencies[0], municipalityIds: [towns[0]] })
      expect(await touch(one), JSON.stringify(one)).toBe(may ? 1 : 0)
    }
    const copy = (who: Actor | null) =>
      under(who, (trx) =>
        rows(
          trx,
          `insert into works (id, region_id, municipality_id, municipality_ids, number, title, agency_id, category, utility,
             method, traffic_impact, status, period, route, footprint, reach, length_metres, area_square_metres, created_at, updated_at)
           select :copy, region_id, municipality_id, municipality_ids, 'X', title, agency_id, category, utility,
             method, traffic_impact, 'draft', period, route, footprint, reach, length_metres, area_square_metres, created_at, updated_at
           from works where id = :id`,
          { id, copy: uuidv7() },
        ),
      )
    const refused = { code: '42501' }
    await expect(copy(actor('utility', agencies[1]))).rejects.toMatchObject(refused)
    await expect(copy(actor('planner', offices[1], [towns[1]]))).rejects.toMatchObject(refused)
    await expect(copy(actor('contractor', agencies[0]))).rejects.toMatchObject(refused)
  })

  it('fails closed: with nothing set it is the public that asks, and what is not granted is not there', async () => {
    await addWorks(agencies[0], west, 'planned')
    const seen = await addWorks(agencies[0], west, 'permitted')
    const bare = <T>(work: (trx: Knex.Transaction) => Promise<T>) =>
      db().transaction(async (trx) => {
        await rows(trx, `select set_config('role', 'nasaq_app', true)`)
        const done = await work(trx)
        await rows(trx, `select set_config('role', 'none', true)`)
        return done
      })
    expect(await bare((trx) => rows(trx, 'select id from works'))).toEqual([{ id: seen }])
    expect(await bare((trx) => rows(trx, 'select 1 from conflict'))).toEqual([])
    expect(await bare((trx) => rows(trx, 'select 1 from import_job'))).toEqual([])
    for (const secret of ['select * from session', 'select password_hash from app_user', 'delete from works'])
      await expect(
        bare((trx) => rows(trx, secret)),
        secret,
      ).rejects.toMatchObject({ code: '42501' })
    await expect(bare((trx) => trx('street').delete())).rejects.toMatchObject({ code: '42501' })
  })

  it('stands on every table that requests may write, and is nobody’s to go round', async () => {
    const open = await rows<{ name: string }>(
      db(),
      `select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
       where n.nspname = 'public' and c.relkind in ('r','p') and not c.relrowsecurity
         and (has_table_privilege('nasaq_app', c.oid, 'update') or has_table_privilege('nasaq_app', c.oid, 'delete')
              or has_table_privilege('nasaq_app', c.oid, 'insert') and c.relname <> 'database_identity')`,
    )
    expect(open).toEqual([])
    const [role] = await rows<object>(
      db(),
      `select rolsuper, rolbypassrls, rolcanlogin, exists (select 1 from pg_class where relowner = pg_roles.oid) as owns
       from pg_roles where rolname = 'nasaq_app'`,
    )
    expect(role).toEqual({ rolsuper: false, rolbypassrls: false, rolcanlogin: false, owns: false })
  })

  it('is not gone round by functions of the owner: none is everybody’s, and they ask who calls', async () => {
    const everybodys = await rows(
      db(),
      `select p.proname from pg_proc p
       where p.pronamespace = 'public'::regnamespace and p.prosecdef and p.prorettype <> 'trigger'::regtype
         and not exists (select 1 from pg_depend d where d.objid = p.oid and d.deptype = 'e')
         and (p.proacl is null or exists (select 1 from aclexplode(p.proacl) a where a.grantee = 0))`,
    )
    expect(everybodys).toEqual([])
    const id = await addWorks(agencies[0], west, 'in_guarantee')
    await addDefect(db(), id)
    await db()('violation').insert({ id: uuidv7(), works_id: id, article: 'barriers', at: now, words: {}, cause: 'office', cause_key: 'x', liable: 'owner', liable_id: agencies[0], amount: 1, currency: 'SAR', state: 'due', due_at: now, number: 'V-1' }) // biome-ignore format: one line
    const calls = ['select number is not null as named from stands_open(:id) order by kind', 'select count from violation_counts(array[cast(:agency as uuid)], to_timestamp(0))'] // biome-ignore format: one line
    const { under } = doorsTo({ db: db(), tiles: null })
    const told = (who: Actor | null) =>
      under(who, (trx) => Promise.all(calls.map((call) => rows(trx, call, { id, agency: agencies[0] }))))
    const [named, unnamed, one] = [{ named: true }, { named: false }, { count: 1 }]
    expect(await told(null)).toEqual([[], []])
    expect(await told(actor('utility', agencies[1]))).toEqual([[unnamed, unnamed], []])
    expect(await told(actor('utility', agencies[0]))).toEqual([[named, named], [one]])
    expect(await told(actor('planner', offices[0], [towns[0]]))).toEqual([[named, named], [one]])
    expect(await Promise.all(calls.map((call) => rows(db(), call, { id, agency: agencies[0] })))).toEqual([[named, named], [one]]) // biome-ignore format: one line
  })

  it('tells of the samples of a works who has to know them by name, and others how they stand', async () => {
    const id = await addWorks(agencies[0], west, 'in_progress')
    const laboratory = await addOrganisation(db(), 'ROWLAB', 'laboratory')
    const failed = await addSample(db(), id, laboratory)
    const again = await addSample(db(), id, laboratory)
    await db()('sample').where({ id: again }).update({ retest_of: failed })
    const { under } = doorsTo({ db: db(), tiles: null })
    const call = 'select id, retest_of from samples_of(cast(:id as uuid)) order by retest_of nulls first'
    const told = async (who: Actor | null) => (await under(who, (trx) => rows(trx, call, { id }))) as unknown[]
    const named = [{ id: failed, retest_of: null }, { id: again, retest_of: failed }] // biome-ignore format: one line
    expect(await told(null)).toEqual([])
    const [first, second] = (await told(actor('utility', agencies[1]))) as { id: string; retest_of: string | null }[]
    expect([first?.id, second?.id]).not.toContain(failed)
    expect([first?.retest_of, second?.retest_of]).toEqual([null, first?.id])
    expect(await told(actor('utility', agencies[0]))).toEqual(named)
    expect(await told(actor('consultant', laboratory))).toEqual(named)
    expect(await told(actor('planner', offices[0], [towns[0]]))).toEqual(named)
    expect(await rows(db(), call, { id })).toEqual(named)
  })

  it('keeps the words of a history from whoever merely sees the works', async () => {
    const id = await addWorks(agencies[0], west, 'in_progress')
    const line = (version: number, event: string, user: string | null = null) =>
      db()('works_history').insert({ works_id: id, version, event, at: now, user_id: user, reason: event, before: {}, after: {} }) // biome-ignore format: one line
    await line(101, 'suspend')
    await line(102, 'cancel')
    const { under } = doorsTo({ db: db(), tiles: null })
    const call = 'select version, reason from history_words(cast(:id as uuid)) where version > 100 order by version'
    const told = (who: Actor | null) => under(who, (trx) => rows(trx, call, { id }))
    const [both, one] = [[{ version: 101, reason: 'suspend' }, { version: 102, reason: 'cancel' }], [{ version: 102, reason: 'cancel' }]] // biome-ignore format: one line
    expect(await told(actor('utility', agencies[1]))).toEqual(one)
    expect(await told(actor('utility', agencies[0]))).toEqual(both)
    expect(await told(actor('planner', offices[0], [towns[0]]))).toEqual(both)
    const column = under(actor('utility', agencies[1]), (trx) => rows(trx, 'select reason from works_history'))
    await expect(column).rejects.toMatchObject({ code: '42501' })
  })

  it('keeps why a works was amended, and why a finding was let pass, from whoever merely sees the works', async () => {
    const id = await addWorks(agencies[0], west, 'in_progress')
    const other = await addWorks(agencies[0], west, 'in_progress')
    const hidden = await addCase(id)
    const amended = { works_id: id, state: 'in_effect', before: {}, after: {}, version_before: 1, asked_at: now, decision_reason: 'So be it.' } // biome-ignore format: one line
    await db()('amendment').insert([
      { ...amended, id: uuidv7(), number: 1, cause: 'applicant', reason: 'Late pipes.', version_after: 2 },
      { ...amended, id: uuidv7(), number: 2, cause: 'case', case_id: hidden, reason: 'As agreed.', version_after: 3 },
    ])
    const waived = { kind: 'clash', rule_id: 'clash', other_type: 'works', other_id: other, application: 'x', at: now }
    const [own, ofCase] = [uuidv7(), uuidv7()]
    await db()('waiver').insert([
      { ...waived, id: own, works_id: id, reason: 'A school.' },
      { ...waived, id: ofCase, works_id: id, case_id: hidden, reason: 'In the case.' },
    ])
    const { under } = doorsTo({ db: db(), tiles: null })
    const told = (who: Actor | null) =>
      under(who, async (trx) => {
        const words = await rows<{ reason: string; decision_reason: string }>(trx, 'select * from amendment_words(cast(:id as uuid)) order by number', { id }) // biome-ignore format: one line
        const passed = await rows<{ reason: string }>(trx, 'select reason from waiver_words(cast(:ids as uuid[])) order by id', { ids: [own, ofCase] }) // biome-ignore format: one line
        return [...words, ...passed].map(({ reason }) => reason)
      })
    const all = ['Late pipes.', 'As agreed.', 'A school.', 'In the case.']
    expect(await told(null)).toEqual([])
    expect(await told(actor('utility', agencies[1]))).toEqual(['Late pipes.'])
    // whose works it is reads why it was amended; a case has its own parties
    expect(await told(actor('utility', agencies[0]))).toEqual(['Late pipes.', 'As agreed.', 'A school.'])
    expect(await told(actor('planner', offices[1], [towns[1]]))).toEqual(['Late pipes.'])
    expect(await told(actor('planner', offices[0], [towns[0]]))).toEqual(all)
    await db()('consultation').insert({ id: uuidv7(), works_id: id, round: 1, agency_id: agencies[1], grounds: ['works_nearby'], asked_at: now, due_at: now, silence_approves: true }) // biome-ignore format: one line
    expect(await told(actor('utility', agencies[1]))).toEqual(['Late pipes.', 'A school.'])
    for (const column of ['amendment.reason', 'amendment.decision_reason', 'waiver.reason']) {
      const read = under(actor('planner', offices[0], [towns[0]]), (trx) => rows(trx, `select ${column} from ${column.split('.')[0]}`)) // biome-ignore format: one line
      await expect(read, column).rejects.toMatchObject({ code: '42501' })
    }
  })

  it('keeps what was answered, and on which conditions, from whoever merely sees the works', async () => {
    const id = await addWorks(agencies[0], west, 'in_progress')
    const asked = uuidv7()
    await db()('consultation').insert({ id: asked, works_id: id, round: 1, agency_id: agencies[1], grounds: ['works_nearby'], asked_at: now, due_at: now, silence_approves: true, answer: 'object', conditions: 'By night.', reason: 'Too near.', answered_at: now, overruled_at: now, overruled_reason: 'Far enough.' }) // biome-ignore format: one line
    await db()('works_history').insert({ works_id: id, version: 101, event: 'answer', at: now, before: {}, after: { answer: 'object', conditions: 'By night.' } }) // biome-ignore format: one line
    const { under } = doorsTo({ db: db(), tiles: null })
    const told = (who: Actor | null) =>
      under(who, async (trx) => {
        const [one] = await rows<{ words: object | null }>(trx, 'select consultation_words(:asked) as words', { asked })
        const lines = await rows<{ conditions: object }>(trx, 'select conditions from history_words(:id) where version = 101', { id }) // biome-ignore format: one line
        return [one?.words ?? null, ...lines.map(({ conditions }) => conditions)]
      })
    const words = { conditions: 'By night.', reason: 'Too near.', overruled: 'Far enough.' }
    expect(await told(null)).toEqual([null])
    expect(await told(actor('utility', agencies[0]))).toEqual([words, { conditions: 'By night.' }])
    expect(await told(actor('utility', agencies[1]))).toEqual([words])
    expect(await told(actor('utility', offices[1]))).toEqual([null])
    expect(await told(actor('planner', offices[1], [towns[1]]))).toEqual([null])
    expect(await told(actor('planner', offices[0], [towns[0]]))).toEqual([words, { conditions: 'By night.' }])
    const [line] = await rows<{ after: object }>(db(), 'select after from works_history where version = 101')
    expect(line?.after).toEqual({ answer: 'object' })
    const columns = ['consultation.conditions', 'consultation.reason', 'consultation.overruled_reason', 'consultation.extension_reason', 'waiver.conditions', 'works_history.conditions', 'report.note', 'report.follow_hash'] // biome-ignore format: one line
    for (const column of columns) {
      const read = under(actor('planner', offices[0], [towns[0]]), (trx) => rows(trx, `select ${column} from ${column.split('.')[0]}`)) // biome-ignore format: one line
      await expect(read, column).rejects.toMatchObject({ code: '42501' })
    }
  })

  it('is left again with the transaction, also where that is a part of another or fails', async () => {
    const { under } = doorsTo({ db: db(), tiles: null })
    const standing = (on: Db) =>
      rows(on, `select current_user = 'nasaq_app' as bound, current_setting('nasaq.agency', true) as agency`)
    const own = actor('utility', agencies[0])
    expect(await under(own, standing)).toEqual([{ bound: true, agency: agencies[0] }])
    await expect(under(own, (trx) => rows(trx, 'select 1/0'))).rejects.toMatchObject({ code: '22012' })
    const [after] = (await standing(db())) as { bound: boolean; agency: string | null }[]
    expect(after?.bound).toBe(false)
    expect(after?.agency || null).toBe(null)
  })

  it.runIf(engineKind() === 'server')('leaves the searches their indexes', { timeout: 60_000 }, async () => {
    // in tables that other tests have emptied, a search that uses an index costs as much as one that does not
    for (let place = 0; place < manyWorks; place++) {
      await addWorks(agencies[0], west + place * 0.0002, 'planned')
      if (place % 2 === 0) await addWorks(agencies[0], west + place * 0.0002, 'closed')
    }
    const app = await serviceOn(db())
    const water = await signedIn(app, db(), 'utility', agencies[0])
    const asked: { sql: string; bindings: readonly Knex.Value[] }[] = []
    db().on('query', ({ sql, bindings }: { sql: string; bindings: Knex.Value[] }) => asked.push({ sql, bindings }))
    const get = (url: string) => app.inject({ method: 'GET', url, headers: water.headers })
    const draft = { category: 'planned', route: line(west), period: { start: '2027-01-01', end: '2027-01-31' } }
    const checked = await app.inject({
      method: 'POST',
      url: '/api/assessments',
      headers: water.headers,
      payload: draft,
    })
    const created = { ...draft, title: 'Works', utility: 'water', status: 'planned' }
    const answers = [
      checked,
      await app.inject({ method: 'POST', url: '/api/works', headers: water.headers, payload: created }),
      await get('/api/works?bbox=46.4,24.6,46.5,24.7'),
      await get('/api/works?from=2027-01-01&to=2027-01-02'),
      await get('/api/conflicts?bbox=46.4,24.6,46.5,24.7'),
      await get('/tiles/works,conflicts/14/10300/7000.mvt'),
      await get('/tiles/footprints/17/82400/56000.mvt'),
    ]
    for (const answer of answers) expect(answer.statusCode).toBeLessThan(300)
    const searching = asked.filter(
      ({ sql }) => /^\s*(with|select)/.test(sql) && /(reach|route_3857|footprint|overlap|occupies) && /.test(sql),
    )
    expect(searching.length).toBeGreaterThan(5)
    // what the planner believes of the tables is what is in them, whatever was there before
    await db().raw('analyze works, conflict')
    const { under } = doorsTo({ db: db(), tiles: null })
    const who = actor('utility', agencies[0])
    const slow = await under(who, async (trx) => {
      await rows(trx, `select set_config('enable_seqscan', 'off', true), set_config('enable_bitmapscan', 'off', true)`)
      const found: string[] = []
      for (const { sql, bindings } of searching) {
        const { rows: lines } = (await trx.raw(`explain (costs off) ${sql.replace(/\$\d+/g, '?')}`, [
          ...bindings,
        ] as Knex.RawBinding[])) as { rows: { 'QUERY PLAN': string }[] }
        const plan = lines.map((one) => one['QUERY PLAN']).join('\n')
        if (!/Index Cond: .*(reach|route_3857|footprint|overlap|occupies) && /.test(plan)) found.push(`${sql}\n${plan}`)
      }
      return found
    })
    expect(slow).toEqual([])
  })
})
