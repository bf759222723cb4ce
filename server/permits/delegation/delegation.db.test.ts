import { beforeEach, describe, expect, it } from 'vitest'
import { addConsultation, addWorks } from '../../../testing/applications.ts'
import { databaseForTests, pack } from '../../../testing/database.ts'
import { addDelegation } from '../../../testing/delegations.ts'
import { asking } from '../../../testing/procedure.ts'
import { addOrganisation, now, refusals, rootOffice, type SignedIn, serviceOn, signedIn } from '../../../testing/service.ts' // biome-ignore format: one line
import type { Actor } from '../../access/actor.ts'
import { permissions } from '../../access/permissions.ts'
import { doorsTo } from '../../access/under.ts'
import { verifyAudit } from '../../audit/verify.ts'
import type { Db } from '../../database/connect.ts'
import { rows } from '../../database/sql.ts'
import { spread } from '../../notifications/spread.ts'
import { tellAnswersDue } from '../../notifications/with-time.ts'
import type { WorksHistory } from '../../works/contract.ts'
import type { AnswersTaken, Consultation, ConsultationInbox } from '../contract.ts'
import type { Delegation } from './contract.ts'
import { standInOf } from './stand-in.ts'
import { verifyDelegations } from './verify.ts'

const db = databaseForTests()
let ask: ReturnType<typeof asking>
/** Whose works it is, who is asked about it, who answers for that one, and somebody else. */
let [water, power, gas, fibre, office] = [] as unknown as [SignedIn, SignedIn, SignedIn, SignedIn, SignedIn]
let works: string
let asked: string
let time = now

const line = (east: number) => ({ type: 'LineString' as const, coordinates: [[46.7 + east, 24.7], [46.701 + east, 24.7]] as [number, number][] }) // biome-ignore format: one line

/** The service reads the hour where the test has set it; who is signed in stays so. */
const at = async (instant: string) => {
  time = new Date(instant)
  await db()('session').update({ created_at: time, seen_at: time })
}

beforeEach(async () => {
  time = now
  const app = await serviceOn(db(), { clock: () => time })
  ask = asking(app)
  const person = async (code: string) => signedIn(app, db(), 'utility', await addOrganisation(db(), code))
  water = await person('WATER')
  power = await person('POWER')
  gas = await person('GAS')
  fibre = await person('FIBRE')
  office = await signedIn(app, db(), 'planner', await rootOffice(db()))
  works = await addWorks(db(), water.agencyId as string, line(0), 'in_coordination')
  asked = await addConsultation(db(), works, power.agencyId as string)
})

const url = '/api/delegations'
const given = (to: SignedIn, more: object = {}) => ({ delegateId: to.agencyId, from: '2026-11-24', ...more })
const entrust = (by: SignedIn, to: SignedIn, more: object = {}) => ask.send(by, 'POST', url, given(to, more))
const entrusted = async (by: SignedIn, to: SignedIn, more: object = {}) =>
  ask.ok<Delegation>(by, 'POST', url, given(to, more))
const revoke = (by: SignedIn, { id }: { id: string }) => ask.send(by, 'POST', `${url}/${id}/revocation`)
const listed = async (by: SignedIn, query = '') =>
  (await ask.ok<{ items: Delegation[] }>(by, 'GET', `${url}${query}`)).items.map(({ id }) => id)
const inbox = async (by: SignedIn, query = '') => {
  const { items, open } = await ask.ok<ConsultationInbox>(by, 'GET', `/api/consultations${query}`)
  return { ids: items.map(({ consultation }) => consultation.id), open }
}
const answerFor = (by: SignedIn, principal: SignedIn, more: object = {}) =>
  ask.send(by, 'POST', `/api/works/${works}/consultations/${principal.agencyId}/answer`, {
    round: 1,
    answer: 'approve',
    ...more,
  })
const codes = (answer: { json: () => { reasons?: { code: string }[] } }) =>
  answer.json().reasons?.map(({ code }) => code)
const may = async (by: SignedIn) => (await ask.procedure(by, works)).may.answerFor

describe('the routes', () => {
  const id = '018f0000-0000-7000-8000-000000000001'
  it.each([
    ['GET', url, {}],
    ['POST', url, { delegateId: id, from: '2026-11-24' }],
    ['POST', `${url}/${id}/revocation`, {}],
  ] as const)('%s %s answers 401 and 403', async (method, path, payload) => {
    const allowed = permissions['consultations.answer']
    const answered = await refusals(ask.app, db(), { method, url: path, payload, allowed })
    expect(answered.visitor).toBe(401)
    expect(new Set(answered.others)).toEqual(new Set([403]))
  })
})

