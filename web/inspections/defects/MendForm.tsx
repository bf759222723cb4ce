import { useState } from 'react'
import type { Defect } from '../../../server/inspections/defects/contract.ts'
import { write } from '../../api.ts'
import { number } from '../../i18n/format.ts'
import { useSpeech } from '../../i18n/language.tsx'
import { isReason } from '../../permits/reason.ts'
import { hasMovedOn } from '../../permits/use-deed.ts'
import { PhotoField } from '../../reports/PhotoField.tsx'
import { lossOfForm } from '../../ui/loss-words.ts'
import { Failure } from '../../ui/States.tsx'
import { TextArea } from '../../ui/TextArea.tsx'
import { useLossQuestion } from '../../ui/use-loss-question.tsx'
import { useDefectDeed } from './queries.ts'
import { PositionLine, usePosition } from './use-position.tsx'

interface Draft {
  photo: File
  note: string
  place: [number, number] | null
}

/** Reports a mend from the spot: a photo, a line of words, and where the phone is. */
export function MendForm({ defect, onDone }: { defect: Defect; onDone: () => void }) {
  const { language, say } = useSpeech()
  const [photo, setPhoto] = useState<File | null>(null)
  const [note, setNote] = useState('')
  const [isTried, setTried] = useState(false)
  const position = usePosition()
  const loss = useLossQuestion(photo !== null || note.trim() !== '', lossOfForm(say))
  const doing = useDefectDeed(
    (draft: Draft) => write('POST', `/api/defects/${defect.id}/mending`, formOf(defect, draft)),
    () => {
      loss.stored()
      onDone()
    },
  )
  const isOld = hasMovedOn(doing.error)
  const lacksPhoto = photo === null
  const lacksNote = !isReason(note)
  return (
    <form
      className="mend-form"
      aria-label={say('defect.deed.mend')}
      onSubmit={(event) => {
        event.preventDefault()
        setTried(true)
        if (photo && !lacksNote && !isOld && !doing.isPending)
          doing.mutate({ photo, note: note.trim(), place: position.place })
      }}
    >
      <h2>{say('defect.deed.mend')}</h2>
      <p>{say('defect.mendDetail', { value: number(defect.photoWithinMetres, language) })}</p>
      <PhotoField photo={photo} onPhoto={setPhoto} />
      {isTried && lacksPhoto ? (
        <p className="missing" role="alert">
          {say('defect.photoMissing')}
        </p>
      ) : null}
      <PositionLine position={position} />
      <TextArea
        label={say('defect.mendNote')}
        note={say('reason.note')}
        error={isTried && lacksNote ? say('defect.mendNoteMissing') : undefined}
        value={note}
        onChange={setNote}
      />
      {isOld ? (
        <p className="missing" role="alert">
          {say('defect.movedOn')}
        </p>
      ) : null}
      {doing.error && !isOld ? <Failure problem={doing.error} /> : null}
      <div className="buttons">
        <button type="submit" className="button primary" disabled={isOld || doing.isPending}>
          {say(doing.isPending ? 'defect.sending' : 'defect.sendMend')}
        </button>
        <button type="button" className="button" onClick={() => loss.beforeClearing(onDone)}>
          {say('dialog.back')}
        </button>
      </div>
      {loss.question}
    </form>
  )
}

function formOf({ version }: Defect, { photo, note, place }: Draft): FormData {
  const form = new FormData()
  form.set('version', String(version))
  form.set('note', note)
  if (place) {
    form.set('lng', String(place[0]))
    form.set('lat', String(place[1]))
  }
  form.set('photo', photo)
  return form
}
