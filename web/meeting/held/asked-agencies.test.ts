import { expect, it } from 'vitest'
import { askedAnew, countOf, sentOf, toggled } from './asked-agencies.ts'

const calling = {
  concerned: [
    { agencyId: 'water', items: 3, isOffice: false },
    { agencyId: 'power', items: 1, isOffice: false },
    { agencyId: 'town', items: 0, isOffice: true },
  ],
}

it('asks all whom it concerns until somebody is left out or added', () => {
  const all = askedAnew(calling)
  expect([countOf(all), sentOf(all)]).toEqual([3, {}])
  const some = { ...toggled(all, 'water'), added: ['gas'] }
  expect([countOf(some), sentOf(some)]).toEqual([3, { agencyIds: ['gas'], leftOutIds: ['water'] }])
  expect(sentOf(toggled(some, 'water'))).toEqual({ agencyIds: ['gas'] })
})
