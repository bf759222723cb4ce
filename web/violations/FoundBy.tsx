import { Link } from '@tanstack/react-router'
import type { WholeViolation } from '../../server/inspections/violations/contract.ts'
import { type Address, readAddress, travelling } from '../address.ts'
import { useSpeech } from '../i18n/language.tsx'

/** To what it follows from, with its photos: the inspection that found it, the defect that was left open. */
export function FoundBy({ about: { inspectionId, defectId } }: { about: WholeViolation }) {
  const { say } = useSpeech()
  const to = (sel: string) => ((before: Address) => readAddress({ ...travelling(before), sel })) as never
  return (
    <>
      {defectId ? (
        <Link className="link" to="/defects" search={to(defectId)}>
          {say('violation.toDefect')}
        </Link>
      ) : null}
      {defectId && inspectionId ? ' · ' : null}
      {inspectionId ? (
        <Link className="link" to="/inspections" search={to(inspectionId)}>
          {say('violation.toInspection')}
        </Link>
      ) : null}
    </>
  )
}
