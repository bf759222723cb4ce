import { useRef } from 'react'
import type { CaseMessage } from '../../server/cases/contract.ts'
import type { Route } from '../../server/geo/contract.ts'
import { write } from '../api.ts'
import { useSpeech } from '../i18n/language.tsx'
import { isReason } from '../permits/reason.ts'
import { useDeed } from '../permits/use-deed.ts'
import { Icon } from '../ui/Icon.tsx'
import { Failure } from '../ui/States.tsx'
import { TextArea } from '../ui/TextArea.tsx'

/** A message as it is being written; it stays while its sketch is drawn. */
export interface MessageDraft {
  text: string
  photo: File | null
  sketch: Route | null
}

export const emptyMessage: MessageDraft = { text: '', photo: null, sketch: null }

/** What is left to be sent: what was written, drawn or chosen while the message was on its way. */
export function unsent(now: MessageDraft, sent: MessageDraft): MessageDraft {
  return {
    text: now.text.startsWith(sent.text) ? now.text.slice(sent.text.length).trimStart() : now.text,
    photo: now.photo === sent.photo ? null : now.photo,
    sketch: now.sketch === sent.sketch ? null : now.sketch,
  }
}

interface SayFormProps {
  caseId: string
  draft: MessageDraft
  /** Told how it changes: it may have become another while a message was on its way. */
  onDraft: (change: (draft: MessageDraft) => MessageDraft) => void
  /** A sketch is to be drawn on the map. */
  onSketch: () => void
}

/** A message to the parties, with a photo and a sketch on the map where that tells more. */
export function SayForm({ caseId, draft, onDraft, onSketch }: SayFormProps) {
  const { say } = useSpeech()
  const { text, photo, sketch } = draft
  const sent = useRef(draft)
  const sending = useDeed(
    () => {
      sent.current = draft
      const form = new FormData()
      form.set('text', text.trim())
      if (sketch) form.set('sketch', JSON.stringify(sketch))
      if (photo) form.set('photo', photo)
      return write<CaseMessage>('POST', `/api/cases/${caseId}/messages`, form)
    },
    () => onDraft((now) => unsent(now, sent.current)),
  )
  return (
    <form
      className="say-form"
      onSubmit={(event) => {
        event.preventDefault()
        if (isReason(text) && !sending.isPending) sending.mutate(undefined)
      }}
    >
      <TextArea
        label={say('case.say')}
        value={text}
        onChange={(next) => onDraft((now) => ({ ...now, text: next }))}
        longest={4000}
      />
      <div className="say-more">
        <PhotoChoice photo={photo} onPhoto={(next) => onDraft((now) => ({ ...now, photo: next }))} />
        <button
          type="button"
          className="button small"
          onClick={() => (sketch ? onDraft((now) => ({ ...now, sketch: null })) : onSketch())}
        >
          <Icon name={sketch ? 'close' : 'pen'} size={16} />
          {say(sketch ? 'case.sketch.drop' : 'case.sketch.draw')}
        </button>
      </div>
      {sketch ? <p className="form-note">{say('case.sketch.there')}</p> : null}
      {sending.isError ? <Failure problem={sending.error} /> : null}
      <button type="submit" className="button" disabled={!isReason(text) || sending.isPending}>
        {say('case.send')}
      </button>
    </form>
  )
}

/** In the words of the page: the browser's own field speaks the browser's language. */
function PhotoChoice({ photo, onPhoto }: { photo: File | null; onPhoto: (photo: File | null) => void }) {
  const { say } = useSpeech()
  if (photo)
    return (
      <button type="button" className="button small" onClick={() => onPhoto(null)}>
        <Icon name="close" size={16} />
        {say('case.dropPhoto', { name: photo.name })}
      </button>
    )
  return (
    <label className="button small">
      <Icon name="camera" size={16} />
      {say('case.attach')}
      <input
        className="visually-hidden"
        type="file"
        accept="image/jpeg,image/png,image/webp"
        onChange={(event) => onPhoto(event.target.files?.[0] ?? null)}
      />
    </label>
  )
}
