import { describe, expect, it } from 'vitest'
import type { Position } from '../../../server/geo/contract.ts'
import { folded } from '../../search/folded.ts'
import type { OutboxEntry } from '../offline/contract.ts'
import { airMetres, asDecided, isFound, ordered, roundByAir, type TodayVisit } from './near.ts'

const degree = 1 / 111_195
const here: Position = [46.7, 24.7]
const north = (metres: number): Position => [46.7, 24.7 + metres * degree]

const visit = (id: string, metres: number, dueOn: string): TodayVisit => ({
  id,
  version: 1,
  kind: 'final',
  cause: 'stage',
  state: 'due',
  dueOn,
  place: { type: 'Point', coordinates: north(metres) },
  distanceMetres: null,
  assignee: null,
  district: null,
  works: { id: `w${id}`, number: 'KSA-E-2026-0000012', title: 'تمديد كابل أرضي', agencyId: 'a', contractorId: null },
})

const far = visit('far', 900, '2026-11-01')
const close = visit('close', 100, '2026-11-05')
const behind = visit('behind', -300, '2026-11-03')

describe('visits without a network', () => {
  it.each([
    [here, ['close', 'behind', 'far']],
    [north(800), ['far', 'close', 'behind']],
    [null, ['far', 'behind', 'close']],
  ])('stand by distance, or by day (%#)', (from, ids) =>
    expect(ordered([far, close, behind], from).map(({ id }) => id)).toEqual(ids),
  )

  it('know how far they are', () => expect(ordered([far], here)[0]?.distanceMetres).toBeCloseTo(900, 1))

  it('know of no distance where nobody knows where the phone is', () =>
    expect(ordered([far], null)[0]?.distanceMetres).toBeNull())

  it.each([
    ['', true],
    ['0000012', true],
    ['ارضي', true],
    ['0000013', false],
  ])('are found by "%s": %s', (words, found) => expect(isFound(far, words, folded)).toBe(found))
})

describe('a visit of which its inspector has said something', () => {
  const me = { id: 'me', name: { ar: 'نور', en: 'Noor' } }
  const other = { id: 'other', name: { ar: 'سعد', en: 'Saad' } }
  const said = (deed: 'take' | 'release', state: OutboxEntry['state'] = 'waiting') =>
    ({ state, visit: { id: 'far', deed } }) as OutboxEntry
  const taken = { ...far, state: 'taken' as const, assignee: me }

  it.each([
    ['take', far, said('take'), taken],
    ['release', taken, said('release'), far],
    ['take, refused', far, said('take', 'needs_you'), far],
    ['nothing', far, null, far],
    ['found', far, { state: 'waiting', visitId: 'far' } as OutboxEntry, { ...far, state: 'done' as const }],
    ['found, refused', far, { state: 'needs_you', visitId: 'far' } as OutboxEntry, far],
    ['take, of another', { ...taken, assignee: other }, said('take'), { ...taken, assignee: other }],
  ])('stands as said: %s', (_, visit, last, shown) => expect(asDecided(visit, last, me)).toEqual(shown))
})

describe('a round by air', () => {
  const round = roundByAir(here, [far, close, behind])

  it('goes to the nearest next', () =>
    expect(round.legs.map(({ visitId }) => visitId)).toEqual(['close', 'behind', 'far']))
  it('counts its metres', () => {
    expect(round.legs.map(({ metres }) => Math.round(metres))).toEqual([100, 400, 1200])
    expect(round.metres).toBeCloseTo(1700, 1)
  })
  it('says that it knows no streets', () =>
    expect(new Set(round.legs.map(({ way }) => way))).toEqual(new Set(['straight'])))
  it('is nothing without visits', () => expect(roundByAir(here, [])).toEqual({ legs: [], metres: 0 }))
})

it('measures by air', () => expect(airMetres(here, north(250))).toBeCloseTo(250, 1))
