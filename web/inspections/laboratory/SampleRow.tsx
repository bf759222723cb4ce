import type { Sample } from '../../../server/inspections/laboratory/contract.ts'
import { AgencyChip } from '../../agencies/AgencyChip.tsx'
import { useSpeech } from '../../i18n/language.tsx'
import { useMoment } from '../../time/use-moment.ts'
import { Id } from '../../ui/Id.tsx'
import { SampleStateTag } from './SampleStateTag.tsx'
import { useMeasured } from './use-measured.ts'

interface SampleRowProps {
  sample: Sample
  isSelected: boolean
  onOpen: () => void
}

/** A sample in a list: of what, how it stands, of which works, by whom. */
export function SampleRow({ sample, isSelected, onOpen }: SampleRowProps) {
  const { say } = useSpeech()
  const moment = useMoment()
  const measured = useMeasured()
  const { kind, layer, value, least } = sample
  const asked = say('sample.leastOf', { value: measured(least, kind) })
  return (
    <li data-sample={sample.id}>
      <button type="button" className="row" aria-current={isSelected || undefined} onClick={onOpen}>
        <span className="row-top">
          <SampleStateTag state={sample.state} />
          <AgencyChip id={sample.laboratoryId} />
          <Id>{sample.number}</Id>
        </span>
        <strong>{`${say(`sample.kind.${kind}`)} · ${say(`sample.layer.${layer}`)}`}</strong>
        <span className="row-facts">
          <span>{value === null ? asked : `${measured(value, kind)} — ${asked}`}</span>
        </span>
        <span className="row-facts">
          <Id>{sample.works.number}</Id>
          <span>{moment(sample.takenAt)}</span>
          <span>
            {say('sample.seal')} <bdi dir="ltr">{sample.seal}</bdi>
          </span>
        </span>
      </button>
    </li>
  )
}
