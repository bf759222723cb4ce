import { AgencyChip } from '../../agencies/AgencyChip.tsx'
import { hrefOf, useFollow, useGoing } from '../../going.tsx'
import { fullDay } from '../../i18n/format.ts'
import { useSpeech } from '../../i18n/language.tsx'
import { OtherVisits } from '../../inspections/visits/OtherVisits.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { Id } from '../../ui/Id.tsx'
import type { FieldUser, OutboxEntry } from '../offline/contract.ts'
import { useDistance } from './distance.ts'
import type { TodayVisit } from './near.ts'
import { Taking } from './Taking.tsx'

interface VisitCardProps {
  visit: TodayVisit
  today: string
  user: FieldUser
  /** It lies half done on this phone. */
  isBegun: boolean
  /** What its inspector has said about it, and is not at the office yet or was refused there. */
  said: OutboxEntry | null
}

/** One visit: how far, what for and why now, whose works, and whether somebody goes there already. */
export function VisitCard({ visit, today, user, isBegun, said }: VisitCardProps) {
  const { language, say, name } = useSpeech()
  const { address } = useGoing()
  const follow = useFollow()
  const distance = useDistance()
  const { works, kind, cause, dueOn, district, distanceMetres } = visit
  const isLate = dueOn < today
  const day = fullDay(dueOn, language)
  return (
    <li className="visit-card" data-visit={visit.id} data-late={isLate || undefined}>
      <p className="visit-top">
        <strong>{say(`inspection.kind.${kind}`)}</strong>
        {distanceMetres === null ? null : <span className="visit-distance">{distance(distanceMetres)}</span>}
      </p>
      <h2 dir="auto">{works.title}</h2>
      <p className="visit-facts">
        <Id>{works.number}</Id>
        {works.streetName ? <span>{name(works.streetName)}</span> : null}
        {district ? <span>{name(district.name)}</span> : null}
      </p>
      <p className="visit-facts">
        <AgencyChip id={works.agencyId} />
        {works.contractorId ? <AgencyChip id={works.contractorId} /> : null}
      </p>
      <p className="visit-facts visit-why">
        <span>{say(`visit.why.${cause}`)}</span>
        {isLate ? (
          <strong className="late">
            <Icon name="clock" size={16} /> {say('visit.late', { day })}
          </strong>
        ) : dueOn === today ? (
          <strong>{say('visit.dueToday')}</strong>
        ) : (
          <span>{say('visit.dueOn', { day })}</span>
        )}
      </p>
      <OtherVisits visit={visit} today={today} />
      <div className="visit-deeds">
        <a
          href={hrefOf('/field/inspect', address, { visit: visit.id, works: works.id, kind })}
          onClick={follow}
          className="button primary"
        >
          {say(isBegun ? 'field.goOn' : 'field.inspect')}
        </a>
        <Taking visit={visit} user={user} said={said} />
      </div>
    </li>
  )
}
