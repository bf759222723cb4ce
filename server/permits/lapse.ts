import type { Db } from '../database/connect.ts'
import { lapseProposals } from '../works/amendments/store.ts'
import { giveUpAmendmentFee } from './fees/of-amendments.ts'

/**
 * What was proposed of works that go on before anybody has decided comes to nothing, and costs nothing: it is no part of what a
 * works that is given up is paid back. Before the works move, held by whoever moves them.
 */
export async function letProposalsLapse(db: Db, worksIds: readonly string[], now: Date): Promise<void> {
  for (const { worksId, number } of await lapseProposals(db, worksIds, now))
    await giveUpAmendmentFee(db, worksId, number)
}
