import { useState } from 'react'
import type { Report } from '../../server/reports/contract.ts'
import { write } from '../api.ts'
import { number } from '../i18n/format.ts'
import { useSpeech } from '../i18n/language.tsx'
import { usePosition } from '../inspections/defects/use-position.tsx'
import { hasMovedOn } from '../permits/use-deed.ts'
import { Icon } from '../ui/Icon.tsx'
import { lossOfForm } from '../ui/loss-words.ts'
import { Failure } from '../ui/States.tsx'
import { TextArea } from '../ui/TextArea.tsx'
import { useLossQuestion } from '../ui/use-loss-question.tsx'
import { useReportDeed } from './dealing.ts'
import { PhotoField } from './PhotoField.tsx'

interface Draft {
  photo: File
  note: string
  place: [number, number] | null
}

/** Says from the spot that it is solved: a photo of the place as it is now, and where the phone is. */
export function SolutionForm({ report, onDone }: { report: Report; onDone: () => void }) {
  const { language, say } = useSpeech()
  const [photo, setPhoto] = useState<File | null>(null)
  const [note, setNote] = useState('')
  const [isTried, setTried] = useState(false)
  const { state, place, accuracyMetres, ask } = usePosition()
  const loss = useLossQuestion(photo !== null || note.trim() !== '', lossOfForm(say))
  const doing = useReportDeed(
    (draft: Draft) => write<Report>('POST', `/api/reports/${report.number}/solution`, formOf(report, draft)),
    () => {
      loss.stored()
      onDone()
    },
  )
  const isOld = hasMovedOn(doing.error)
  return (
    <form
      className="solution-form"
      aria-label={say('report.deed.solve')}
      onSubmit={(event) => {
        event.preventDefault()
        setTried(true)
        if (photo && !isOld && !doing.isPending) doing.mutate({ photo, note: note.trim(), place })
      }}
    >
      <h2>{say('report.deed.solve')}</h2>
      <p>{say('report.solveDetail', { value: number(report.photoWithinMetres, language) })}</p>
      <PhotoField photo={photo} onPhoto={setPhoto} />
      {isTried && !photo ? (
        <p className="missing" role="alert">
          {say('report.solvePhotoMissing')}
        </p>
      ) : null}
      <p className="solution-position" role="status">
        <Icon name="pin" size={16} />
        <span>{say(`report.position.${state}`, { value: number(accuracyMetres ?? 0, language) })}</span>
        {state === 'asking' ? null : (
          <button type="button" className="link" onClick={ask}>
            {say('report.position.again')}
          </button>
        )}
      </p>
      <TextArea
        label={say('report.reasonOptional')}
        note={say('report.reasonNote')}
        value={note}
        longest={1000}
        onChange={setNote}
      />
      {isOld ? (
        <p className="missing" role="alert">
          {say('report.movedOn')}
        </p>
      ) : null}
      {doing.error && !isOld ? <Failure problem={doing.error} /> : null}
      <div className="buttons">
        <button type="submit" className="button primary" disabled={isOld || doing.isPending}>
          {say(doing.isPending ? 'report.sending' : 'report.deed.solve')}
        </button>
        <button type="button" className="button" onClick={() => loss.beforeClearing(onDone)}>
          {say('report.back')}
        </button>
      </div>
      {loss.question}
    </form>
  )
}

function formOf({ version }: Report, { photo, note, place }: Draft): FormData {
  const form = new FormData()
  form.set('version', String(version))
  if (note) form.set('note', note)
  if (place) {
    form.set('lng', String(place[0]))
    form.set('lat', String(place[1]))
  }
  form.set('photo', photo)
  return form
}
