import type { Inspection } from '../../../server/inspections/contract.ts'
import { number } from '../../i18n/format.ts'
import { useSpeech } from '../../i18n/language.tsx'
import { useMoment } from '../../time/use-moment.ts'
import { Icon } from '../../ui/Icon.tsx'

interface PhotosOfProps {
  inspection: Inspection
  /** Null for those of the whole. */
  item: string | null
  title: string
}

/** Photos of one item; those that are still on the inspector's phone have their place kept. */
export function PhotosOf({ inspection: { id, photos }, item, title }: PhotosOfProps) {
  const { language, say } = useSpeech()
  const moment = useMoment()
  const own = photos.filter((photo) => photo.item === item)
  if (own.length === 0) return null
  const address = (photo: string, size: string) => `/api/inspections/${id}/photos/${photo}/${size}`
  return (
    <ul className="inspection-photos" aria-label={title}>
      {own.map((photo, at) => (
        <li key={photo.id}>
          {photo.received ? (
            <a href={address(photo.id, 'large')} target="_blank" rel="noreferrer">
              <img
                src={address(photo.id, 'small')}
                alt={`${title}: ${say('inspections.photo', { n: number(at + 1, language) })}`}
                loading="lazy"
              />
            </a>
          ) : (
            <span className="no-photo">
              <Icon name="clock" size={20} />
              {say('inspections.onItsWay')}
            </span>
          )}
          <small>
            {photo.takenAt ? moment(photo.takenAt) : null}
            {photo.isFar && photo.distanceMetres !== null ? (
              <b> {say('inspections.photoFar', { metres: number(photo.distanceMetres, language) })}</b>
            ) : null}
          </small>
        </li>
      ))}
    </ul>
  )
}
