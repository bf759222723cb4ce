import { useRef, useState } from 'react'
import type { Case, CaseMessage } from '../../server/cases/contract.ts'
import { AgencyChip } from '../agencies/AgencyChip.tsx'
import { write } from '../api.ts'
import { useSpeech } from '../i18n/language.tsx'
import { isReason } from '../permits/reason.ts'
import { useDeed } from '../permits/use-deed.ts'
import { useMoment } from '../time/use-moment.ts'
import { Icon } from '../ui/Icon.tsx'
import { Failure } from '../ui/States.tsx'
import { TextArea } from '../ui/TextArea.tsx'

/** What was said in a case, and a field to say something. */
export function Thread({
  room,
  shown,
  onShow,
}: {
  room: Case
  shown: string | null
  onShow: (id: string | null) => void
}) {
  const { say } = useSpeech()
  return (
    <section className="thread" aria-label={say('case.thread')}>
      <h2>{say('case.thread')}</h2>
      {room.messages.length === 0 ? <p className="form-note">{say('case.silent')}</p> : null}
      <ol>
        {room.messages.map((message) => (
          <Message
            key={message.id}
            caseId={room.id}
            message={message}
            isShown={message.id === shown}
            onShow={() => onShow(message.id === shown ? null : message.id)}
          />
        ))}
      </ol>
      {room.may.includes('write') ? <SayForm caseId={room.id} /> : null}
    </section>
  )
}

interface MessageProps {
  caseId: string
  message: CaseMessage
  isShown: boolean
  onShow: () => void
}

function Message({ caseId, message, isShown, onShow }: MessageProps) {
  const { say, name } = useSpeech()
  const moment = useMoment()
  const { by, at, text, sketch, photoId } = message
  const photo = `/api/cases/${caseId}/photos/${photoId}`
  return (
    <li data-testid="message">
      <p className="proposal-by">
        {by.isOffice ? <b>{say('case.office')}</b> : <AgencyChip id={by.agencyId} />}{' '}
        {by.name ? <bdi>{name(by.name)}</bdi> : null} <time dateTime={at}>{moment(at)}</time>
      </p>
      <p className="prose" dir="auto">
        {text}
      </p>
      {photoId ? (
        <a href={`${photo}/large`} target="_blank" rel="noreferrer">
          <img src={`${photo}/small`} alt={say('case.photo')} loading="lazy" />
        </a>
      ) : null}
      {sketch ? (
        <button type="button" className="button small" aria-pressed={isShown} onClick={onShow}>
          <Icon name="pen" size={14} />
          {say('case.sketch')}
        </button>
      ) : null}
    </li>
  )
}

function SayForm({ caseId }: { caseId: string }) {
  const { say } = useSpeech()
  const [text, setText] = useState('')
  const file = useRef<HTMLInputElement>(null)
  const [photo, setPhoto] = useState<File | null>(null)
  const sending = useDeed(
    () => {
      const form = new FormData()
      form.set('text', text.trim())
      if (photo) form.set('photo', photo)
      return write<CaseMessage>('POST', `/api/cases/${caseId}/messages`, form)
    },
    () => {
      setText('')
      setPhoto(null)
      if (file.current) file.current.value = ''
    },
  )
  return (
    <form
      className="say-form"
      onSubmit={(event) => {
        event.preventDefault()
        if (isReason(text) && !sending.isPending) sending.mutate(undefined)
      }}
    >
      <TextArea label={say('case.say')} value={text} onChange={setText} longest={4000} />
      <label className="say-photo">
        <span>{say('case.attach')}</span>
        <input
          ref={file}
          type="file"
          accept="image/jpeg,image/png,image/webp"
          onChange={(event) => setPhoto(event.target.files?.[0] ?? null)}
        />
      </label>
      {sending.isError ? <Failure problem={sending.error} /> : null}
      <button type="submit" className="button" disabled={!isReason(text) || sending.isPending}>
        {say('case.send')}
      </button>
    </form>
  )
}
