import type { Connection } from '../../server/works/connections/contract.ts'
import { fullDay, number } from '../i18n/format.ts'
import { useSpeech } from '../i18n/language.tsx'
import { ConnectionPhoto } from './ConnectionPhoto.tsx'

interface ConnectionRowProps {
  worksId: string
  connection: Connection
  isChosen: boolean
  /** Null where nothing can be marked. */
  onChoose: ((isChosen: boolean) => void) | null
  /** Whether a photo of it may be attached by whoever looks. */
  mayShow: boolean
}

/** One connection: its number, its building, how long it is and whether it is done. */
export function ConnectionRow({ worksId, connection, isChosen, onChoose, mayShow }: ConnectionRowProps) {
  const { language, say } = useSpeech()
  const { label, parcel, meter, lengthMetres, state, doneOn, reason } = connection
  const facts = [
    parcel ? say('connection.parcelIs', { parcel }) : null,
    meter ? say('connection.meterIs', { meter }) : null,
    say('unit.metres', { value: number(lengthMetres, language, 1) }),
  ]
  const words = (
    <span className="connection-words">
      <strong>
        {number(connection.number, language)}. <bdi>{label}</bdi>
      </strong>
      <span className="connection-facts">{facts.map((fact) => (fact ? <bdi key={fact}>{fact}</bdi> : null))}</span>
      {reason ? <span dir="auto">{reason}</span> : null}
    </span>
  )
  return (
    <li data-state={state}>
      {onChoose ? (
        <label>
          <input type="checkbox" checked={isChosen} onChange={(event) => onChoose(event.target.checked)} />
          {words}
        </label>
      ) : (
        words
      )}
      <span className="connection-state">
        {say(`connection.state.${state}`)}
        {doneOn ? <time dateTime={doneOn}>{fullDay(doneOn, language)}</time> : null}
      </span>
      <ConnectionPhoto worksId={worksId} connection={connection} mayAdd={mayShow} />
    </li>
  )
}
