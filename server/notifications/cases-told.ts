import type { Db } from '../database/connect.ts'
import { rows } from '../database/sql.ts'
import type { NoticeKind } from './contract.ts'
import type { Recipient, Telling } from './tell.ts'

/** What happened to a case, as the triggers of migration 0028 note it; a change of its state by its new name. */
export type CaseNoted = { caseId: string } & (
  | { event: 'filed' | 'open' | 'escalated' | 'agreed' | 'settled' | 'closed' }
  | { event: 'joined' | 'turn'; agencies: string[] }
  | { event: 'proposed'; by: string | null }
)

interface Case {
  state: string
  municipality_id: string
  parties: string[]
  is_proposed: boolean
}

/** Whom it is told to: the parties, and the office that decides. */
export async function caseTellings(
  db: Db,
  noted: CaseNoted,
  happened: { at: Date; by: string | null },
): Promise<Telling[]> {
  const [found] = await rows<Case>(
    db,
    `select c.state, c.municipality_ids[1] as municipality_id,
            array(select p.agency_id from case_party p where p.case_id = c.id order by p.agency_id) as parties,
            exists (select 1 from case_proposal p where p.case_id = c.id and p.state = 'open') as is_proposed
     from coordination_case c where c.id = cast(:id as uuid)`,
    { id: noted.caseId },
  )
  if (!found) return []
  const { at, by } = happened
  const told = (kind: NoticeKind, to: readonly Recipient[]): Telling[] => [
    { kind, subject: { type: 'case', id: noted.caseId }, to, at, by },
  ]
  const office: Recipient = { role: 'planner', municipalityId: found.municipality_id }
  const parties = found.parties.map((agencyId) => ({ agencyId }))
  switch (noted.event) {
    case 'filed':
      return told('case_opened', [office])
    case 'joined':
      return told('case_opened', noted.agencies.map((agencyId) => ({ agencyId }))) // biome-ignore format: one line
    case 'open':
      return told('case_opened', [...parties, office])
    case 'turn':
      // who has a proposal to answer was told of the proposal
      return found.is_proposed || found.state !== 'open' ? [] : told('case_turn', noted.agencies.map((agencyId) => ({ agencyId }))) // biome-ignore format: one line
    case 'proposed':
      return told('case_proposed', [...parties.filter(({ agencyId }) => agencyId !== noted.by), office])
    case 'agreed':
      return told('case_turn', [office])
    case 'escalated':
      return told('case_escalated', [...parties, office])
    case 'settled':
    case 'closed':
      return told('case_settled', [...parties, office])
  }
}
