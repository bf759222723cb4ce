import { useSpeech } from '../i18n/language.tsx'
import { isReason } from '../permits/reason.ts'
import { Icon } from '../ui/Icon.tsx'
import { Failure } from '../ui/States.tsx'
import { TextArea } from '../ui/TextArea.tsx'
import type { Saying } from './use-saying.ts'

interface SayFormProps {
  saying: Saying
  /** A sketch is to be drawn on the map. */
  onSketch: () => void
}

/** A message to the parties, with a photo and a sketch on the map where that tells more. */
export function SayForm({ saying, onSketch }: SayFormProps) {
  const { say } = useSpeech()
  const { draft, setDraft, sending } = saying
  const { text, photo, sketch } = draft
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
        onChange={(next) => setDraft((now) => ({ ...now, text: next }))}
        longest={4000}
      />
      <div className="say-more">
        <PhotoChoice photo={photo} onPhoto={(next) => setDraft((now) => ({ ...now, photo: next }))} />
        <button
          type="button"
          className="button small"
          onClick={() => (sketch ? setDraft((now) => ({ ...now, sketch: null })) : onSketch())}
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
