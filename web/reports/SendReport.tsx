import { useId } from 'react'
import { reportCategories } from '../../server/reports/contract.ts'
import { hrefOf, useGoing } from '../going.tsx'
import { useSpeech } from '../i18n/language.tsx'
import { Drawer } from '../ui/Drawer.tsx'
import { Icon } from '../ui/Icon.tsx'
import { Failure } from '../ui/States.tsx'
import type { Stop } from '../ui/sheet.ts'
import { useKeeping } from './kept/load.ts'
import { PhotoChoice } from './PhotoChoice.tsx'
import { PlaceField } from './PlaceField.tsx'
import { ReportReceived } from './ReportReceived.tsx'
import { categoryIcons } from './report-words.ts'
import { KnownReport, SimilarReports } from './SimilarReports.tsx'
import type { ReportInHand } from './use-report.ts'

interface SendReportProps {
  report: ReportInHand
  /** Where the sheet of the form opens on a phone. */
  opens: Stop
  /** Brings the map, where the page has none yet. */
  onMap?: () => void
}

/** Snap and send: photo, place, what it is; nobody is asked who they are. */
export function SendReport({ report, opens, onMap }: SendReportProps) {
  const { say } = useSpeech()
  const { address, go } = useGoing()
  const { draft, place, choosing, receipt, similar } = report
  const leave = () => go(hrefOf('/reports', address))
  const keeping = useKeeping()
  if (receipt) return <ReportReceived receipt={receipt} onClose={leave} />
  if (report.isKept && keeping)
    return <keeping.KeptNotice onAnother={report.another} onTakeUp={report.takeUp} onClose={leave} />
  if (report.known) return <KnownReport number={report.known.number} onClose={leave} />
  if (similar.length > 0)
    return (
      <SimilarReports reports={similar} onSame={report.setKnown} onAnother={report.sendAnother} onClose={report.back} />
    )
  return (
    <Drawer
      title={say('report.send')}
      subtitle={say('report.sendHow')}
      opens={opens}
      onClose={leave}
      actions={<SendButton report={report} />}
    >
      {/* what is just being sent is in the form, and not beside it as well */}
      {keeping && !report.isPending ? <keeping.KeptAbove onTakeUp={report.takeUp} /> : null}
      <PhotoChoice photo={draft.photo} choosing={choosing} />
      <PlaceField
        spot={draft.spot}
        from={draft.spotFrom}
        photoSpot={draft.photoSpot}
        onSpot={place}
        {...(onMap ? { onMap } : {})}
      />
      <KindField report={report} />
    </Drawer>
  )
}

function SendButton({ report: { draft, submit, isPending, problem } }: { report: ReportInHand }) {
  const { say } = useSpeech()
  const missing = [
    draft.photo ? null : say('report.needPhoto'),
    draft.spot ? null : say('report.needPlace'),
    draft.category ? null : say('report.needCategory'),
  ].filter(Boolean)
  return (
    <>
      {problem ? <Failure problem={problem} /> : null}
      {missing.length > 0 ? <p className="missing">{missing.join(' · ')}</p> : null}
      <button type="button" className="button primary" disabled={!submit || isPending} onClick={() => submit?.()}>
        {isPending ? say('report.sending') : say('report.sendNow')}
      </button>
    </>
  )
}

function KindField({ report: { draft, change } }: { report: ReportInHand }) {
  const { say } = useSpeech()
  const id = useId()
  return (
    <>
      <h2>{say('report.what')}</h2>
      <div className="category-tiles" role="radiogroup" aria-label={say('report.what')}>
        {reportCategories.map((each) => (
          <label key={each} data-chosen={each === draft.category || undefined}>
            <input
              type="radio"
              name={`${id}-category`}
              value={each}
              checked={each === draft.category}
              onChange={() => change({ category: each })}
            />
            <Icon name={categoryIcons[each]} size={24} />
            <span>{say(`report.category.${each}`)}</span>
          </label>
        ))}
      </div>
      <div className="form">
        <label htmlFor={`${id}-note`}>{say('report.note')}</label>
        <textarea
          id={`${id}-note`}
          rows={3}
          maxLength={1000}
          value={draft.note}
          onChange={(event) => change({ note: event.target.value })}
        />
      </div>
    </>
  )
}
