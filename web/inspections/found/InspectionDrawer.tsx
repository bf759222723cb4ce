import { useQuery } from '@tanstack/react-query'
import type { Inspection } from '../../../server/inspections/contract.ts'
import { useAddress } from '../../address.ts'
import { AgencyChip } from '../../agencies/AgencyChip.tsx'
import { useDistance } from '../../field/today/distance.ts'
import { hrefOf, useFollow } from '../../going.tsx'
import { number } from '../../i18n/format.ts'
import { useSpeech } from '../../i18n/language.tsx'
import { useMoment, useMoments } from '../../time/use-moment.ts'
import { Drawer } from '../../ui/Drawer.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { Id } from '../../ui/Id.tsx'
import { Waiting } from '../../ui/States.tsx'
import { worksQuery } from '../../works/queries.ts'
import { BothSides } from './BothSides.tsx'
import { FoundItems } from './FoundItems.tsx'
import { InspectionOnMap } from './InspectionOnMap.tsx'
import { OutcomeTag } from './OutcomeTag.tsx'
import { PhotosOf } from './PhotosOf.tsx'
import { inspectionQuery } from './queries.ts'
import { SignedBy } from './SignedBy.tsx'

/** One inspection whole: what failed and how it looked, where the inspector stood, who signed. */
export function InspectionDrawer({ id, onClose }: { id: string; onClose: () => void }) {
  const { say } = useSpeech()
  const query = useQuery(inspectionQuery(id))
  if (query.data) return <Sheet inspection={query.data} onClose={onClose} />
  return (
    <Drawer title={say('inspections.one')} onClose={onClose}>
      {query.error?.status === 404 ? <p className="missing">{say('inspections.gone')}</p> : <Waiting query={query} />}
    </Drawer>
  )
}

function Sheet({ inspection, onClose }: { inspection: Inspection; onClose: () => void }) {
  const { say } = useSpeech()
  const { works, kind, outcome } = inspection
  const now = useQuery(worksQuery(works.id)).data ?? null
  return (
    <>
      <Drawer
        subject={inspection.id}
        title={works.title}
        onClose={onClose}
        eyebrow={
          <>
            <OutcomeTag outcome={outcome} />
            <Id>{inspection.number}</Id>
          </>
        }
        subtitle={say(`inspection.kind.${kind}`)}
      >
        <Facts inspection={inspection} />
        <BothSides inspection={inspection} worksVersion={now?.version ?? null} />
        <Words inspection={inspection} />
        <FoundItems inspection={inspection} />
        <PhotosOf inspection={inspection} item={null} title={say('inspections.photos')} />
        <SignedBy inspection={inspection} />
      </Drawer>
      <InspectionOnMap inspection={inspection} works={now} />
    </>
  )
}

function Facts({ inspection }: { inspection: Inspection }) {
  const { language, say, name } = useSpeech()
  const moment = useMoment()
  const address = useAddress()
  const follow = useFollow()
  const moments = useMoments()
  const inWords = useDistance()
  const { works, distanceMetres, accuracyMetres, contractorId } = inspection
  const distance = distanceMetres === null ? say('inspections.distanceUnknown') : inWords(distanceMetres)
  const accuracy =
    accuracyMetres === null ? '' : ` (${say('field.accuracy', { metres: number(accuracyMetres, language) })})`
  return (
    <dl className="facts inspection-facts">
      <dt>{say('inspections.by')}</dt>
      <dd>{name(inspection.inspector.name)}</dd>
      <dt>{say('inspections.when')}</dt>
      <dd>{moments(inspection.startedAt, inspection.endedAt)}</dd>
      <dt>{say('inspections.received')}</dt>
      <dd>{moment(inspection.receivedAt)}</dd>
      <dt>{say('inspections.distance')}</dt>
      <dd>{distance + accuracy}</dd>
      <dt>{say('works.one')}</dt>
      <dd className="wrapping">
        <a href={hrefOf('/', address, { sel: works.id })} onClick={follow} className="link">
          {say('inspections.toWorks')} <Id>{works.number}</Id>
        </a>
        <AgencyChip id={works.agencyId} />
        {contractorId ? <AgencyChip id={contractorId} /> : null}
      </dd>
      <dt>{say('inspections.checklist')}</dt>
      <dd>{say('inspections.checklistVersion', { version: number(inspection.checklistVersion, language) })}</dd>
    </dl>
  )
}

function Words({ inspection }: { inspection: Inspection }) {
  const { say } = useSpeech()
  const { stopWork, unableReason, awayReason, note } = inspection
  return (
    <>
      {stopWork ? (
        <div className="stop-note" role="note">
          <strong>
            <Icon name="warning" size={16} /> {say('inspections.stopWork')}
          </strong>
          <p dir="auto">{stopWork.reason}</p>
        </div>
      ) : null}
      {unableReason ? (
        <>
          <h2>{say('inspections.whyUnable')}</h2>
          <p>{say(`inspection.unable.${unableReason}`)}</p>
        </>
      ) : null}
      {awayReason ? (
        <>
          <h2>{say('inspections.why')}</h2>
          <p dir="auto">{awayReason}</p>
        </>
      ) : null}
      {note ? (
        <>
          <h2>{say('inspections.note')}</h2>
          <p className="prose" dir="auto">
            {note}
          </p>
        </>
      ) : null}
    </>
  )
}
