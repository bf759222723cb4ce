import { keeper as groups } from '../dig-once/keeper.ts'
import { keepLedger } from '../inspections/ledger/keep.ts'
import { keeper as applications } from '../permits/keeper.ts'
import type { AmendmentKeeper } from '../works/store.ts'
import { keepCases } from './file.ts'

/** What follows from works that are written but for the cases: while one is carried out, none is to be filed or ended. */
export const keeperWithoutCases: AmendmentKeeper = {
  ...applications,
  keep: async (db, worksIds, pack) => {
    await keepLedger(db, worksIds, pack)
    await groups.keep(db, worksIds, pack)
  },
}

/** The ledger of the pavement, the register, the groups, the applications and with them the cases are kept by the transaction that writes works. */
export const keeper: AmendmentKeeper = {
  ...keeperWithoutCases,
  keep: async (db, worksIds, pack) => {
    await keeperWithoutCases.keep(db, worksIds, pack)
    if (worksIds.length > 0) await keepCases(db, worksIds, pack)
  },
}
