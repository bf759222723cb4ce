import type { DefectSummary } from '../../../server/inspections/defects/contract.ts'
import { AgencyChip } from '../../agencies/AgencyChip.tsx'
import { useSpeech } from '../../i18n/language.tsx'
import { Id } from '../../ui/Id.tsx'
import { DefectTags, DueWords } from './DefectTags.tsx'

interface DefectRowProps {
  defect: DefectSummary
  isSelected: boolean
  onOpen: () => void
}

/** One defect: where it stands, what it is, on whose works, and until when. */
export function DefectRow({ defect, isSelected, onOpen }: DefectRowProps) {
  const { name } = useSpeech()
  return (
    <li data-defect={defect.id}>
      <button type="button" className="row" aria-current={isSelected || undefined} onClick={onOpen}>
        <span className="row-top">
          <DefectTags {...defect} />
          <Id>{defect.number}</Id>
        </span>
        <strong dir="auto">{name(defect.text)}</strong>
        <span className="defect-works">
          <AgencyChip id={defect.contractorId ?? defect.agencyId} />
          <bdi>{defect.works.title}</bdi>
        </span>
        <DueWords {...defect} />
      </button>
    </li>
  )
}
