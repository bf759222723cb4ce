import type { ReactNode } from 'react'
import type { Case, CaseMessage } from '../../server/cases/contract.ts'
import { AgencyChip } from '../agencies/AgencyChip.tsx'
import { useSpeech } from '../i18n/language.tsx'
import { useMoment } from '../time/use-moment.ts'
import { Icon } from '../ui/Icon.tsx'

interface ThreadProps {
  room: Case
  shown: string | null
  onShow: (id: string | null) => void
  /** Where one may say something. */
  form: ReactNode
}

/** What was said in a case, and a field to say something. */
export function Thread({ room, shown, onShow, form }: ThreadProps) {
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
      {room.may.includes('write') ? form : null}
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
