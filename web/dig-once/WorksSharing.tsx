import './dig-once.css'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { Works } from '../../server/works/contract.ts'
import { type Address, opening } from '../address.ts'
import { number } from '../i18n/format.ts'
import { useSpeech } from '../i18n/language.tsx'
import { CallForWorks, CallsOfWorks } from './CallForWorks.tsx'
import { GroupCard } from './GroupCard.tsx'
import { money } from './money.ts'
import { callsOfWorksQuery, groupOfWorksQuery, worksChancesQuery } from './queries.ts'

/** Whom a works shares its trench with, or could; its own agency may ask who would join. */
export default function WorksSharing({ works }: { works: Works }) {
  const { language, say } = useSpeech()
  const found = useQuery(groupOfWorksQuery(works.id))
  const group = found.data?.group
  const calls = useQuery(callsOfWorksQuery(works.id)).data?.items ?? []
  const chances = useQuery(worksChancesQuery(works.id)).data
  const cluster = chances?.items[0]
  return (
    <>
      {group ? <GroupCard group={group} worksId={works.id} /> : null}
      {cluster && chances ? (
        <section className="sharing-card">
          <h2>{say('chances.title')}</h2>
          <p>
            {[
              say('digOnce.worksCount', { count: cluster.works.length }),
              say('unit.metres', { value: number(cluster.savings.sharedMetres, language) }),
              say('digOnce.saves', { value: money(cluster.savings.money, chances.formula.currency, language) }),
            ].join(' · ')}
          </p>
          <Link
            to="/dig-once"
            search={((before: Address) => opening(cluster.id, before, false)) as never}
            className="button"
          >
            {say('chances.show')}
          </Link>
        </section>
      ) : null}
      <CallsOfWorks calls={calls} />
      {chances && !cluster && found.isSuccess && !group ? (
        <CallForWorks works={works} callDays={chances.formula.callDays} />
      ) : null}
    </>
  )
}
