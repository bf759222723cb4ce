import './delegation.css'
import { AgencyChip } from '../../agencies/AgencyChip.tsx'
import { Sentence } from '../../i18n/Sentence.tsx'

interface AnsweredForAnotherProps {
  /** Nobody, where whoever was asked answered itself. */
  by: string | null
  whom: string | null
}

/** Which organisation answered on behalf of which. */
export default function AnsweredForAnother({ by, whom }: AnsweredForAnotherProps) {
  if (by === null || whom === null) return null
  const parts = { who: <AgencyChip key="who" id={by} />, whom: <AgencyChip key="whom" id={whom} /> }
  return (
    <span className="on-behalf" data-testid="answered-for-another">
      <Sentence id="delegation.answeredBy" parts={parts} />
    </span>
  )
}
