import './delegation.css'
import { AgencyChip } from '../../agencies/AgencyChip.tsx'
import { Sentence } from '../../i18n/Sentence.tsx'

interface OnBehalfProps {
  id: 'delegation.onBehalf' | 'delegation.youAnswer'
  whom: string
}

/** On whose behalf something is to be answered. */
export function OnBehalf({ id, whom }: OnBehalfProps) {
  return (
    <span className="on-behalf" data-testid="on-behalf">
      <Sentence id={id} parts={{ whom: <AgencyChip key="whom" id={whom} /> }} />
    </span>
  )
}
