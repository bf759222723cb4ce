import { uuidv7 } from 'uuidv7'
import { beforeEach, describe, expect, it } from 'vitest'
import { databaseForTests, pack } from '../../../testing/database.ts'
import { asking } from '../../../testing/procedure.ts'
import {
  addOrganisation,
  now,
  refusals,
  rootOffice,
  type SignedIn,
  serviceOn,
  signedIn,
} from '../../../testing/service.ts'
import { permissions } from '../../access/permissions.ts'
import { storeStreets } from '../../streets/store.ts'
import { momentAt } from '../../time/rules.ts'
import type { Works } from '../../works/contract.ts'
import type { ConsultationInbox } from '../contract.ts'
import type { ReviewQueue } from './contract.ts'

const db = databaseForTests()
let ask: ReturnType<typeof asking>
let [water, power, gas, office] = [] as unknown as [SignedIn, SignedIn, SignedIn, SignedIn]
let [mains, cable] = ['', '']

const route = { type: 'LineString', coordinates: [[46.7, 24.7], [46.702, 24.7]] } // biome-ignore format: one line
const days = (month: string) => ({ start: `2027-${month}-10`, end: `2027-${month}-28` })

beforeEach(async () => {
  ask = asking(await serviceOn(db()))
  water = await signedIn(ask.app, db(), 'utility', await addOrganisation(db(), 'WATER'))
  power = await signedIn(ask.app, db(), 'utility', await addOrganisation(db(), 'POWER'))
  gas = await signedIn(ask.app, db(), 'utility', await addOrganisation(db(), 'GAS'))
  office = await signedIn(ask.app, db(), 'planner', await rootOffice(db()))
  const olaya = { code: '1', name: { ar: 'شارع العليا', en: 'Olaya Street' }, streetClass: 'local' as const }
  await storeStreets(
    db(),
    [{ ...olaya, id: uuidv7(), line: { type: 'LineString', coordinates: [[46.699, 24.7], [46.703, 24.7]] } }], // biome-ignore format: one line
    pack,
  )
  const given = { category: 'planned', utility: 'water', status: 'planned', route }
  await ask.ok(gas, 'POST', '/api/works', { ...given, title: 'Pipe', period: days('10') })
  const record = async (by: SignedIn, title: string, month: string) => {
    const { id } = await ask.ok<Works>(by, 'POST', '/api/works', { ...given, title, period: days(month) })
    expect((await ask.event(by, id, 'submit')).statusCode).toBe(200)
    return id
  }
  mains = await record(water, '=2+3', '02')
  cable = await record(power, 'Cable', '06')
})

const worksIn = ({ items }: ReviewQueue | ConsultationInbox) => items.map(({ works }) => works.id)
const lines = (body: string) => body.replace('\uFEFF', '').trim().split('\r\n')

