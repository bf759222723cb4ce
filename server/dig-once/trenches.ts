import { sql } from '../database/sql.ts'
import type { TrenchStanding } from './contract.ts'
import { closedAgain, type Savings } from './rules.ts'

/** What each works that shares a trench saves or has saved, as a relation; of live groups, whoever they are told to. */
export const trenches = `(${sql(import.meta.url, 'trenches.sql')})`

export const trenchBindings = { closedAgain: [...closedAgain] }

/** The day by which it is counted, as an expression on it as `t`: since when the plans save it, or when the last of both was closed. */
export const trenchDay = `coalesce(t.closed_on, (t.counted_from at time zone cast(:zone as text))::date)`

/** What it came to, in one row of it or the sum of several. */
export interface TrenchSums {
  standing: TrenchStanding
  shared_metres: number
  street_days: number
  metres_amount: number
  street_days_amount: number
  mobilisation_amount: number
}

export function savingsOf(row: Omit<TrenchSums, 'standing'>): Savings {
  return {
    sharedMetres: row.shared_metres,
    streetDays: row.street_days,
    amounts: {
      metres: row.metres_amount,
      streetDays: row.street_days_amount,
      mobilisation: row.mobilisation_amount,
    },
  }
}
