import { useEffect, useId, useState } from 'react'
import { useSpeech } from '../i18n/language.tsx'
import { Icon } from '../ui/Icon.tsx'

/** The camera of a phone, or a file; shown as it will be sent. */
export function PhotoField({ photo, onPhoto }: { photo: File | null; onPhoto: (photo: File | null) => void }) {
  const { say } = useSpeech()
  const [preview, setPreview] = useState<string | null>(null)
  const id = useId()
  useEffect(() => {
    if (!photo) return setPreview(null)
    const address = URL.createObjectURL(photo)
    setPreview(address)
    return () => URL.revokeObjectURL(address)
  }, [photo])
  return (
    <div className="photo-field">
      <label htmlFor={id} data-filled={preview ? true : undefined}>
        {preview ? <img src={preview} alt={say('report.yourPhoto')} /> : <Icon name="camera" size={32} />}
        <span>{preview ? say('report.otherPhoto') : say('report.takePhoto')}</span>
      </label>
      <input
        id={id}
        className="visually-hidden"
        type="file"
        accept="image/*"
        capture="environment"
        onChange={(event) => onPhoto(event.target.files?.[0] ?? null)}
      />
    </div>
  )
}
