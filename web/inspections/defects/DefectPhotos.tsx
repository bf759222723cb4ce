import type { Defect } from '../../../server/inspections/defects/contract.ts'
import { number } from '../../i18n/format.ts'
import { useSpeech } from '../../i18n/language.tsx'
import { useMoment } from '../../time/use-moment.ts'
import { defectPhotoAddress, foundPhotoAddress } from './queries.ts'

interface Shown {
  key: string
  small: string
  large: string
  label: string
  detail: string
}

/** How it looked when it was found, and after each mend. */
export function DefectPhotos({ defect }: { defect: Defect }) {
  const { language, say } = useSpeech()
  const moment = useMoment()
  const { id, inspectionId, foundPhotos, history, openedAt } = defect
  const found: Shown[] = foundPhotos.map((photo) => ({
    key: photo,
    small: foundPhotoAddress(inspectionId ?? '', photo, 'small'),
    large: foundPhotoAddress(inspectionId ?? '', photo, 'large'),
    label: say('defect.photo.before'),
    detail: moment(openedAt),
  }))
  const sent: Shown[] = history.flatMap(({ photoId, event, at, photoDistanceMetres }) =>
    photoId
      ? [
          {
            key: photoId,
            small: defectPhotoAddress(id, photoId, 'small'),
            large: defectPhotoAddress(id, photoId, 'large'),
            label: say(event === 'mend' ? 'defect.photo.after' : 'defect.photo.before'),
            detail: [
              moment(at),
              photoDistanceMetres === null
                ? null
                : say('defect.photo.distance', { value: number(photoDistanceMetres, language) }),
            ]
              .filter(Boolean)
              .join(' · '),
          },
        ]
      : [],
  )
  const shown = [...found, ...sent]
  if (shown.length === 0) return null
  return (
    <section aria-label={say('defect.photos')}>
      <h2>{say('defect.photos')}</h2>
      <ul className="defect-photos">
        {shown.map((photo) => (
          <li key={photo.key}>
            <figure>
              <a href={photo.large} target="_blank" rel="noreferrer">
                <img src={photo.small} alt={`${photo.label}, ${photo.detail}`} loading="lazy" />
              </a>
              <figcaption>
                <strong>{photo.label}</strong> {photo.detail}
              </figcaption>
            </figure>
          </li>
        ))}
      </ul>
    </section>
  )
}
