import '../inspections.css'
import { useQuery } from '@tanstack/react-query'
import { roleMay } from '../../../server/access/rules.ts'
import type { Works } from '../../../server/works/contract.ts'
import { useAddress } from '../../address.ts'
import { useUser } from '../../agencies/queries.ts'
import { hrefOf, useFollow } from '../../going.tsx'
import { number } from '../../i18n/format.ts'
import { useSpeech } from '../../i18n/language.tsx'
import { useMoment } from '../../time/use-moment.ts'
import { Id } from '../../ui/Id.tsx'
import { useDecidesOn } from '../../works/ours.ts'
import { OutcomeTag } from './OutcomeTag.tsx'
import { inspectionsOfQuery } from './queries.ts'

interface WorksInspectionsProps {
  works: Pick<Works, 'id' | 'number' | 'municipalityIds'>
}

/** What inspectors found at one works, and a way to go there, for who may. */
export default function WorksInspections({ works }: WorksInspectionsProps) {
  const { language, say, name } = useSpeech()
  const moment = useMoment()
  const address = useAddress()
  const follow = useFollow()
  const role = useUser()?.role ?? null
  const decides = useDecidesOn()
  const { data } = useQuery(inspectionsOfQuery(works.id))
  if (!data) return null
  return (
    <section className="works-inspections" aria-label={say('inspections.ofWorks')}>
      <h2>
        {say('inspections.ofWorks')} <span className="count">{number(data.length, language)}</span>
      </h2>
      {data.length === 0 ? <p className="form-note">{say('inspections.noneOfWorks')}</p> : null}
      <ul>
        {data.map((inspection) => (
          <li key={inspection.id}>
            <a href={hrefOf('/inspections', address, { sel: inspection.id })} onClick={follow} className="link">
              {say(`inspection.kind.${inspection.kind}`)}
            </a>
            <OutcomeTag outcome={inspection.outcome} />
            <small>
              {moment(inspection.endedAt)} · {name(inspection.inspector.name)} · <Id>{inspection.number}</Id>
            </small>
          </li>
        ))}
      </ul>
      <p className="buttons wrapping">
        {decides(works) ? (
          <a
            href={hrefOf('/visits', address, { sel: 'new', works: works.number })}
            onClick={follow}
            className="button small"
          >
            {say('visits.ask')}
          </a>
        ) : null}
        {roleMay(role, 'inspections.write') ? (
          <a href={hrefOf('/field/inspect', address, { works: works.id })} onClick={follow} className="button small">
            {say('field.inspect')}
          </a>
        ) : null}
      </p>
    </section>
  )
}
