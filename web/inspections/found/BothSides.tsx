import { useQuery } from '@tanstack/react-query'
import type { Inspection } from '../../../server/inspections/contract.ts'
import { dayAt } from '../../../server/time/rules.ts'
import { useAddress } from '../../address.ts'
import { readyQuery } from '../../agencies/queries.ts'
import { hrefOf, useFollow } from '../../going.tsx'
import { number } from '../../i18n/format.ts'
import { useSpeech } from '../../i18n/language.tsx'
import { useMoment } from '../../time/use-moment.ts'
import { Id } from '../../ui/Id.tsx'
import { OutcomeTag } from './OutcomeTag.tsx'
import { inspectionsOfQuery } from './queries.ts'

/** What else was found at the same works, and what of it has changed since: neither takes the place of the other. */
export function BothSides({ inspection, worksVersion }: { inspection: Inspection; worksVersion: number | null }) {
  const { language, say, name } = useSpeech()
  const moment = useMoment()
  const address = useAddress()
  const follow = useFollow()
  const others = (useQuery(inspectionsOfQuery(inspection.works.id)).data ?? []).filter(({ id }) => id !== inspection.id)
  const zone = useQuery(readyQuery).data?.zone ?? 'UTC'
  // by the city's days: a visit after midnight is one of that day, whatever day it is elsewhere
  const dayOf = (instant: string) => dayAt(new Date(instant), zone)
  const day = dayOf(inspection.endedAt)
  const rival =
    inspection.visitId === null &&
    others.some(({ kind, visitId, endedAt }) => visitId !== null && kind === inspection.kind && dayOf(endedAt) === day)
  const moved = worksVersion !== null && worksVersion !== inspection.worksVersion
  return (
    <>
      {moved ? (
        <p className="form-note">
          {say('inspections.worksMoved', {
            seen: number(inspection.worksVersion, language),
            now: number(worksVersion, language),
          })}
        </p>
      ) : null}
      {rival ? <p className="incomplete">{say('inspections.both')}</p> : null}
      {others.length > 0 ? (
        <details className="others" open={rival}>
          <summary>{say('inspections.others')}</summary>
          <ul>
            {others.map((other) => (
              <li key={other.id}>
                <a href={hrefOf('/inspections', address, { sel: other.id })} onClick={follow} className="link">
                  <Id>{other.number}</Id>
                </a>
                <OutcomeTag outcome={other.outcome} />
                <small>
                  {say(`inspection.kind.${other.kind}`)} · {name(other.inspector.name)} · {moment(other.endedAt)}
                </small>
              </li>
            ))}
          </ul>
        </details>
      ) : null}
    </>
  )
}
