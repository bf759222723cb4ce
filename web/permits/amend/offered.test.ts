import { expect, it } from 'vitest'
import type { Procedure } from '../../../server/permits/contract.ts'
import { mayRedraw, offeredIn, standingAgainst } from './offered.ts'

const reasons = (...codes: string[]) => codes.map((code) => ({ code, detail: code }))

it.each<[string, Parameters<typeof mayRedraw>[0], boolean | null]>([
  ['nothing is offered', [], null],
  ['only more days are', [{ event: 'prolong', reasons: [] }], null],
  ['an amendment may be asked for', [{ event: 'amend', reasons: [] }], true],
  ['it meets what other days may end', [{ event: 'propose', reasons: reasons('blocking_findings') }], true],
  ['an emergency has no permit yet', [{ event: 'propose', reasons: reasons('permit_missing') }, { event: 'prolong', reasons: reasons('permit_missing') }], false], // biome-ignore format: one line
  ['only more days are refused', [{ event: 'propose', reasons: [] }, { event: 'prolong', reasons: reasons('permit_over') }], true], // biome-ignore format: one line
])('another route where %s', (_what, offered, may) => expect(mayRedraw(offered)).toBe(may))

it('names what stands against asking for anything', () => {
  expect(standingAgainst({ reasons: reasons('limits_crossed', 'contractor_banned') })).toEqual(
    reasons('contractor_banned'),
  )
})

it('offers nothing while a proposal waits, and no amendment at once of what is permitted', () => {
  const amending = ['prolong', 'amend', 'decline', 'propose'].map((event) => ({ event, reasons: [] }))
  const of = (more: object) => offeredIn({ proposal: null, permit: null, amending, ...more } as unknown as Procedure)
  expect(of({}).map(({ event }) => event)).toEqual(['amend', 'propose', 'prolong'])
  expect(of({ permit: {} }).map(({ event }) => event)).toEqual(['propose', 'prolong'])
  expect(of({ proposal: {} })).toEqual([])
})
