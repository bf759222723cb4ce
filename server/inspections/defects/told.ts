import type { Db } from '../../database/connect.ts'
import type { Names } from '../../language/contract.ts'
import type { NoticeKind } from '../../notifications/contract.ts'
import { type Recipient, tell } from '../../notifications/tell.ts'
import type { DefectEvent } from './contract.ts'

/** What of a defect decides who is told. */
interface Concerned {
  id: string
  agency_id: string
  contractor_id: string | null
  municipality_ids: string[]
}

/** Each event as a kind of notice, and which side it is told to. Of what nobody has to act on nobody is told. */
const told: Partial<Record<DefectEvent, { kind: NoticeKind; to: 'responsible' | 'office' | 'inspectors' }>> = {
  open: { kind: 'defect_found', to: 'responsible' },
  find_again: { kind: 'defect_rejected', to: 'responsible' },
  reject: { kind: 'defect_rejected', to: 'responsible' },
  deem: { kind: 'defect_deemed', to: 'responsible' },
  agree_visit: { kind: 'defect_visit_agreed', to: 'responsible' },
  uphold: { kind: 'defect_upheld', to: 'responsible' },
  withdraw: { kind: 'defect_withdrawn', to: 'responsible' },
  verify: { kind: 'defect_verified', to: 'responsible' },
  dispute: { kind: 'defect_disputed', to: 'office' },
  ask_visit: { kind: 'defect_visit_asked', to: 'office' },
  mend: { kind: 'defect_mended', to: 'inspectors' },
}

function recipients(
  { agency_id, contractor_id, municipality_ids }: Concerned,
  to: 'responsible' | 'office' | 'inspectors',
) {
  if (to === 'responsible') return [agency_id, contractor_id].flatMap((agencyId) => (agencyId ? [{ agencyId }] : []))
  const municipalityId = municipality_ids[0] as string
  const office: Recipient = { role: 'planner', municipalityId }
  return to === 'office' ? [office] : [office, { role: 'inspector', municipalityId } as const]
}

/** Tells the other side what happened to defects. */
export async function tellOf(
  db: Db,
  defects: readonly Concerned[],
  event: DefectEvent,
  {
    at,
    by,
    reason = null,
    day = null,
  }: { at: Date; by?: string | null; reason?: string | Names | null; day?: string | null },
): Promise<void> {
  const telling = told[event]
  if (!telling) return
  await tell(
    db,
    defects.map((defect) => ({
      kind: telling.kind,
      subject: { type: 'defect', id: defect.id },
      to: recipients(defect, telling.to),
      about: { reason, day },
      at,
      ...(by === undefined ? {} : { by }),
    })),
  )
}
