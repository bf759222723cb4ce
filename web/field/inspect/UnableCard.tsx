import { useId } from 'react'
import { unableReasons } from '../../../server/inspections/contract.ts'
import { useSpeech } from '../../i18n/language.tsx'
import { photosOf } from './draft.ts'
import { PhotosField } from './PhotosField.tsx'
import type { DraftInHand } from './use-draft.ts'

/** Nothing could be inspected: why, and how it looked. */
export function UnableCard({ inHand }: { inHand: DraftInHand }) {
  const { say } = useSpeech()
  const { draft, files, change, addPhotos, removePhoto } = inHand
  const id = useId()
  return (
    <section className="field-card" aria-label={say('inspect.unable')}>
      <fieldset className="big-checks">
        <legend>{say('inspect.unableWhy')}</legend>
        {unableReasons.map((reason) => (
          <label key={reason}>
            <input
              type="radio"
              name={id}
              checked={draft.unable?.reason === reason}
              onChange={() => change((now) => ({ ...now, unable: { reason } }))}
            />
            <span>{say(`inspection.unable.${reason}`)}</span>
          </label>
        ))}
      </fieldset>
      <PhotosField
        label={say('inspect.photosOfWhole')}
        photos={photosOf(draft, null)}
        files={files}
        onPhotos={(taken) => void addPhotos(taken, { item: null, place: placeOf(inHand) })}
        onRemove={removePhoto}
      />
      <button type="button" className="button wide" onClick={() => change((now) => ({ ...now, unable: null }))}>
        {say('inspect.ableAfterAll')}
      </button>
    </section>
  )
}

/** Where the phone was when a photo was taken, as far as it knows. */
export function placeOf({ draft: { standing } }: Pick<DraftInHand, 'draft'>) {
  return standing ? { type: 'Point' as const, coordinates: standing.place } : null
}
