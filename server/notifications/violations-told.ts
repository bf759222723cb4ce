import type { Db } from '../database/connect.ts'
import { rows } from '../database/sql.ts'
import type { Names } from '../language/contract.ts'
import type { NoticeKind } from './contract.ts'
import type { Recipient, Telling } from './tell.ts'

/** What became of a violation, as the triggers of migration 0050 note it. */
export interface ViolationNoted {
  violationId: string
  event: string
}

/** Of an event: as what it is told, and to whom. What is not named here is told to nobody. */
const told: Readonly<Record<string, { kind: NoticeKind; to: ('office' | 'liable' | 'owner')[] }>> = {
  proposed: { kind: 'violation_proposed', to: ['office'] },
  warned: { kind: 'violation_warned', to: ['liable', 'owner'] },
  issued: { kind: 'violation', to: ['liable', 'owner', 'office'] },
  claimed: { kind: 'violation_answered', to: ['office'] },
  objected: { kind: 'violation_answered', to: ['office'] },
  decided: { kind: 'violation_decided', to: ['liable', 'owner'] },
  remedied: { kind: 'violation_decided', to: ['liable', 'owner'] },
  withdrawn: { kind: 'violation_decided', to: ['liable', 'owner'] },
  due: { kind: 'violation_due', to: ['liable'] },
}

interface Row {
  words: Names
  number: string | null
  liable_id: string
  agency_id: string
  municipality_id: string
}

/** Whom it is told to: who answers for it, whose works it is, and the office that has something to decide. */
export async function violationTellings(
  db: Db,
  { violationId, event }: ViolationNoted,
  happened: { at: Date; by: string | null },
): Promise<Telling[]> {
  const telling = told[event]
  const [row] = await rows<Row>(
    db,
    `select v.words, v.number, v.liable_id, w.agency_id, w.municipality_id
     from violation v join works w on w.id = v.works_id where v.id = cast(:violationId as uuid)`,
    { violationId },
  )
  // a proposal that came to nothing was never known to anybody else
  if (!telling || !row || (event === 'withdrawn' && row.number === null)) return []
  const recipients: Record<(typeof telling.to)[number], Recipient> = {
    office: { role: 'planner', municipalityId: row.municipality_id },
    liable: { agencyId: row.liable_id },
    owner: { agencyId: row.agency_id },
  }
  const parties = telling.to.filter((party) => party !== 'owner' || row.agency_id !== row.liable_id)
  const about = { article: row.words, violation: row.number ?? '' }
  const subject = { type: 'violation', id: violationId } as const
  return [{ kind: telling.kind, subject, to: parties.map((party) => recipients[party]), about, ...happened }]
}
