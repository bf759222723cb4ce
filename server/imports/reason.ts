import type { Position } from '../geo/contract.ts'
import type { GeometryFault, GeometryFaultCode } from '../geo/intake.ts'
import type { Language } from '../language/contract.ts'
import type { ImportReason } from './contract.ts'
import { type ImportMessage, sayReason } from './messages.ts'

/** Why a row is refused or taken with a warning, as it is stored: the words are found when it is read. */
export interface Reason {
  code: ImportMessage | GeometryFaultCode
  verdict: 'warning' | 'refused'
  member: string
  place?: Position
  values?: Record<string, string | number>
}

type Told = Omit<Reason, 'code' | 'verdict' | 'member'>

export function refusal(code: Reason['code'], member: string, told: Told = {}): Reason {
  return { code, verdict: 'refused', member, ...told }
}

export function warning(code: ImportMessage, member: string, told: Told = {}): Reason {
  return { code, verdict: 'warning', member, ...told }
}

/** A fault of the geometry intake as a reason; `member` is where the geometry stands in the row. */
export function geometryRefusal({ code, member, place, detail }: GeometryFault, at: string): Reason {
  const values = detail === undefined ? {} : { values: { detail } }
  return refusal(code, member ? `${at}/${member}` : at, { ...(place ? { place } : {}), ...values })
}

export function verdictOf(reasons: readonly Reason[]): 'ok' | 'warning' | 'refused' {
  if (reasons.some(({ verdict }) => verdict === 'refused')) return 'refused'
  return reasons.length > 0 ? 'warning' : 'ok'
}

export function spoken({ code, verdict, member, place, values }: Reason, language: Language): ImportReason {
  return { code, verdict, member, ...(place ? { place } : {}), message: sayReason(code, values ?? {}, place)(language) }
}
