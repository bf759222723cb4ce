import { Suspense, useState } from 'react'
import type { CaseMessage } from '../../server/cases/contract.ts'
import type { Route } from '../../server/geo/contract.ts'
import { write } from '../api.ts'
import { useSpeech } from '../i18n/language.tsx'
import { isReason } from '../permits/reason.ts'
import { useDeed } from '../permits/use-deed.ts'
import { Icon } from '../ui/Icon.tsx'
import { lazyPart } from '../ui/lazy-part.tsx'
import { Failure, Loading } from '../ui/States.tsx'
import { TextArea } from '../ui/TextArea.tsx'

const MessageSketch = lazyPart(() => import('./MessageSketch.tsx'))

/** A message to the parties, with a photo and a sketch on the map where that tells more. */
export function SayForm({ caseId }: { caseId: string }) {
  const { say } = useSpeech()
  const [text, setText] = useState('')
  const [photo, setPhoto] = useState<File | null>(null)
  const [isDrawing, setDrawing] = useState(false)
  const [sketch, setSketch] = useState<Route | null>(null)
  const stopDrawing = () => {
    setDrawing(false)
    setSketch(null)
  }
  const sending = useDeed(
    () => {
      const form = new FormData()
      form.set('text', text.trim())
      if (sketch) form.set('sketch', JSON.stringify(sketch))
      if (photo) form.set('photo', photo)
      return write<CaseMessage>('POST', `/api/cases/${caseId}/messages`, form)
    },
    () => {
      setText('')
      setPhoto(null)
      stopDrawing()
    },
  )
  const isReady = isReason(text) && (!isDrawing || sketch !== null)
  return (
    <form
      className="say-form"
      onSubmit={(event) => {
        event.preventDefault()
        if (isReady && !sending.isPending) sending.mutate(undefined)
      }}
    >
      <TextArea label={say('case.say')} value={text} onChange={setText} longest={4000} />
      <div className="say-more">
        <PhotoChoice photo={photo} onPhoto={setPhoto} />
        <button
          type="button"
          className="button small"
          aria-pressed={isDrawing}
          onClick={() => (isDrawing ? stopDrawing() : setDrawing(true))}
        >
          <Icon name="pen" size={16} />
          {say(isDrawing ? 'case.sketch.drop' : 'case.sketch.draw')}
        </button>
      </div>
      {isDrawing ? (
        <Suspense fallback={<Loading />}>
          <MessageSketch onSketch={setSketch} onLeave={stopDrawing} />
          <p className={sketch ? 'form-note' : 'missing'}>
            {say(sketch ? 'case.sketch.there' : 'case.sketch.unfinished')}
          </p>
        </Suspense>
      ) : null}
      {sending.isError ? <Failure problem={sending.error} /> : null}
      <button type="submit" className="button" disabled={!isReady || sending.isPending}>
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
