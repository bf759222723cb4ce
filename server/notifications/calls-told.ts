import type { Db } from '../database/connect.ts'
import type { Names } from '../language/contract.ts'
import type { Telling } from './tell.ts'

/** What happened to a call for interest, as the triggers of migration 0028 note it. */
export type CallNoted = { callId: string } & ({ event: 'opened' | 'closed' } | { event: 'answered'; by: string })

/** Whom it is told to: those who are asked, and of an answer whoever called. */
export async function callTellings(
  db: Db,
  noted: CallNoted,
  happened: { at: Date; by: string | null },
): Promise<Telling[]> {
  const call = (await db('interest_call').where({ id: noted.callId }).first('agency_id', 'asked')) as
    | { agency_id: string; asked: string[] }
    | undefined
  if (!call) return []
  const subject = { type: 'call', id: noted.callId } as const
  switch (noted.event) {
    case 'opened':
      return [{ kind: 'call_opened', subject, to: call.asked.map((agencyId) => ({ agencyId })), ...happened }]
    case 'answered': {
      const found = (await db('organisation').where({ id: noted.by }).first('name_ar', 'name_en')) as {
        name_ar: string
        name_en: string
      }
      const other: Names = { ar: found.name_ar, en: found.name_en }
      return [{ kind: 'call_answered', subject, to: [{ agencyId: call.agency_id }], about: { other }, ...happened }]
    }
    case 'closed': {
      const answered = (await db('interest_answer').where({ call_id: noted.callId }).select('agency_id')) as {
        agency_id: string
      }[]
      const concerned = [...new Set([call.agency_id, ...call.asked, ...answered.map(({ agency_id }) => agency_id)])]
      return [{ kind: 'call_closed', subject, to: concerned.map((agencyId) => ({ agencyId })), ...happened }]
    }
  }
}
