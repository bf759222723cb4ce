import { useState } from 'react'
import type { Connection } from '../../server/works/connections/contract.ts'
import type { Works } from '../../server/works/contract.ts'
import { number } from '../i18n/format.ts'
import { useSpeech } from '../i18n/language.tsx'
import { hasMovedOn, useDeed } from '../permits/use-deed.ts'
import { Failure } from '../ui/States.tsx'
import { TextField } from '../ui/TextField.tsx'
import { renamed } from './draft.ts'
import { removeConnection, renameConnection } from './queries.ts'

interface NamedProps {
  works: Works
  connection: Connection
}

interface EnteredRowProps extends NamedProps {
  onRedraw: ((connection: Connection) => void) | null
}

/** A connection that is entered: called something else or taken away again; drawn anew once it is applied for. */
export function EnteredRow({ works, connection, onRedraw }: EnteredRowProps) {
  const { language, say } = useSpeech()
  const [isNaming, setNaming] = useState(false)
  const removing = useDeed(() => removeConnection(works, connection.id))
  const place = number(connection.number, language)
  if (isNaming) return <Naming works={works} connection={connection} onDone={() => setNaming(false)} />
  return (
    <div className="connection-entered">
      <span>
        <strong>
          {place}. <bdi>{connection.label}</bdi>
        </strong>{' '}
        {say('unit.metres', { value: number(connection.lengthMetres, language, 1) })}
      </span>
      <span className="buttons">
        {onRedraw ? (
          <Redraw connection={connection} place={place} onRedraw={onRedraw} />
        ) : (
          <>
            <button
              type="button"
              className="link"
              aria-label={say('connection.renameOne', { number: place })}
              onClick={() => setNaming(true)}
            >
              {say('connection.rename')}
            </button>
            <button
              type="button"
              className="link"
              aria-label={say('connection.removeOne', { number: place })}
              disabled={removing.isPending}
              onClick={() => removing.mutate(undefined)}
            >
              {say('connection.remove')}
            </button>
          </>
        )}
      </span>
      {removing.error ? <Failure problem={removing.error} /> : null}
    </div>
  )
}

/** What was dug or given up stays where it lies. */
function Redraw({ connection, place, onRedraw }: RedrawProps) {
  const { say } = useSpeech()
  if (connection.state !== 'planned' || connection.wasDone) return say(`connection.state.${connection.state}`)
  return (
    <button
      type="button"
      className="link"
      aria-label={say('connection.redrawOne', { number: place })}
      onClick={() => onRedraw(connection)}
    >
      {say('connection.redraw')}
    </button>
  )
}

interface RedrawProps {
  connection: Connection
  place: string
  onRedraw: (connection: Connection) => void
}

function Naming({ works, connection, onDone }: NamedProps & { onDone: () => void }) {
  const { language, say } = useSpeech()
  // others may have written meanwhile: what is sent is held against what was seen when the fields were filled
  const [seen] = useState({ works, connection })
  const { id, label, parcel, meter } = seen.connection
  const [naming, setNaming] = useState({ label, parcel: parcel ?? '', meter: meter ?? '' })
  const renaming = useDeed(
    ({ typed, against }: { typed: typeof naming; against: Works }) =>
      renameConnection(against, id, renamed(seen.connection, typed)),
    onDone,
  )
  // whoever was told that it moved on has it before their eyes
  const against = hasMovedOn(renaming.error) ? works : seen.works
  return (
    <fieldset className="connection-draft">
      <legend>{say('connection.one', { number: number(connection.number, language) })}</legend>
      <div className="connection-fields">
        {(['label', 'parcel', 'meter'] as const).map((member) => (
          <TextField
            key={member}
            label={say(`connection.${member}`)}
            value={naming[member]}
            longest={60}
            onChange={(value) => setNaming({ ...naming, [member]: value })}
          />
        ))}
      </div>
      {renaming.error ? <Failure problem={renaming.error} /> : null}
      <div className="buttons">
        <button
          type="button"
          className="button small"
          disabled={naming.label.trim() === '' || renaming.isPending}
          onClick={() => renaming.mutate({ typed: naming, against })}
        >
          {say('edit.save')}
        </button>
        <button type="button" className="button small" onClick={onDone}>
          {say('edit.discard')}
        </button>
      </div>
    </fieldset>
  )
}
