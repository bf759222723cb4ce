import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useId } from 'react'
import { uuidv4 } from 'uuidv7'
import type { Reinstatement } from '../../server/inspections/reinstatement/contract.ts'
import { answered, type Problem, write } from '../api.ts'
import { useSpeech } from '../i18n/language.tsx'
import { useMoment } from '../time/use-moment.ts'
import { Icon } from '../ui/Icon.tsx'
import { Failure } from '../ui/States.tsx'
import { reinstatementsQuery } from './queries.ts'

interface RecordPhotosProps {
  record: Reinstatement
  leastPhotos: number
  mayAdd: boolean
}

/** The photos of a record, and a field for more: several at once, each sent on its own. */
export function RecordPhotos({ record, leastPhotos, mayAdd }: RecordPhotosProps) {
  const { say } = useSpeech()
  const moment = useMoment()
  const id = useId()
  const client = useQueryClient()
  const path = `/api/works/${record.worksId}/reinstatements/${record.number}/photos`
  const adding = useMutation<void, Problem, File[]>({
    mutationFn: async (files) => {
      for (const file of files) {
        const form = new FormData()
        form.set('photo', file)
        await answered(write<Reinstatement>('PUT', `${path}/${uuidv4()}`, form))
      }
    },
    onSettled: () => client.invalidateQueries({ queryKey: reinstatementsQuery(record.worksId).queryKey }),
  })
  const missing = Math.max(0, leastPhotos - record.photos.length)
  return (
    <div className="record-photos">
      {record.photos.length > 0 ? (
        <ul>
          {record.photos.map((photo) => (
            <li key={photo.id}>
              <a href={`${path}/${photo.id}/large`} target="_blank" rel="noreferrer">
                <img src={`${path}/${photo.id}/small`} alt={say('record.photoOf', { at: moment(photo.addedAt) })} />
              </a>
            </li>
          ))}
        </ul>
      ) : null}
      {mayAdd ? (
        <label className="button small" htmlFor={id} data-busy={adding.isPending || undefined}>
          <Icon name="camera" size={16} />
          {adding.isPending
            ? say('record.sending')
            : missing > 0
              ? say('record.addPhotos', { count: missing })
              : say('record.morePhotos')}
          <input
            id={id}
            className="visually-hidden"
            type="file"
            accept="image/*"
            multiple
            disabled={adding.isPending}
            onChange={({ target }) => {
              const files = [...(target.files ?? [])]
              target.value = ''
              if (files.length > 0) adding.mutate(files)
            }}
          />
        </label>
      ) : null}
      {adding.isError ? <Failure problem={adding.error} /> : null}
    </div>
  )
}
