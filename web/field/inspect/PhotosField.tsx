import { useEffect, useId, useMemo } from 'react'
import { number } from '../../i18n/format.ts'
import { useSpeech } from '../../i18n/language.tsx'
import { Icon } from '../../ui/Icon.tsx'
import type { PhotoDraft } from './draft.ts'

interface PhotosFieldProps {
  label: string
  photos: readonly PhotoDraft[]
  files: ReadonlyMap<string, Blob>
  onPhotos: (files: readonly Blob[]) => void
  onRemove: (id: string) => void
}

/** The camera of the phone; what was taken stands beside it, and can be taken back. */
export function PhotosField({ label, photos, files, onPhotos, onRemove }: PhotosFieldProps) {
  const { language, say } = useSpeech()
  const id = useId()
  return (
    <section className="field-part photos-field" aria-label={label}>
      <h3>
        {label} {photos.length > 0 ? <span className="count">{number(photos.length, language)}</span> : null}
      </h3>
      <ul>
        {photos.map((photo, at) => (
          <li key={photo.id}>
            <Thumbnail file={files.get(photo.id)} alt={say('inspect.photo', { n: number(at + 1, language) })} />
            <button
              type="button"
              aria-label={say('inspect.removePhoto', { n: number(at + 1, language) })}
              onClick={() => onRemove(photo.id)}
            >
              <Icon name="trash" size={20} />
            </button>
          </li>
        ))}
        <li>
          <label htmlFor={id} className="take-photo">
            <Icon name="camera" size={28} />
            <span>{say('inspect.takePhoto')}</span>
          </label>
          <input
            id={id}
            className="visually-hidden"
            type="file"
            accept="image/*"
            capture="environment"
            onChange={(event) => {
              onPhotos([...(event.target.files ?? [])])
              // the same file again is another photo
              event.target.value = ''
            }}
          />
        </li>
      </ul>
    </section>
  )
}

function Thumbnail({ file, alt }: { file: Blob | undefined; alt: string }) {
  const address = useMemo(() => (file ? URL.createObjectURL(file) : null), [file])
  useEffect(() => () => void (address && URL.revokeObjectURL(address)), [address])
  return address ? <img src={address} alt={alt} /> : <Icon name="camera" size={28} />
}
