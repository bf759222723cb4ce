import type { Cluster } from '../../server/dig-once/contract.ts'
import { AgencyChip } from '../agencies/AgencyChip.tsx'
import { number } from '../i18n/format.ts'
import { useSpeech } from '../i18n/language.tsx'
import { money } from './money.ts'

interface ClusterRowProps {
  cluster: Cluster
  currency: string
  /** Its place among all, which the map names it by. */
  place: number
  isSelected: boolean
  onOpen: () => void
}

/** One chance to share a trench: where, whose, and what it saves. */
export function ClusterRow({ cluster, currency, place, isSelected, onOpen }: ClusterRowProps) {
  const { language, say, name } = useSpeech()
  const { works, savings } = cluster
  const street = works.map(({ streetName }) => streetName).find((each) => each !== null)
  const agencies = [...new Set(works.map(({ agencyId }) => agencyId))]
  return (
    <li data-cluster={cluster.id}>
      <button type="button" className="row cluster-row" aria-current={isSelected || undefined} onClick={onOpen}>
        <span className="cluster-place">{number(place, language)}</span>
        <span className="cluster-words">
          <strong>{street ? name(street) : works[0]?.title}</strong>
          <span className="cluster-chips">
            {agencies.map((id) => (
              <AgencyChip key={id} id={id} />
            ))}
          </span>
          <span className="cluster-facts">
            {[
              say('digOnce.worksCount', { count: works.length }),
              say('unit.metres', { value: number(savings.sharedMetres, language) }),
              say('unit.days', { count: savings.streetDays }),
            ].join(' · ')}
          </span>
        </span>
        <span className="cluster-saves">
          <b>{money(savings.money, currency, language)}</b>
          {cluster.callId ? <span className="tag">{say('digOnce.called')}</span> : null}
        </span>
      </button>
    </li>
  )
}
