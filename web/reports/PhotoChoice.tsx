import './photo-choice.css'
import { useEffect, useId, useState } from 'react'
import { useSpeech } from '../i18n/language.tsx'
import { Icon } from '../ui/Icon.tsx'
import type { Choosing } from './use-chosen-photo.ts'

interface PhotoChoiceProps {
  photo: Blob | null
  choosing: Choosing
}

const ways = ['camera', 'gallery'] as const

/** The camera of a phone, or a photo that was taken before: two ways, as phones show only one of them at a time. Shown as it will be sent. */
export function PhotoChoice({ photo, choosing: { state, choose } }: PhotoChoiceProps) {
  const { say } = useSpeech()
  const preview = useAddressOf(photo)
  const id = useId()
  return (
    <div className="photo-field photo-choice" aria-busy={state === 'reading'}>
      {preview ? <img src={preview} alt={say('report.yourPhoto')} /> : null}
      {ways.map((way) => (
        <div key={way} className="photo-way" data-way={way} data-filled={preview ? true : undefined}>
          <input
            id={`${id}-${way}`}
            className="visually-hidden"
            type="file"
            accept="image/*"
            {...(way === 'camera' ? { capture: 'environment' } : {})}
            onChange={({ target }) => {
              const [file] = target.files ?? []
              if (file) choose(file)
              // the same file again is another choice
              target.value = ''
            }}
          />
          <label htmlFor={`${id}-${way}`}>
            <Icon name={way === 'camera' ? 'camera' : 'pictures'} size={preview ? 20 : 32} />
            <span>{say(`report.photoBy.${way}`)}</span>
          </label>
        </div>
      ))}
      <p className="form-note" role="status">
        {state === 'reading' ? say('report.photoReading') : ''}
      </p>
      {state === 'unreadable' ? (
        <p className="missing" role="alert">
          {say('report.photoUnreadable')}
        </p>
      ) : null}
    </div>
  )
}

function useAddressOf(photo: Blob | null): string | null {
  const [address, setAddress] = useState<string | null>(null)
  useEffect(() => {
    if (!photo) return setAddress(null)
    const made = URL.createObjectURL(photo)
    setAddress(made)
    return () => URL.revokeObjectURL(made)
  }, [photo])
  return address
}
