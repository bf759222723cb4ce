import './traffic.css'
import { useQuery } from '@tanstack/react-query'
import type { Works } from '../../server/works/contract.ts'
import { mayLeadTraffic } from '../../server/works/rules.ts'
import { number } from '../i18n/format.ts'
import { useSpeech } from '../i18n/language.tsx'
import { mayRedraw, offeredIn } from '../permits/amend/offered.ts'
import { procedureQuery } from '../permits/queries.ts'
import { Icon } from '../ui/Icon.tsx'
import { useIsOurs } from '../works/ours.ts'
import { DetourCard } from './DetourCard.tsx'
import { PeriodWords } from './PeriodWords.tsx'
import { leadsRound, worksDetourQuery } from './queries.ts'

/** What a works closes to traffic, where it leads it round, and how far the shortest way round is. */
export default function Traffic({ works, onEdit }: { works: Works; onEdit: () => void }) {
  const { say, language } = useSpeech()
  const isOurs = useIsOurs(works)
  const isAtOnce = mayLeadTraffic(works)
  // whoever has applied may amend it at once, or propose it once there is a permit
  const { data: procedure } = useQuery({ ...procedureQuery(works.id, language), enabled: isOurs && !isAtOnce })
  const isAmendable = procedure !== undefined && mayRedraw(offeredIn(procedure)) === true
  const isEditable = isOurs && (isAtOnce || isAmendable)
  const isRound = leadsRound(works.closure)
  const detour = useQuery({ ...worksDetourQuery(works), enabled: isRound })
  if (works.closure === 'none' && works.diversions.length === 0 && !isEditable) return null
  return (
    <section className="traffic" aria-label={say('traffic.title')}>
      <h2>{say('traffic.title')}</h2>
      <p className="closure" data-closure={works.closure}>
        <Icon name={works.closure === 'none' ? 'check' : 'barrier'} size={16} />
        {say(`closure.${works.closure}`)}
      </p>
      {works.diversions.length > 0 ? (
        <ul className="diversions">
          {works.diversions.map(({ id, lengthMetres, period }, at) => (
            <li key={id}>
              <strong>{say('traffic.diversion', { number: number(at + 1, language) })}</strong>{' '}
              {say('unit.metres', { value: number(lengthMetres, language) })} · <PeriodWords period={period} />
            </li>
          ))}
        </ul>
      ) : null}
      {isRound ? <DetourCard closure={works.closure} query={detour} /> : null}
      {isEditable ? (
        <button type="button" className="button" onClick={onEdit}>
          {say(isAtOnce ? 'traffic.edit' : 'traffic.amend')}
        </button>
      ) : null}
    </section>
  )
}
