import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useId } from 'react'
import type { Connection } from '../../server/works/connections/contract.ts'
import type { Problem } from '../api.ts'
import { number } from '../i18n/format.ts'
import { useSpeech } from '../i18n/language.tsx'
import { useMoment } from '../time/use-moment.ts'
import { Icon } from '../ui/Icon.tsx'
import { Failure } from '../ui/States.tsx'
import { connectionsQuery, photoOf, sendPhoto } from './queries.ts'

interface ConnectionPhotoProps {
  worksId: string
  connection: Connection
  mayAdd: boolean
}

/** The photo of a connection as it was done, and taking one or another. */
export function ConnectionPhoto({ worksId, connection, mayAdd }: ConnectionPhotoProps) {
  const { language, say } = useSpeech()
  const id = useId()
  const client = useQueryClient()
  const adding = useMutation<unknown, Problem, File>({
    mutationFn: (file) => sendPhoto(worksId, connection, file),
    onSettled: () => client.invalidateQueries({ queryKey: connectionsQuery(worksId).queryKey }),
  })
  const { photo } = connection
  if (!photo && !mayAdd) return null
  return (
    <div className="connection-photo">
      {photo ? <Shown worksId={worksId} connection={connection} photo={photo} /> : null}
      {mayAdd ? (
        <label className="button small" htmlFor={id} data-busy={adding.isPending || undefined}>
          <Icon name="camera" size={16} />
          {say(adding.isPending ? 'connection.photoSending' : photo ? 'connection.photoOther' : 'connection.photoAdd')}
          <span className="visually-hidden">
            {say('connection.one', { number: number(connection.number, language) })}
          </span>
          <input
            id={id}
            className="visually-hidden"
            type="file"
            accept="image/*"
            capture="environment"
            disabled={adding.isPending}
            onChange={({ target }) => {
              const file = target.files?.[0]
              target.value = ''
              if (file) adding.mutate(file)
            }}
          />
        </label>
      ) : null}
      {adding.isError ? <Failure problem={adding.error} /> : null}
    </div>
  )
}

interface ShownProps {
  worksId: string
  connection: Connection
  photo: NonNullable<Connection['photo']>
}

function Shown({ worksId, connection, photo }: ShownProps) {
  const { language, say } = useSpeech()
  const moment = useMoment()
  const { takenAt, distanceMetres } = photo
  return (
    <figure>
      <a href={photoOf(worksId, connection, photo.id, 'large')} target="_blank" rel="noreferrer">
        <img
          src={photoOf(worksId, connection, photo.id, 'small')}
          alt={say('connection.photoIs', { number: number(connection.number, language) })}
          loading="lazy"
        />
      </a>
      {takenAt !== null || distanceMetres !== null ? (
        <figcaption>
          {takenAt ? <time dateTime={takenAt}>{moment(takenAt)}</time> : null}
          {distanceMetres === null ? null : (
            <span>{say('connection.photoFrom', { value: number(distanceMetres, language) })}</span>
          )}
        </figcaption>
      ) : null}
    </figure>
  )
}
