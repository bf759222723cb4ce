import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useCallback, useEffect, useId, useState } from 'react'
import { type ReportCategory, type ReportReceipt, reportCategories } from '../../server/reports/contract.ts'
import { type Address, travelling } from '../address.ts'
import { answered, write } from '../api.ts'
import { useSpeech } from '../i18n/language.tsx'
import { useFlyTo } from '../map/held-map.ts'
import { useHeldClicks } from '../map/picking.tsx'
import { touchTiles } from '../map/tiles.ts'
import { Drawer } from '../ui/Drawer.tsx'
import { Icon } from '../ui/Icon.tsx'
import { Id } from '../ui/Id.tsx'
import { Failure } from '../ui/States.tsx'
import { useOpenReport } from './open.ts'
import { PhotoField } from './PhotoField.tsx'
import { PlaceField, type Spot } from './PlaceField.tsx'
import { categoryIcons } from './report-words.ts'

interface Sent {
  photo: File | null
  spot: Spot
  category: ReportCategory
  note: string
}

function formOf({ photo, spot, category, note }: Sent): FormData {
  const form = new FormData()
  form.set('lng', spot.lng.toFixed(7))
  form.set('lat', spot.lat.toFixed(7))
  form.set('category', category)
  if (note.trim()) form.set('note', note.trim())
  if (photo) form.set('photo', photo)
  return form
}

function useSendReport() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (sent: Sent) => answered(write<ReportReceipt>('POST', '/api/reports', formOf(sent))),
    onSuccess: () => {
      touchTiles()
      void client.invalidateQueries({ queryKey: ['reports'] })
    },
  })
}

/** Snap and send: photo, place, what it is; nobody is asked who they are. */
export default function SendReportPage() {
  const { say } = useSpeech()
  const navigate = useNavigate()
  const flyTo = useFlyTo()
  const [photo, setPhoto] = useState<File | null>(null)
  const [spot, setSpot] = useState<Spot | null>(null)
  const [category, setCategory] = useState<ReportCategory | null>(null)
  const [note, setNote] = useState('')
  const send = useSendReport()
  const id = useId()
  useHeldClicks(useCallback((lng: number, lat: number) => setSpot({ lng, lat }), []))
  useEffect(() => {
    if (spot) flyTo([spot.lng, spot.lat])
  }, [spot, flyTo])
  const leave = () => {
    const search = (before: Address) => travelling(before)
    void navigate({ to: '/reports', search: search as never })
  }
  if (send.data) return <Receipt receipt={send.data} onClose={leave} />
  const missing = [
    photo ? null : say('report.needPhoto'),
    spot ? null : say('report.needPlace'),
    category ? null : say('report.needCategory'),
  ].filter(Boolean)
  return (
    <Drawer
      title={say('report.send')}
      subtitle={say('report.sendHow')}
      onClose={leave}
      actions={
        <>
          {send.isError ? <Failure problem={send.error} /> : null}
          {missing.length > 0 ? <p className="missing">{missing.join(' · ')}</p> : null}
          <button
            type="button"
            className="button primary"
            disabled={missing.length > 0 || send.isPending}
            onClick={() => photo && spot && category && send.mutate({ photo, spot, category, note })}
          >
            {send.isPending ? say('report.sending') : say('report.sendNow')}
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

function Receipt({ receipt, onClose }: { receipt: ReportReceipt; onClose: () => void }) {
  const { say } = useSpeech()
  const open = useOpenReport()
  return (
    <Drawer title={say('report.thanks')} onClose={onClose}>
      <div className="receipt" data-testid="receipt">
        <Icon name="check" size={40} />
        <p>{say('report.number')}</p>
        <strong>
          <Id>{receipt.number}</Id>
        </strong>
        <p>{say('report.thanksDetail')}</p>
        <button type="button" className="button primary" onClick={() => open(receipt.number)}>
          {say('report.see')}
        </button>
      </div>
    </Drawer>
  )
}