describe('a delegation', () => {
  it('is seen by the two whom it is between, and taken back by who gave it, once', async () => {
    const made = await entrusted(power, gas, { until: '2026-12-31', note: ' Letter 12. ' })
    expect(made).toMatchObject({ principalId: power.agencyId, delegateId: gas.agencyId, until: '2026-12-31', note: 'Letter 12.', state: 'in_force', by: { en: 'utility' }, revoked: null, may: { revoke: true } }) // biome-ignore format: one line
    expect(await listed(power)).toEqual([made.id])
    expect(await listed(gas)).toEqual([made.id])
    for (const one of [water, office]) expect(await listed(one)).toEqual([])
    expect((await revoke(gas, made)).statusCode).toBe(403)
    expect((await revoke(water, made)).statusCode).toBe(404)
    expect((await revoke(power, made)).json()).toMatchObject({ state: 'revoked', may: { revoke: false } })
    expect(codes(await revoke(power, made))).toEqual(['revoked'])
    expect([await listed(gas), await listed(gas, '?list=all')]).toEqual([[], [made.id]])
    const { items } = await ask.ok<{ items: { event: string }[] }>(
      await signedIn(ask.app, db(), 'admin', power.agencyId),
      'GET',
      `/api/audit?id=${made.id}`,
    )
    expect(items.map(({ event }) => event)).toEqual(['revoke', 'entrust'])
    expect((await verifyAudit(db())).broken).toEqual([])
  })

  it('names what is wrong with it', async () => {
    const builder = await signedIn(ask.app, db(), 'contractor', await addOrganisation(db(), 'BUILDER', 'contractor'))
    const path = async (to: SignedIn, more: object = {}) =>
      (await entrust(power, to, more)).json<{ errors: { path: string }[] }>().errors[0]?.path
    expect(await path(power)).toBe('delegateId')
    expect(await path(builder)).toBe('delegateId')
    expect(await path(gas, { from: '2026-11-23' })).toBe('from')
    expect(await path(gas, { until: '2026-11-23' })).toBe('until')
    expect((await entrust(power, gas, { principalId: water.agencyId })).statusCode).toBe(400)
    await entrusted(power, gas, { until: '2026-11-30' })
    expect(codes(await entrust(power, gas, { from: '2026-11-30' }))).toEqual(['entrusted_already'])
    await entrusted(power, gas, { from: '2026-12-01' })
    await entrusted(power, fibre)
    const { principal_id, delegate_id, made_at } = await db()('answer_delegation').first()
    const again = { id: works, principal_id, delegate_id, made_at, period: '[2026-11-01,2027-01-01)' }
    await expect(db().transaction((trx) => trx('answer_delegation').insert(again))).rejects.toMatchObject({ constraint: 'answer_delegation_once' }) // biome-ignore format: one line
  })

  it('holds on both its days and not beside them, and not once it is taken back', async () => {
    const made = await entrusted(power, gas, { from: '2026-11-25', until: '2026-11-26' })
    await db()('consultation').update({ due_at: '2026-12-24T06:00:00Z' })
    const seen: [string, number, number][] = []
    for (const instant of [
      '2026-11-24T20:59:00Z',
      '2026-11-24T21:00:00Z',
      '2026-11-26T20:59:00Z',
      '2026-11-26T21:00:00Z',
    ]) {
      // biome-ignore format: one line
      await at(instant)
      const [one] = (await ask.ok<{ items: Delegation[] }>(power, 'GET', `${url}?list=all`)).items
      seen.push([one?.state as string, (await inbox(gas)).open, (await may(gas)).length])
    }
    expect(seen).toEqual([['to_come', 0, 0], ['in_force', 1, 1], ['in_force', 1, 1], ['over', 0, 0]]) // biome-ignore format: one line
    expect((await answerFor(gas, power)).statusCode).toBe(403)
    expect(codes(await revoke(power, made))).toEqual(['over'])
    await at('2026-11-26T12:00:00Z')
    await revoke(power, made)
    expect((await inbox(gas)).open).toBe(0)
    expect((await answerFor(gas, power)).statusCode).toBe(403)
    expect((await answerFor(power, power)).statusCode).toBe(200)
  })
})

