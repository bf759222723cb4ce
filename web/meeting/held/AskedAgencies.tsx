import './held.css'
import { useAgencies, useUser } from '../../agencies/queries.ts'
import { useSpeech } from '../../i18n/language.tsx'
import { Select } from '../../ui/Select.tsx'
import { type Asking, countOf, toggled } from './asked-agencies.ts'

interface AskedAgenciesProps {
  asking: Asking
  onChange: (asking: Asking) => void
}

/** Whom the agenda concerns, each to be left out; and others to be asked beside them. */
export function AskedAgencies({ asking, onChange }: AskedAgenciesProps) {
  const { say, name } = useSpeech()
  const own = useUser()?.agencyId
  const { agencies, byId } = useAgencies()
  const { concerned, leftOut, added } = asking
  const listed = new Set([own, ...concerned.map(({ agencyId }) => agencyId), ...added])
  const others = agencies.filter(({ id }) => !listed.has(id))
  const calledOf = (agencyId: string) => {
    const agency = byId.get(agencyId)
    return agency ? name(agency.name) : '…'
  }
  return (
    <fieldset className="meeting-asked">
      <legend>{say('meeting.asked', { count: countOf(asking) })}</legend>
      {concerned.map(({ agencyId, items, isOffice }) => (
        <label key={agencyId} className="check">
          <input
            type="checkbox"
            checked={!leftOut.includes(agencyId)}
            disabled={isOffice}
            onChange={() => onChange(toggled(asking, agencyId))}
          />
          <span>
            <bdi>{calledOf(agencyId)}</bdi>{' '}
            <small>{say(isOffice ? 'meeting.askedOffice' : 'meeting.askedItems', { count: items })}</small>
          </span>
        </label>
      ))}
      {added.map((agencyId) => (
        <label key={agencyId} className="check">
          <input
            type="checkbox"
            checked
            onChange={() => onChange({ ...asking, added: added.filter((id) => id !== agencyId) })}
          />
          <bdi>{calledOf(agencyId)}</bdi>
        </label>
      ))}
      {others.length > 0 ? (
        <Select
          label={say('meeting.alsoAsk')}
          value=""
          onChange={(agencyId) => agencyId && onChange({ ...asking, added: [...added, agencyId] })}
          options={[
            { value: '', label: say('meeting.notChosen') },
            ...others.map((agency) => ({ value: agency.id, label: name(agency.name) })),
          ]}
        />
      ) : null}
      {leftOut.length > 0 ? <p className="form-note">{say('meeting.leftOutNote')}</p> : null}
    </fieldset>
  )
}
