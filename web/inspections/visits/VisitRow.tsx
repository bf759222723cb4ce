import { useState } from 'react'
import type { Visit } from '../../../server/inspections/visits/contract.ts'
import { useAddress } from '../../address.ts'
import { AgencyChip } from '../../agencies/AgencyChip.tsx'
import { useDistance } from '../../field/today/distance.ts'
import { hrefOf, useFollow } from '../../going.tsx'
import { fullDay } from '../../i18n/format.ts'
import { useSpeech } from '../../i18n/language.tsx'
import { useFlyTo } from '../../map/held-map.ts'
import { Decision } from '../../ui/Decision.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { Id } from '../../ui/Id.tsx'
import { TextArea } from '../../ui/TextArea.tsx'
import { OtherVisits } from './OtherVisits.tsx'
import { isOpen } from './open.ts'
import { useDropping } from './queries.ts'

interface VisitRowProps {
  visit: Visit
  today: string
  isPicked: boolean
  onPick: () => void
}

/** One visit in the plan: what for and why, by when, who goes; it can be chosen, shown, dropped. */
export function VisitRow({ visit, today, isPicked, onPick }: VisitRowProps) {
  const { language, say, name } = useSpeech()
  const address = useAddress()
  const follow = useFollow()
  const flyTo = useFlyTo()
  const distance = useDistance()
  const [isDropping, setDropping] = useState(false)
  const { works, kind, cause, dueOn, state, assignee, district, distanceMetres } = visit
  const mayChange = isOpen(state)
  const day = fullDay(dueOn, language)
  return (
    <li className="plan-row" data-visit={visit.id}>
      {mayChange ? (
        <input
          type="checkbox"
          aria-label={say('visits.select', { title: works.title })}
          checked={isPicked}
          onChange={onPick}
        />
      ) : (
        <span />
      )}
      <div>
        <p className="row-top">
          <strong>{say(`inspection.kind.${kind}`)}</strong>
          {mayChange && dueOn < today ? (
            <span className="tag" data-tone="blocking">
              {say('visit.late', { day })}
            </span>
          ) : (
            <span>{say('visit.dueOn', { day })}</span>
          )}
          {distanceMetres === null ? null : <span>{distance(distanceMetres)}</span>}
        </p>
        <p>
          <a href={hrefOf('/', address, { sel: works.id })} onClick={follow} className="link" dir="auto">
            {works.title}
          </a>
        </p>
        <p className="row-facts">
          <Id>{works.number}</Id>
          <span>{say(`visit.why.${cause}`)}</span>
          {works.streetName ? <span>{name(works.streetName)}</span> : null}
          {district ? <span>{name(district.name)}</span> : null}
        </p>
        <p className="row-facts">
          <AgencyChip id={works.agencyId} />
          <span>
            <Icon name="person" size={14} /> {assignee ? name(assignee.name) : say('visits.unassigned')}
          </span>
          {state === 'due' ? null : <span className="tag">{say(`visit.state.${state}`)}</span>}
        </p>
        {mayChange ? <OtherVisits visit={visit} today={today} /> : null}
        {visit.note ? <p dir="auto">{visit.note}</p> : null}
        <p className="plan-deeds">
          <button type="button" className="link" onClick={() => flyTo(visit.place.coordinates)}>
            {say('visits.onMap')}
            <span className="visually-hidden"> {works.title}</span>
          </button>
          {mayChange ? (
            <button type="button" className="link" onClick={() => setDropping(true)}>
              {say('visits.drop')}
              <span className="visually-hidden"> {works.title}</span>
            </button>
          ) : null}
          {visit.inspectionId ? (
            <a href={hrefOf('/inspections', address, { sel: visit.inspectionId })} onClick={follow} className="link">
              {say('inspections.one')}
            </a>
          ) : null}
        </p>
      </div>
      {isDropping ? <Dropping visit={visit} onDone={() => setDropping(false)} /> : null}
    </li>
  )
}

function Dropping({ visit, onDone }: { visit: Visit; onDone: () => void }) {
  const { say } = useSpeech()
  const [reason, setReason] = useState('')
  const dropping = useDropping()
  return (
    <Decision
      title={say('visits.dropAsked')}
      detail={say('visits.dropDetail')}
      act={say('visits.drop')}
      keep={say('visits.keep')}
      isReady={reason.trim().length >= 3}
      isBusy={dropping.isPending}
      problem={dropping.error}
      onAct={() => dropping.mutate({ visit, reason: reason.trim() }, { onSuccess: onDone })}
      onKeep={onDone}
    >
      <TextArea label={say('visits.dropWhy')} longest={500} value={reason} onChange={setReason} />
    </Decision>
  )
}
