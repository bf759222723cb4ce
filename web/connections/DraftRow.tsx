import { useEffect, useRef } from 'react'
import { number, sentenceDigits } from '../i18n/format.ts'
import { useSpeech } from '../i18n/language.tsx'
import { Icon } from '../ui/Icon.tsx'
import { TextField } from '../ui/TextField.tsx'
import { type DraftConnection, faultOf } from './draft.ts'

interface DraftRowProps {
  at: number
  draft: DraftConnection
  limits: { longestMetres: number; startsWithinMetres: number }
  /** What the service says of it. */
  faults: readonly string[]
  onChange: (more: Partial<DraftConnection>) => void
  onRemove: () => void
}

/** A connection that is being entered: what its building is called, its parcel and meter, and what is wrong with it. */
export function DraftRow({ at, draft, limits, faults, onChange, onRemove }: DraftRowProps) {
  const { language, say } = useSpeech()
  const box = useRef<HTMLFieldSetElement>(null)
  // a click on the map must not add it where nobody sees it
  // newer browsers answer with a promise, which is nothing to clean up
  useEffect(() => void box.current?.scrollIntoView({ block: 'nearest' }), [])
  const fault = faultOf(draft, limits)
  const metres = say('unit.metres', { value: number(draft.metres, language, 1) })
  const most = number(limits.longestMetres, language)
  const said = fault === 'long' || fault === 'start' ? [say(`connection.fault.${fault}`, { most })] : []
  return (
    <fieldset ref={box} className="connection-draft" data-testid="draft-connection">
      <legend>
        {say('connection.draft', { number: number(at + 1, language) })} · {metres}
      </legend>
      <div className="connection-fields">
        <TextField
          label={say('connection.label')}
          value={draft.label}
          longest={60}
          {...(fault === 'label' ? { note: say('connection.fault.label') } : {})}
          onChange={(label) => onChange({ label })}
        />
        <TextField
          label={say('connection.parcel')}
          value={draft.parcel}
          longest={60}
          onChange={(parcel) => onChange({ parcel })}
        />
        <TextField
          label={say('connection.meter')}
          value={draft.meter}
          longest={60}
          onChange={(meter) => onChange({ meter })}
        />
      </div>
      {[...said, ...faults.map((one) => sentenceDigits(one))].map((words) => (
        <p key={words} className="missing" role="alert">
          {words}
        </p>
      ))}
      <button type="button" className="link" onClick={onRemove}>
        <Icon name="trash" size={14} />
        {say('connection.drop', { number: number(at + 1, language) })}
      </button>
    </fieldset>
  )
}
