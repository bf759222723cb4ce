import { expect, it } from 'vitest'
import { arPermits } from '../../../web/i18n/ar-permits.ts'
import { enPermits } from '../../../web/i18n/en-permits.ts'
import type { Connection } from './contract.ts'
import { toldOf } from './told.ts'

const connection = { number: 3, label: 'Villa 3', parcel: null, meter: null, lengthMetres: 12, doneOn: null }
const catalogues: Record<'ar' | 'en', Record<string, string>> = { ar: arPermits, en: enPermits }

it.each(['done', 'cancelled'] as const)('history says of a connection that it is %s as the pages say it', (state) => {
  const told = toldOf({ ...connection, state } as unknown as Connection)
  // in the middle of a line
  expect(told.ar.split('، ').at(-1)).toBe(catalogues.ar[`connection.state.${state}`])
  expect(told.en.split(', ').at(-1)).toBe(catalogues.en[`connection.state.${state}`]?.toLowerCase())
})

it('a name in the letters of the other language takes neither number nor metres along', () => {
  const done = { ...connection, label: 'مبنى النخيل', parcel: 'P-7', state: 'done', doneOn: '2026-12-01' }
  const told = toldOf(done as unknown as Connection)
  expect(told.en).toBe('3: \u2068مبنى النخيل\u2069 · P-7, 12.00 m, done, 2026-12-01')
  expect(told.ar).toBe('3: \u2068مبنى النخيل\u2069 · \u2068P-7\u2069، 12.00 م، منجزة، \u20682026-12-01\u2069')
})
