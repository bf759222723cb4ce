import type { Actor } from '../../access/actor.ts'
import type { Db } from '../../database/connect.ts'
import { worksOnPaper } from '../../permits/paper/paper.ts'
import { summariesOf } from '../../works/read.ts'
import type { PublicClearance } from './contract.ts'
import { codeOfCertificate } from './paper.ts'
import { certificateByNumber } from './store.ts'

/** What anybody learns who reads the number of a certificate; null where there is none. */
export async function publicClearance(
  db: Db,
  { number, zone }: { number: string; zone: string },
  actor: Actor | null,
): Promise<PublicClearance | null> {
  const certificate = await certificateByNumber(db, number, zone)
  const row = certificate && (await worksOnPaper(db, certificate.worksId))
  if (!certificate || !row) return null
  const { agency, contractor } = row
  const works = (await summariesOf(db, [certificate.worksId], actor)).get(certificate.worksId) ?? null
  return { certificate, code: codeOfCertificate(certificate), works, agency, contractor }
}