describe('whoever is entrusted', () => {
  it('answers on behalf of who is asked, and everybody reads who did', async () => {
    expect((await answerFor(gas, power)).statusCode).toBe(403)
    const made = await entrusted(power, gas)
    const own = await addConsultation(db(), works, gas.agencyId as string)
    expect(new Set((await inbox(gas)).ids)).toEqual(new Set([asked, own]))
    expect((await inbox(gas, `?asked=${power.agencyId}`)).ids).toEqual([asked])
    expect((await inbox(gas, `?asked=${gas.agencyId}`)).ids).toEqual([own])
    expect((await inbox(gas, `?asked=${water.agencyId}`)).ids).toEqual([])
    expect((await inbox(power)).ids).toEqual([asked])
    expect(await may(gas)).toEqual([power.agencyId])
    const answer = await answerFor(gas, power, { answer: 'object', reason: 'Too near.' })
    expect(answer.json<Consultation>()).toMatchObject({ agencyId: power.agencyId, delegateId: gas.agencyId, answer: 'object', reason: 'Too near.', answeredBy: { en: 'utility' } }) // biome-ignore format: one line
    for (const one of [water, power, office]) {
      const read = ask.consulted(await ask.procedure(one, works), power)
      expect(read).toMatchObject({ delegateId: gas.agencyId, reason: 'Too near.' })
    }
    const { items } = await ask.ok<WorksHistory>(water, 'GET', `/api/works/${works}/history`)
    expect(items[0]).toMatchObject({ event: 'answer', by: { id: gas.userId }, after: { agencyId: power.agencyId, delegateId: gas.agencyId } }) // biome-ignore format: one line
    expect(codes(await answerFor(power, power))).toEqual(['answered'])
    const file = await ask.send(gas, 'GET', '/api/consultations.csv?state=answered&lang=en')
    expect(file.body).toMatch(/POWER,works nearby,.*,GAS/)
    expect(await verifyDelegations(db(), pack)).toEqual({ answers: 1, faults: [] })
    await revoke(power, made)
    expect((await inbox(gas, '?state=answered')).ids).toEqual([])
  })

  it('reads the words of whom it answers for as long as it does, and of nobody else', async () => {
    const made = await entrusted(power, gas)
    const fibres = await addConsultation(db(), works, fibre.agencyId as string, 'Our duct.')
    await db()('consultation').where({ id: asked }).update({ answer: 'object', reason: 'Our main.', answered_at: now })
    const read = async () => {
      const { consultations } = await ask.procedure(gas, works)
      return [power, fibre].map((one) => consultations.find(({ agencyId }) => agencyId === one.agencyId)?.reason)
    }
    expect(await read()).toEqual(['Our main.', null])
    expect(fibres).not.toBe(asked)
    await revoke(power, made)
    expect(await read()).toEqual([null, null])
  })

  it('answers several at once, its own and those of others, and takes more time', async () => {
    await entrusted(power, gas)
    const own = await addConsultation(db(), works, gas.agencyId as string)
    const other = await addWorks(db(), water.agencyId as string, line(0.01), 'in_coordination')
    const second = await addConsultation(db(), other, power.agencyId as string)
    const foreign = await addConsultation(db(), other, fibre.agencyId as string)
    const path = `/api/works/${other}/consultations/${power.agencyId}/extension`
    const more = await ask.ok<Consultation>(gas, 'POST', path, { round: 1, reason: 'Our map is old.' })
    expect(more).toMatchObject({ isExtended: true, delegateId: null })
    const ids = [asked, own, second, foreign]
    const { taken, refused } = await ask.ok<AnswersTaken>(gas, 'POST', '/api/consultations/answers', { ids, answer: 'approve' }) // biome-ignore format: one line
    expect(new Set(taken)).toEqual(new Set([asked, own, second]))
    expect(refused).toMatchObject([{ id: foreign, code: 'forbidden' }])
    const stored = await db()('consultation').whereNotNull('delegate_id').pluck('id')
    expect(new Set(stored)).toEqual(new Set([asked, second]))
  })

  it('answers for nobody about works that it applied for, digs or decides on', async () => {
    const codesOf = async (by: SignedIn) => {
      const answer = await answerFor(by, power)
      return [answer.statusCode, codes(answer)?.[0], (await inbox(by)).open, (await may(by)).length]
    }
    for (const one of [water, gas, office]) await entrusted(power, one)
    await db()('works').where({ id: works }).update({ contractor_id: gas.agencyId })
    for (const one of [water, gas, office]) expect(await codesOf(one)).toEqual([409, 'own_interest', 0, 0])
  })

  it('passes it on to nobody', async () => {
    await entrusted(power, gas)
    await entrusted(gas, fibre)
    expect((await inbox(fibre)).open).toBe(0)
    expect((await answerFor(fibre, power)).statusCode).toBe(403)
  })
})

