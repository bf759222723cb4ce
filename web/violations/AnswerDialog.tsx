import { useState } from 'react'
import type { LiableDeed, Violation, WholeViolation } from '../../server/inspections/violations/contract.ts'
import { write } from '../api.ts'
import { money } from '../i18n/format.ts'
import { useSpeech } from '../i18n/language.tsx'
import { isReason } from '../permits/reason.ts'
import { hasMovedOn, useDeed } from '../permits/use-deed.ts'
import { Decision } from '../ui/Decision.tsx'
import { faultAt } from '../ui/fault.ts'
import { Icon } from '../ui/Icon.tsx'
import { TextArea } from '../ui/TextArea.tsx'

interface AnswerDialogProps {
  deed: LiableDeed
  seen: WholeViolation
  onDone: () => void
}

/** The liable party says that it is mended, or objects, with a photo where there is one; or takes it as it is. */
export function AnswerDialog({ deed, seen, onDone }: AnswerDialogProps) {
  const { language, say, name } = useSpeech()
  const [text, setText] = useState('')
  const [photo, setPhoto] = useState<File | null>(null)
  const sending = useDeed(() => {
    const form = new FormData()
    form.set('version', String(seen.version))
    form.set('deed', deed)
    if (deed !== 'accept') form.set('text', text.trim())
    if (deed !== 'accept' && photo) form.set('photo', photo)
    return write<Violation>('POST', `/api/violations/${seen.id}/answer`, form)
  }, onDone)
  const isOld = hasMovedOn(sending.error)
  return (
    <Decision
      title={say(`violation.asked.${deed}`)}
      detail={`${name(seen.article.words)} · ${money(seen.amount, seen.currency, language)}`}
      act={say(`violation.deed.${deed}`)}
      keep={say('dialog.back')}
      isReady={(deed === 'accept' || isReason(text)) && !isOld}
      isBusy={sending.isPending}
      problem={isOld ? null : sending.error}
      onAct={() => sending.mutate(undefined)}
      onKeep={onDone}
    >
      {deed === 'accept' ? (
        <p>{say('violation.acceptDetail')}</p>
      ) : (
        <>
          <TextArea
            label={say(deed === 'claim' ? 'violation.whatMended' : 'reason.label')}
            note={say(deed === 'claim' ? 'violation.claimNote' : 'violation.objectNote')}
            error={faultAt(sending.error, 'text')}
            value={text}
            onChange={setText}
          />
          <AttachedPhoto photo={photo} onPhoto={setPhoto} />
        </>
      )}
      {isOld ? (
        <p className="missing" role="alert">
          {say('violation.movedOn')}
        </p>
      ) : null}
    </Decision>
  )
}

/** A photo or a page that was photographed, by its name; the browser's own field speaks its own language. */
function AttachedPhoto({ photo, onPhoto }: { photo: File | null; onPhoto: (photo: File | null) => void }) {
  const { say } = useSpeech()
  if (photo)
    return (
      <p className="buttons wrapping">
        <bdi>{photo.name}</bdi>
        <button type="button" className="button small" onClick={() => onPhoto(null)}>
          <Icon name="close" size={16} /> {say('violation.detach')}
        </button>
      </p>
    )
  return (
    <p className="buttons wrapping">
      <label className="button small">
        <Icon name="camera" size={16} /> {say('violation.attach')}
        <input
          className="visually-hidden"
          type="file"
          accept="image/jpeg,image/png,image/webp"
          onChange={(event) => onPhoto(event.target.files?.[0] ?? null)}
        />
      </label>
    </p>
  )
}
