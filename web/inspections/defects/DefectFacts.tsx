import { Link } from '@tanstack/react-router'
import type { Defect } from '../../../server/inspections/defects/contract.ts'
import { type Address, readAddress, travelling } from '../../address.ts'
import { AgencyChip } from '../../agencies/AgencyChip.tsx'
import { number } from '../../i18n/format.ts'
import { useSpeech } from '../../i18n/language.tsx'
import { useMoment } from '../../time/use-moment.ts'
import { DefectPlace } from './DefectPlace.tsx'

/** Who has to mend it, and how it was found. */
export function DefectFacts({ defect }: { defect: Defect }) {
  const { language, say } = useSpeech()
  const moment = useMoment()
  const { agencyId, contractorId, openedAt, mendedAt, rejections, place } = defect
  const facts = [
    { label: say('defect.owner'), value: <AgencyChip id={agencyId} /> },
    ...(contractorId ? [{ label: say('defect.contractor'), value: <AgencyChip id={contractorId} /> }] : []),
    { label: say('defect.foundBy'), value: <FoundBy {...defect} /> },
    { label: say('defect.foundAt'), value: moment(openedAt) },
    { label: say('defect.place'), value: <DefectPlace place={place} /> },
    ...(mendedAt ? [{ label: say('defect.mendedAt'), value: moment(mendedAt) }] : []),
    ...(rejections > 0 ? [{ label: say('defect.rejections'), value: number(rejections, language) }] : []),
  ]
  return (
    <dl className="facts">
      {facts.map(({ label, value }) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}

/** Of a result its sample, which may have been corrected since. */
function FoundBy({ kind, sampleId }: Defect) {
  const { say } = useSpeech()
  const said = say(`defect.kind.${kind}`)
  if (sampleId === null) return said
  const search = ((before: Address) => readAddress({ ...travelling(before), sel: sampleId })) as never
  return (
    <Link className="link" to="/samples" search={search}>
      {said}
    </Link>
  )
}
