import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import type { Report } from '../../server/reports/contract.ts'
import { AgencyChip } from '../agencies/AgencyChip.tsx'
import { municipalitiesQuery } from '../agencies/queries.ts'
import { ago } from '../i18n/format.ts'
import { useSpeech } from '../i18n/language.tsx'
import { useFlyTo } from '../map/held-map.ts'
import { useMoment } from '../time/use-moment.ts'
import { Drawer } from '../ui/Drawer.tsx'
import { Icon } from '../ui/Icon.tsx'
import { Id } from '../ui/Id.tsx'
import { useOpenWorks } from '../works/open.ts'
import { photoAddress } from './queries.ts'
import { categoryIcons, isDone } from './report-words.ts'

/** One report: what, where, how far; its photo, and its place on the map. */
export function ReportSheet({ report, onClose }: { report: Report; onClose: () => void }) {
  const { language, say, name } = useSpeech()
  const moment = useMoment()
  const openWorks = useOpenWorks()
  const municipality = useQuery(municipalitiesQuery).data?.find(({ id }) => id === report.municipalityId)
  const { works } = report
  const flyTo = useFlyTo()
  const [lng = 0, lat = 0] = report.place.coordinates
  useEffect(() => flyTo([lng, lat]), [lng, lat, flyTo])
  return (
    <Drawer
      subject={report.id}
      title={say(`report.category.${report.category}`)}
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
      {report.photoId ? (
        <img
          className="photo"
          src={photoAddress(report.photoId, 'large')}
          alt={say('report.photoOf', { what: say(`report.category.${report.category}`) })}
        />
      ) : null}
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
    </Drawer>
  )
}
