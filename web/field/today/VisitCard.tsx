import { AgencyChip } from '../../agencies/AgencyChip.tsx'
import { hrefOf, useFollow, useGoing } from '../../going.tsx'
import { fullDay } from '../../i18n/format.ts'
import { useSpeech } from '../../i18n/language.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { Id } from '../../ui/Id.tsx'
import type { FieldUser } from '../offline/contract.ts'
import { useDistance } from './distance.ts'
import type { TodayVisit } from './near.ts'
import { useTaking } from './use-today.ts'

interface VisitCardProps {
  visit: TodayVisit
  today: string
  user: FieldUser
  /** It lies half done on this phone. */
  isBegun: boolean
  isOffline: boolean
}

/** One visit: how far, what for and why now, whose works, and whether somebody goes there already. */
export function VisitCard({ visit, today, user, isBegun, isOffline }: VisitCardProps) {
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
      <div className="visit-deeds">
        <a
          href={hrefOf('/field/inspect', address, { visit: visit.id, works: works.id, kind })}
          onClick={follow}
          className="button primary"
        >
          {say(isBegun ? 'field.goOn' : 'field.inspect')}
        </a>
        <Taking visit={visit} user={user} isOffline={isOffline} />
      </div>
    </li>
  )
}

function Taking({ visit, user, isOffline }: Pick<VisitCardProps, 'visit' | 'user' | 'isOffline'>) {
  const { say, name } = useSpeech()
  const taking = useTaking()
  const { state, assignee } = visit
  const isOwn = assignee?.id === user.id
  if (assignee && !isOwn) {
    return (
      <span className="visit-other">
        <Icon name="person" size={16} />
        {say(state === 'taken' ? 'visit.takenBy' : 'visit.assignedTo', { name: name(assignee.name) })}
      </span>
    )
  }
  const deed = state === 'taken' ? 'release' : 'take'
  return (
    <>
      <button
        type="button"
        className="button"
        disabled={isOffline || taking.isPending}
        onClick={() => taking.mutate({ visit, deed })}
      >
        {say(deed === 'take' ? 'visit.take' : 'visit.release')}
      </button>
      {taking.isError ? (
        <p className="lacking" role="alert">
          {taking.error.status === 0 ? say('state.offline') : taking.error.title}
        </p>
      ) : null}
    </>
  )
}
