import { useState } from 'react'
import type { Consultation } from '../../server/permits/contract.ts'
import { useAgencies } from '../agencies/queries.ts'
import { write } from '../api.ts'
import { useSpeech } from '../i18n/language.tsx'
import { ReasonDialog } from './ReasonDialog.tsx'
import { useNow } from './use-now.ts'

interface OverruleProps {
  consultation: Consultation
  version: number
  onStored: (words: string) => void
}

/** Lets the office go on over an objection, or without an answer that is late and that silence does not replace. */
export function Overrule({ consultation, version, onStored }: OverruleProps) {
  const { say, name } = useSpeech()
  const now = useNow()
  // what was seen when the dialog opened, whatever has come since
  const [seen, setSeen] = useState<{ version: number; way: 'goOn' | 'overrule' } | null>(null)
  const [reason, setReason] = useState('')
  const agency = useAgencies().byId.get(consultation.agencyId)
  const { worksId, agencyId, answer, silenceApproves, dueAt } = consultation
  const isMissing = answer === null && !silenceApproves && Date.parse(dueAt) <= now
  const way = isMissing ? 'goOn' : 'overrule'
  return (
    <>
      {isMissing || answer === 'object' ? (
        <button type="button" className="button small" onClick={() => setSeen({ version, way })}>
          {say(`consultation.${way}`)}
        </button>
      ) : null}
      {seen === null ? null : (
        <ReasonDialog
          title={say(`consultation.${seen.way}Asked`, { name: agency ? name(agency.name) : say('agency.unknown') })}
          detail={say(`consultation.${seen.way}Detail`)}
          act={say(`consultation.${seen.way}`)}
          reason={reason}
          onReason={setReason}
          send={(given) =>
            write('POST', `/api/works/${worksId}/consultations/${agencyId}/overruling`, {
              reason: given,
              version: seen.version,
            })
          }
          onDone={() => setSeen(null)}
          onStored={() => onStored(say(`consultation.${seen.way}Stored`))}
        />
      )}
    </>
  )
}