describe('the lists of an office and of an inbox', () => {
  it.each([
    ['/api/reviews', 'works.decide'],
    ['/api/reviews.csv', 'works.decide'],
    ['/api/consultations', 'consultations.answer'],
    ['/api/consultations.csv', 'consultations.answer'],
  ] as const)('%s answers 401 and 403', async (url, permission) => {
    const { visitor, others } = await refusals(ask.app, db(), { method: 'GET', url, allowed: permissions[permission] })
    expect(visitor).toBe(401)
    expect(new Set(others)).toEqual(new Set([403]))
  })

  it('are narrowed to whose works they are', async () => {
    const queue = (agency: string) => ask.ok<ReviewQueue>(office, 'GET', `/api/reviews?agency=${agency}`)
    expect(await queue(water.agencyId as string)).toMatchObject({ total: 1, hasMore: false })
    expect(worksIn(await queue(water.agencyId as string))).toEqual([mains])
    expect(worksIn(await queue(`${water.agencyId},${power.agencyId}`)).sort()).toEqual([mains, cable].sort())
    const inbox = (agency: string) => ask.ok<ConsultationInbox>(gas, 'GET', `/api/consultations?agency=${agency}`)
    // how many wait for it is not narrowed
    expect(await inbox(power.agencyId as string)).toMatchObject({ open: 2 })
    expect(worksIn(await inbox(power.agencyId as string))).toEqual([cable])
    expect((await ask.send(office, 'GET', '/api/reviews?agency=none')).statusCode).toBe(400)
  })

  it('are searched by numbers, titles, streets and agencies, in both languages and as a file', async () => {
    const found = async (words: string) => {
      const queue = await ask.ok<ReviewQueue>(office, 'GET', `/api/reviews?q=${encodeURIComponent(words)}`)
      expect(queue.total).toBe(queue.items.length)
      return worksIn(queue)
    }
    const { number } = await ask.ok<Works>(office, 'GET', `/api/works/${cable}`)
    expect(await found(number)).toEqual([cable])
    expect(await found('cable')).toEqual([cable])
    expect(await found('water')).toEqual([mains])
    expect((await found('olaya')).sort()).toEqual([mains, cable].sort())
    expect((await found('العليا')).sort()).toEqual([mains, cable].sort())
    // what a pattern is made of is looked for as it is
    expect(await found('%')).toEqual([])
    expect(await found('_able')).toEqual([])
    const file = await ask.send(office, 'GET', '/api/reviews.csv?q=cable&lang=en')
    expect(lines(file.body)).toHaveLength(2)
    expect((await ask.send(office, 'GET', '/api/reviews?q=')).statusCode).toBe(400)
  })

  it('say which application waits for its fee, and since when', async () => {
    const unpaid = async () =>
      (await ask.ok<ReviewQueue>(office, 'GET', '/api/reviews')).items.map((one) => [one.works.id, one.unpaidSince])
    expect((await ask.answer(gas, mains, { answer: 'approve' })).statusCode).toBe(200)
    await db()('consultation').where({ works_id: mains }).whereNull('answer').update({ answer: 'approve', answered_at: now }) // biome-ignore format: one line
    expect((await unpaid()).map(([, since]) => since)).toEqual([null, null])
    expect((await ask.event(office, mains, 'approve')).statusCode).toBe(200)
    expect(new Map((await unpaid()) as [string, string | null][])).toEqual(new Map([[mains, now.toISOString()], [cable, null]])) // biome-ignore format: one line
    await ask.paid(office, mains)
    expect((await unpaid()).map(([, since]) => since)).toEqual([null, null])
  })

  it('are files in the language that is read, in which no cell is reckoned', async () => {
    const queue = await ask.send(office, 'GET', `/api/reviews.csv?agency=${water.agencyId}&lang=en`)
    expect(queue.headers['content-type']).toBe('text/csv; charset=utf-8')
    const [head, line, ...more] = lines(queue.body)
    expect(head).toBe('Works,Title,Agency,Category,Street,Start,End,Request,Received at,Due,Answers open,Objections,Blocking conflicts,Waits for payment since') // biome-ignore format: a line
    expect(line).toContain(",'=2+3,WATER,Ordinary excavation,Olaya Street,2027-02-10,2027-02-28,Permit,")
    // moments are told by the clocks of the city
    const { zone } = pack
    const { items } = await ask.ok<ReviewQueue>(office, 'GET', `/api/reviews?agency=${water.agencyId}`)
    expect(line).toContain(
      `,${momentAt(items[0]?.receivedAt ?? null, zone)},${momentAt(items[0]?.dueAt ?? null, zone)},`,
    )
    expect(more).toEqual([])
    const answered = await ask.answer(gas, cable, { answer: 'approve_with_conditions', conditions: 'By hand.' })
    expect(answered.statusCode).toBe(200)
    const inbox = await ask.send(gas, 'GET', '/api/consultations.csv?state=answered&lang=ar')
    expect(lines(inbox.body)).toHaveLength(2)
    expect(lines(inbox.body)[1]).toContain('أعمال قريبة')
    expect(lines(inbox.body)[1]).toContain('موافقة بشروط,لا,By hand.')
  })
})
