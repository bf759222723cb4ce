import { conditionCodes } from '../../server/permits/contract.ts'
import { useAgencies } from '../agencies/queries.ts'
import { useSpeech } from '../i18n/language.tsx'
import { TextArea } from '../ui/TextArea.tsx'
import { type Consulted, conditional, type EventDraft } from './draft.ts'

interface ConditionChoiceProps {
  draft: EventDraft
  onDraft: (change: Partial<EventDraft>) => void
  /** Null where nobody is asked. */
  seen: Consulted | null
}

function toggled<T>(list: readonly T[], one: T): T[] {
  return list.includes(one) ? list.filter((each) => each !== one) : [...list, one]
}

/** What a permit is granted on: what agencies ask for is in unless it is taken out, the library's and the own are added. */
export function ConditionChoice({ draft, onDraft, seen }: ConditionChoiceProps) {
  const { say, name } = useSpeech()
  const { byId } = useAgencies()
  const asked = conditional(seen)
  const nameOf = (id: string) => {
    const agency = byId.get(id)
    return agency ? name(agency.name) : say('agency.unknown')
  }
  return (
    <>
      {asked.length > 0 ? (
        <fieldset className="condition-choice">
          <legend>{say('condition.fromAnswers')}</legend>
          {asked.map(({ id, agencyId, conditions }) => (
            <label key={id} className="check">
              <input
                type="checkbox"
                checked={!draft.left.includes(id)}
                onChange={() => onDraft({ left: toggled(draft.left, id) })}
              />
              <span>
                <bdi>{conditions}</bdi> <small>({nameOf(agencyId)})</small>
              </span>
            </label>
          ))}
        </fieldset>
      ) : null}
      <fieldset className="condition-choice">
        <legend>{say('condition.library')}</legend>
        {conditionCodes.map((code) => (
          <label key={code} className="check">
            <input
              type="checkbox"
              checked={draft.codes.includes(code)}
              onChange={() => onDraft({ codes: toggled(draft.codes, code) })}
            />
            <span>{say(`condition.${code}`)}</span>
          </label>
        ))}
      </fieldset>
      <TextArea
        label={say('condition.own')}
        note={say('condition.ownNote')}
        value={draft.own}
        onChange={(own) => onDraft({ own })}
      />
    </>
  )
}