describe('row security', () => {
  const actor = (of: SignedIn): Actor => ({ userId: of.userId, keyId: null, role: 'utility', isAdmin: false, agencyId: of.agencyId, ground: [], scopes: null }) // biome-ignore format: one line
  const by = <T>(of: SignedIn, work: (trx: Db) => Promise<T>, day: Date | null = now) =>
    doorsTo({ db: db(), tiles: null }).under(actor(of), async (trx) => {
      if (day) await standInOf(trx, works, { actor: actor(of), now: day, pack })
      return work(trx)
    })
  const write = (delegate: SignedIn | null) => (trx: Db) =>
    trx('consultation').where({ id: asked }).update({ answer: 'approve', answered_at: now, delegate_id: delegate?.agencyId ?? null }) // biome-ignore format: one line
  const refused = { code: '42501' }

  it('lets an answer be written on behalf of another while that holds, in the own name, and no other', async () => {
    const hold = (trx: Db) => rows(trx, 'select * from hold_consulted(cast(:works as uuid))', { works })
    expect([await by(gas, write(gas)), (await by(gas, hold)).length]).toEqual([0, 0])
    await addDelegation(db(), { principalId: power.agencyId as string, delegateId: gas.agencyId as string })
    expect((await by(gas, hold)).length).toBe(1)
    // nobody has said which day it is, or it is another
    expect(await by(gas, write(gas), null)).toBe(0)
    expect(await by(gas, write(gas), new Date('2026-11-23T06:00:00Z'))).toBe(0)
    await expect(by(gas, write(null))).rejects.toMatchObject(refused)
    await expect(by(gas, write(fibre))).rejects.toMatchObject(refused)
    await expect(by(power, write(gas))).rejects.toMatchObject(refused)
    expect(await by(fibre, write(fibre))).toBe(0)
    expect(await by(gas, write(gas))).toBe(1)
    expect(await by(power, write(null))).toBe(0)
  })

  it('lets nobody entrust in the name of another, or change what was entrusted', async () => {
    const id = await addDelegation(db(), { principalId: power.agencyId as string, delegateId: gas.agencyId as string })
    const forged = { id: asked, principal_id: power.agencyId, delegate_id: fibre.agencyId, period: '[2026-11-24,)', made_at: now } // biome-ignore format: one line
    await expect(by(gas, (trx) => trx('answer_delegation').insert(forged))).rejects.toMatchObject(refused)
    const end = (trx: Db) => trx('answer_delegation').where({ id }).update({ revoked_at: now })
    expect(await by(gas, end)).toBe(0)
    const longer = (trx: Db) => trx('answer_delegation').where({ id }).update({ period: '[2026-01-01,)' })
    await expect(by(power, longer)).rejects.toMatchObject(refused)
    expect(await by(power, end)).toBe(1)
  })
})

describe('those whom it concerns', () => {
  const told = async (...people: SignedIn[]) => {
    await spread(db(), { pack, now: time, mails: false })
    const kinds: string[][] = []
    for (const { userId } of people) kinds.push(await db()('notice').where({ user_id: userId }).orderBy('kind').pluck('kind')) // biome-ignore format: one line
    await db()('notice').delete()
    return kinds
  }

  it('hear when it begins and ends, what is asked and due, and each answer', async () => {
    await told(power)
    const made = await entrusted(power, gas)
    expect(await told(power, gas, fibre)).toEqual([[], ['entrusted'], []])
    await db()('works_history').insert({
      works_id: works,
      version: 50,
      event: 'submit',
      at: now,
      before: {},
      after: {},
    })
    expect(await told(power, gas, water)).toEqual([['asked'], ['asked_for_other'], []])
    const soon = new Date(now.getTime() + 23 * 3_600_000)
    expect(await tellAnswersDue(db(), { pack, now: soon })).toBe(2)
    expect(await tellAnswersDue(db(), { pack, now: soon })).toBe(0)
    expect(await told(power, gas)).toEqual([['answer_due'], ['answer_due_for_other']])
    expect((await answerFor(gas, power)).statusCode).toBe(200)
    expect(await told(power, gas)).toEqual([['answered_for_us'], []])
    await revoke(power, made)
    expect(await told(power, gas)).toEqual([[], ['entrusting_ended']])
  })
})
