import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import type { Report } from '../../server/reports/contract.ts'
import { AgencyChip } from '../agencies/AgencyChip.tsx'
import { municipalitiesQuery } from '../agencies/queries.ts'
import { ago } from '../i18n/format.ts'
import { useSpeech } from '../i18n/language.tsx'
import { withPermits, withReports } from '../i18n/rooms.ts'
import { useFlyTo } from '../map/held-map.ts'
import { useMoment } from '../time/use-moment.ts'
import { Drawer } from '../ui/Drawer.tsx'
import { Icon } from '../ui/Icon.tsx'
import { Id } from '../ui/Id.tsx'
import { lazyPart } from '../ui/lazy-part.tsx'
import { useOpenWorks } from '../works/open.ts'
import { useOpenReport } from './open.ts'
import { photoAddress } from './queries.ts'
import { categoryIcons, isDone } from './report-words.ts'

const ReportClock = lazyPart(withPermits(() => import('./ReportClock.tsx')))
const ReportDealing = lazyPart(withReports(() => import('./ReportDealing.tsx')))

interface ReportSheetProps {
  report: Report
  /** The secret of its reporter, where they look at it themselves. */
  follow?: string
  onClose: () => void
}

/** One report: what, where, how far; its photos, its place on the map, and what is done with it. */
export function ReportSheet({ report, follow, onClose }: ReportSheetProps) {
  const { language, say, name } = useSpeech()
  const moment = useMoment()
  const openWorks = useOpenWorks()
  const openReport = useOpenReport()
  const municipality = useQuery(municipalitiesQuery).data?.find(({ id }) => id === report.municipalityId)
  const { works, duplicateOf } = report
  const flyTo = useFlyTo()
  const [lng = 0, lat = 0] = report.place.coordinates
  useEffect(() => flyTo([lng, lat]), [lng, lat, flyTo])
  return (
    <Drawer
      subject={report.id}
      title={say(`report.category.${report.category}`)}
      // what is to be done with it stands beneath its photo
      opens={report.may.length > 0 ? 'full' : 'half'}
      onClose={onClose}
      eyebrow={
        <>
          <span className="chip">
            <Icon name={categoryIcons[report.category]} size={15} />
            <span className="dot" data-done={isDone(report.status) || undefined}>
              {say(`report.status.${report.status}`)}
            </span>
          </span>
          <Id>{report.number}</Id>
        </>
      }
      subtitle={municipality ? name(municipality.name) : undefined}
    >
      <ReportPhotos report={report} />
      <dl className="facts">
        <div>
          <dt>{say('report.sentAt')}</dt>
          <dd>
            {moment(report.createdAt)} · {ago(report.createdAt, new Date(), language)}
          </dd>
        </div>
        <div>
          <dt>{say('report.changedAt')}</dt>
          <dd>{moment(report.updatedAt)}</dd>
        </div>
        {report.dueAt ? (
          <div>
            <dt>{say('report.due')}</dt>
            <dd>
              <ReportClock dueAt={report.dueAt} escalatedAt={report.escalatedAt} />
            </dd>
          </div>
        ) : null}
        {report.agencyId ? (
          <div>
            <dt>{say('report.with')}</dt>
            <dd>
              <AgencyChip id={report.agencyId} />
            </dd>
          </div>
        ) : null}
      </dl>
      {report.note ? (
        <p className="prose" dir="auto">
          {report.note}
        </p>
      ) : null}
      {works ? (
        <button type="button" className="button" onClick={() => openWorks(works.id)}>
          {works.title} <Id>{works.number}</Id>
        </button>
      ) : null}
      {duplicateOf ? (
        <button type="button" className="button" onClick={() => openReport(duplicateOf)}>
          {say('report.doubles', { number: duplicateOf })}
        </button>
      ) : null}
      {report.may.length + report.history.length > 0 || report.rating ? (
        <ReportDealing report={report} follow={follow} />
      ) : null}
    </Drawer>
  )
}

/** As it was sent, and as the place is since it was solved. */
function ReportPhotos({ report }: { report: Report }) {
  const { say } = useSpeech()
  const alt = say('report.photoOf', { what: say(`report.category.${report.category}`) })
  const photos = [
    { id: report.photoId, label: say('report.before') },
    { id: report.afterPhotoId, label: say('report.after') },
  ]
  return photos.map(({ id, label }) =>
    id ? (
      <figure key={id} className="report-photo">
        <img className="photo" src={photoAddress(id, 'large')} alt={report.afterPhotoId ? `${label} — ${alt}` : alt} />
        {report.afterPhotoId ? <figcaption>{label}</figcaption> : null}
      </figure>
    ) : null,
  )
}
