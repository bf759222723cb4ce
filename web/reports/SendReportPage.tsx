import { useNavigate } from '@tanstack/react-router'
import { useCallback, useEffect, useId, useState } from 'react'
import { type ReportCategory, reportCategories } from '../../server/reports/contract.ts'
import { type Address, travelling } from '../address.ts'
import { useSpeech } from '../i18n/language.tsx'
import { useFlyTo } from '../map/held-map.ts'
import { useHeldClicks } from '../map/picking.tsx'
import { Drawer } from '../ui/Drawer.tsx'
import { Icon } from '../ui/Icon.tsx'
import { Failure } from '../ui/States.tsx'
import { PhotoField } from './PhotoField.tsx'
import { PlaceField, type Spot } from './PlaceField.tsx'
import { ReportReceived } from './ReportReceived.tsx'
import { categoryIcons } from './report-words.ts'
import { SimilarReports } from './SimilarReports.tsx'
import { useSendReport } from './use-send-report.ts'

/** Snap and send: photo, place, what it is; nobody is asked who they are. */
export default function SendReportPage() {
  const { say } = useSpeech()
  const navigate = useNavigate()
  const flyTo = useFlyTo()
  const [photo, setPhoto] = useState<File | null>(null)
  const [spot, setSpot] = useState<Spot | null>(null)
  const [category, setCategory] = useState<ReportCategory | null>(null)
  const [note, setNote] = useState('')
  const { look, send, similar, sendAnother } = useSendReport()
  const id = useId()
  const isAsking = !send.data && similar.length === 0
  const take = useCallback((lng: number, lat: number) => setSpot({ lng, lat }), [])
  useHeldClicks(isAsking ? take : null)
  useEffect(() => {
    if (spot) flyTo([spot.lng, spot.lat])
  }, [spot, flyTo])
  const leave = () => {
    const search = (before: Address) => travelling(before)
    void navigate({ to: '/reports', search: search as never })
  }
  if (send.data) return <ReportReceived receipt={send.data} onClose={leave} />
  if (similar.length > 0) return <SimilarReports reports={similar} onAnother={sendAnother} onClose={leave} />
  const isPending = look.isPending || send.isPending
  const missing = [
    photo ? null : say('report.needPhoto'),
    spot ? null : say('report.needPlace'),
    category ? null : say('report.needCategory'),
  ].filter(Boolean)
  return (
    <Drawer
      title={say('report.send')}
      subtitle={say('report.sendHow')}
      opens="full"
      onClose={leave}
      actions={
        <>
          {send.isError ? <Failure problem={send.error} /> : null}
          {missing.length > 0 ? <p className="missing">{missing.join(' · ')}</p> : null}
          <button
            type="button"
            className="button primary"
            disabled={missing.length > 0 || isPending}
            onClick={() => photo && spot && category && look.mutate({ photo, spot, category, note })}
          >
            {isPending ? say('report.sending') : say('report.sendNow')}
          </button>
        </>
      }
    >
      <PhotoField photo={photo} onPhoto={setPhoto} />
      <PlaceField spot={spot} onSpot={setSpot} />
      <h2>{say('report.what')}</h2>
      <div className="category-tiles" role="radiogroup" aria-label={say('report.what')}>
        {reportCategories.map((each) => (
          <label key={each} data-chosen={each === category || undefined}>
            <input
              type="radio"
              name={`${id}-category`}
              value={each}
              checked={each === category}
              onChange={() => setCategory(each)}
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
          value={note}
          onChange={(event) => setNote(event.target.value)}
        />
      </div>
    </Drawer>
  )
}
