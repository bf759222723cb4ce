import type { NearbyReport } from '../../server/reports/contract.ts'
import { hrefOf, useGoing } from '../going.tsx'
import { ago, number } from '../i18n/format.ts'
import { useSpeech } from '../i18n/language.tsx'
import { Drawer } from '../ui/Drawer.tsx'
import { Icon } from '../ui/Icon.tsx'
import { Id } from '../ui/Id.tsx'
import { photoAddress } from './queries.ts'
import { categoryIcons } from './report-words.ts'

interface SimilarReportsProps {
  reports: readonly NearbyReport[]
  onSame: (report: NearbyReport) => void
  onAnother: () => void
  onClose: () => void
}

/** Is it one of these? Then it is known, and nothing more has to be sent. */
export function SimilarReports({ reports, onSame, onAnother, onClose }: SimilarReportsProps) {
  const { say } = useSpeech()
  return (
    <Drawer
      subject="similar"
      title={say('report.similar')}
      subtitle={say('report.similarDetail')}
      onClose={onClose}
      actions={
        <button type="button" className="button primary" onClick={onAnother}>
          {say('report.another')}
        </button>
      }
    >
      {reports.map((report) => (
        <SimilarReport key={report.id} report={report} onSame={() => onSame(report)} />
      ))}
    </Drawer>
  )
}

function SimilarReport({ report, onSame }: { report: NearbyReport; onSame: () => void }) {
  const { language, say } = useSpeech()
  const what = say(`report.category.${report.category}`)
  return (
    <article className="similar" data-testid="similar">
      {report.photoId ? (
        <img className="photo" src={photoAddress(report.photoId, 'large')} alt={say('report.photoOf', { what })} />
      ) : (
        <i className="no-picture">
          <Icon name={categoryIcons[report.category]} size={32} />
        </i>
      )}
      <p className="row-facts">
        <span className="dot">{say(`report.status.${report.status}`)}</span>
        <span>{ago(report.createdAt, new Date(), language)}</span>
        <span>{say('report.away', { value: number(report.distanceMetres, language) })}</span>
        <Id>{report.number}</Id>
      </p>
      <button type="button" className="button" onClick={onSame}>
        <Icon name="check" size={16} />
        {say('report.same')}
      </button>
    </article>
  )
}

/** It is known: its number, and the way to it. */
export function KnownReport({ number: known, onClose }: { number: string; onClose: () => void }) {
  const { say } = useSpeech()
  const { address, go } = useGoing()
  return (
    <Drawer subject="known" title={say('report.known')} onClose={onClose}>
      <div className="receipt" data-testid="known">
        <Icon name="check" size={40} />
        <p>{say('report.number')}</p>
        <strong>
          <Id>{known}</Id>
        </strong>
        <p>{say('report.knownDetail')}</p>
        <button
          type="button"
          className="button primary"
          onClick={() => go(hrefOf('/reports', address, { sel: known }))}
        >
          {say('report.see')}
        </button>
      </div>
    </Drawer>
  )
}
