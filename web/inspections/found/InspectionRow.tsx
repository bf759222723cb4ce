import type { InspectionSummary } from '../../../server/inspections/contract.ts'
import { useAddress, useChangeAddress } from '../../address.ts'
import { AgencyChip } from '../../agencies/AgencyChip.tsx'
import { number } from '../../i18n/format.ts'
import { useSpeech } from '../../i18n/language.tsx'
import { useMoment } from '../../time/use-moment.ts'
import { Icon } from '../../ui/Icon.tsx'
import { Id } from '../../ui/Id.tsx'
import { OutcomeTag } from './OutcomeTag.tsx'

/** One inspection in the list: what came of it, where, by whom. */
export function InspectionRow({ inspection }: { inspection: InspectionSummary }) {
  const { language, say, name } = useSpeech()
  const moment = useMoment()
  const { sel } = useAddress()
  const change = useChangeAddress()
  const { id, kind, outcome, works, failed, contractorId } = inspection
  return (
    <button type="button" className="row" aria-current={sel === id || undefined} onClick={() => change({ sel: id })}>
      <span className="row-top">
        <OutcomeTag outcome={outcome} />
        {inspection.stoppedWork ? (
          <span className="flag">
            <Icon name="warning" size={14} /> {say('inspections.stopWork')}
          </span>
        ) : null}
        <Id>{inspection.number}</Id>
      </span>
      <strong dir="auto">{works.title}</strong>
      <span className="row-facts">
        <span>{say(`inspection.kind.${kind}`)}</span>
        {failed > 0 ? (
          <span>{say('inspections.failedCount', { count: failed, shown: number(failed, language) })}</span>
        ) : null}
        <span>{moment(inspection.endedAt)}</span>
        <span>{name(inspection.inspector.name)}</span>
      </span>
      <span className="row-facts">
        <AgencyChip id={works.agencyId} />
        {contractorId ? <AgencyChip id={contractorId} /> : null}
      </span>
    </button>
  )
}
