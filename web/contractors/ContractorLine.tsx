import { AgencyChip } from '../agencies/AgencyChip.tsx'
import { useSpeech } from '../i18n/language.tsx'
import { BanWarning } from './ContractorChoice.tsx'

/** Who digs a works, and whether they may. */
export default function ContractorLine({ contractorId }: { contractorId: string }) {
  const { say } = useSpeech()
  return (
    <>
      <p className="contractor-line">
        {say('contractor.choice')}: <AgencyChip id={contractorId} />
      </p>
      <BanWarning contractorId={contractorId} />
    </>
  )
}
