import { setTimeout } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addPermit, addWorks } from '../../testing/applications.ts'
import { engineKind, openDatabase, pack, takeAllAway } from '../../testing/database.ts'
import { formOf } from '../../testing/form.ts'
import { addVisit, failedAt, passedAt } from '../../testing/inspections.ts'
import { addOrganisation, now, rootOffice, type SignedIn, serviceOn, signedIn } from '../../testing/service.ts'
import { ensureRoot } from '../agencies/store.ts'
import type { Db } from '../database/connect.ts'
import type { App } from '../http/app-types.ts'
import { ensureChecklists } from './checklists/store.ts'
import type { NewInspection } from './contract.ts'
import { planInTime } from './visits/with-time.ts'

/** Several connections on the server engine; the embedded one has them take turns. */
let pool: Db
let app: App
let water: string
let two: [SignedIn, SignedIn]

beforeAll(async () => {
  pool = openDatabase(engineKind() === 'server' ? 6 : 1)
  await ensureRoot(pool, pack)
  await ensureChecklists(pool, now)
  app = await serviceOn(pool)
  water = await addOrganisation(pool, 'RACE')
  two = [await signedIn(app, pool, 'inspector'), await signedIn(app, pool, 'inspector')]
})
afterAll(async () => {
  await takeAllAway(pool)
  await pool.destroy()
})

type Answer = Awaited<ReturnType<App['inject']>>

let west = 46.7
async function begun(): Promise<string> {
  west += 0.01
  const id = await addWorks(pool, water, { type: 'LineString', coordinates: [[west, 24.7], [west + 0.001, 24.7]] }, 'planned') // biome-ignore format: one line
  await addPermit(pool, id)
  await pool('works').where({ id }).update({ status: 'in_progress', actual_period: '[2026-11-20,)' })
  return id
}
const post = ({ headers }: SignedIn, url: string, payload: object) =>
  app.inject({ method: 'POST', url, payload, headers })
const send = (by: SignedIn, given: NewInspection) => post(by, '/api/inspections', given)

it('of two who take a visit at once one has it, and the other is told who', async () => {
  const visit = await addVisit(pool, await begun())
  const answers = await Promise.all(two.map((one) => post(one, `/api/visits/${visit}/take`, { version: 1 })))
  expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([200, 409])
  const winner = answers.find(({ statusCode }) => statusCode === 200)?.json().assignee
  expect(answers.find(({ statusCode }) => statusCode === 409)?.json()).toMatchObject({
    code: 'visit_taken',
    assignee: winner,
  })
})

it('the same inspection sent five times at once is there once, with what follows from it', async () => {
  const works = await begun()
  const given = failedAt(works, [west, 24.7], 'high', { stopWork: { reason: 'An open trench' } })
  const answers = await Promise.all([1, 2, 3, 4, 5].map(() => send(two[0], given)))
  expect(answers.map(({ statusCode }) => statusCode)).toEqual([201, 201, 201, 201, 201])
  expect(new Set(answers.map(({ body }) => body)).size).toBe(1)
  expect(await pool('inspection').where({ works_id: works })).toHaveLength(1)
  expect(await pool('works_history').where({ works_id: works, event: 'suspend' })).toHaveLength(1)
  expect(await pool('visit').where({ failed_id: given.id })).toHaveLength(1)
})

it('of two inspections of one visit at once one fulfils it, and the other sees both', async () => {
  const works = await begun()
  const visitId = await addVisit(pool, works)
  const answers = await Promise.all(two.map((one) => send(one, passedAt(works, [west, 24.7], { visitId }))))
  expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([201, 409])
  const refused = answers.find(({ statusCode }) => statusCode === 409)?.json()
  expect(refused).toMatchObject({ code: 'visit_done', both: { theirs: { visitId } } })
})

describe('what is said of ground that moves on at the same time', () => {
  /** Asks while somebody else, who holds the works, moves it on. */
  async function meanwhile(works: string, status: string, ask: () => PromiseLike<Answer>): Promise<Answer> {
    let answer: Promise<Answer> | undefined
    await pool.transaction(async (trx) => {
      await trx('works').where({ id: works }).forUpdate().select('id')
      answer = Promise.resolve(ask())
      await setTimeout(400)
      await trx('works').where({ id: works }).update({ status })
    })
    return answer as Promise<Answer>
  }
  const along = () => [[west, 24.7], [west + 0.001, 24.7]] // biome-ignore format: one line

  it('is no record of how it was closed, once it is accepted', async () => {
    const works = await begun()
    const digger = await signedIn(app, pool, 'contractor', await addOrganisation(pool, 'RACE-DIG', 'contractor'))
    await pool('works').where({ id: works }).update({ contractor_id: digger.agencyId })
    const record = {
      ...{ kind: 'permanent', closedOn: '2026-11-22', depthMetres: 1.4, surface: 'carriageway', ends: along() },
      areas: [{ fromMetres: 0, toMetres: 50, widthMetres: 1.2 }],
      layers: [
        { material: 'asphalt_wearing', thicknessMillimetres: 60 },
        { material: 'selected_fill', thicknessMillimetres: 1250 },
      ],
    }
    const url = `/api/works/${works}/reinstatements`
    const answer = await meanwhile(works, 'in_guarantee', () => post(digger, url, record))
    expect([answer.statusCode, answer.json().reasons?.[0]?.code]).toEqual([409, 'not_open'])
    expect(await pool('reinstatement_record').where({ works_id: works })).toEqual([])
  })

  it('is no sample, once it is given up', async () => {
    const works = await begun()
    const lab = await signedIn(app, pool, 'consultant', await addOrganisation(pool, 'RACE-LAB', 'laboratory'))
    const sample = {
      ...{ worksId: works, kind: 'compaction', layer: 'backfill', seal: 'RACE-1', takenBy: 'A technician' },
      ...{ place: { type: 'Point', coordinates: [west, 24.7] }, takenAt: '2026-11-22T08:00:00Z' },
    }
    const answer = await meanwhile(works, 'cancelled', () => post(lab, '/api/samples', sample))
    expect([answer.statusCode, answer.json().errors?.[0]?.path]).toEqual([400, 'worksId'])
    expect(await pool('sample').where({ works_id: works })).toEqual([])
  })

  it('is no defect, once it is given up', async () => {
    const works = await begun()
    const office = await signedIn(app, pool, 'planner', await rootOffice(pool))
    const form = formOf({ worksId: works, kind: 'final', severity: 'low', text: 'Broken kerb' })
    const headers = { ...office.headers, ...form.headers }
    const answer = await meanwhile(works, 'cancelled', () =>
      app.inject({ method: 'POST', url: '/api/defects', payload: form.payload, headers }),
    )
    expect([answer.statusCode, answer.json().errors?.[0]?.path]).toEqual([400, 'worksId'])
    expect(await pool('defect').where({ works_id: works })).toEqual([])
  })
})

it('several processes plan every visit once', async () => {
  const ids: string[] = []
  for (let n = 0; n < 6; n++) ids.push(await begun())
  await Promise.all([1, 2, 3].map(() => planInTime(pool, { pack, now })))
  const stages = await pool('visit').where({ kind: 'site_safety', cause: 'stage' }).whereIn('works_id', ids)
  expect(stages).toHaveLength(6)
  expect(new Set(stages.map(({ works_id }) => works_id)).size).toBe(6)
  const planned = await pool('audit').where({ subject: 'visit', event: 'plan' }).select('subject_id')
  expect(planned).toHaveLength((await pool('visit').select('id')).length)
})
