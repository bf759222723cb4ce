import type { Case } from '../../server/cases/contract.ts'
import type { Period } from '../../server/time/contract.ts'
import { useSpeech } from '../i18n/language.tsx'
import { ConditionChoice } from '../permits/ConditionChoice.tsx'
import { DayField } from '../time/DayField.tsx'
import { Icon } from '../ui/Icon.tsx'
import { Select } from '../ui/Select.tsx'
import type { NoDays } from '../works/draw/no-days.ts'
import { draftKinds, type MeasureDraft, moved } from './measure-draft.ts'
import { WorksNamed } from './WorksNamed.tsx'

interface MeasureFieldsProps {
  works: Case['works']
  draft: MeasureDraft
  onDraft: (change: Partial<MeasureDraft>) => void
}

/** What is proposed or decided: its kind, and what belongs to that. */
export function MeasureFields(props: MeasureFieldsProps) {
  const { say } = useSpeech()
  const { draft, onDraft } = props
  return (
    <div className="measure-fields form">
      <Select
        label={say('case.measure.kind')}
        value={draft.kind}
        onChange={(kind) => onDraft({ kind })}
        options={draftKinds.map((value) => ({ value, label: say(`case.measure.${value}`) }))}
      />
      <p className="form-note">{say(`case.measure.about.${draft.kind}`)}</p>
      {draft.kind === 'dates' ? <NewDates {...props} /> : null}
      {draft.kind === 'sequence' ? <Order {...props} /> : null}
      {draft.kind === 'shared_trench' ? <Lead {...props} /> : null}
      {draft.kind === 'reroute' ? <Rerouted {...props} /> : null}
      {draft.kind === 'as_is' ? <OnConditions {...props} /> : null}
    </div>
  )
}

function NewDates({ works, draft, onDraft }: MeasureFieldsProps) {
  const { say } = useSpeech()
  return works.map(({ id, number, title, agencyId, period }) => {
    const { start, end } = { ...period, ...draft.periods[id] }
    const chosen = (days: Partial<Period>) =>
      onDraft({ periods: { ...draft.periods, [id]: { ...draft.periods[id], ...days } } })
    const typed = (days: NoDays) => onDraft({ noDays: { ...draft.noDays, [id]: { ...draft.noDays[id], ...days } } })
    return (
      <fieldset key={id} className="measure-works">
        <legend>
          <bdi>{title}</bdi>
        </legend>
        <p>
          <WorksNamed works={{ number, agencyId }} />
        </p>
        <DayField
          compact
          label={say('time.from')}
          value={start}
          noDay={draft.noDays[id]?.start}
          onNoDay={(text) => typed({ start: text })}
          onChange={(day) => chosen({ start: day })}
        />
        <DayField
          compact
          label={say('time.to')}
          value={end}
          error={end < start ? say('case.measure.endsBefore') : undefined}
          noDay={draft.noDays[id]?.end}
          onNoDay={(text) => typed({ end: text })}
          onChange={(day) => chosen({ end: day })}
        />
      </fieldset>
    )
  })
}

function Order({ works, draft, onDraft }: MeasureFieldsProps) {
  const { say } = useSpeech()
  return (
    <ol className="measure-order">
      {draft.order.map((id, place) => {
        const ordered = works.find((one) => one.id === id)
        const title = ordered?.title ?? ''
        const button = (by: -1 | 1, icon: 'up' | 'down') => (
          <button
            type="button"
            className="quiet"
            aria-label={say(`case.measure.${icon}`, { title })}
            disabled={by < 0 ? place === 0 : place === draft.order.length - 1}
            onClick={() => onDraft({ order: moved(draft.order, id, by) })}
          >
            <Icon name={icon} size={16} />
          </button>
        )
        return (
          <li key={id}>
            <span>
              <bdi>{title}</bdi>
              {ordered ? <WorksNamed works={ordered} /> : null}
            </span>
            {button(-1, 'up')}
            {button(1, 'down')}
          </li>
        )
      })}
    </ol>
  )
}

function Lead({ works, draft, onDraft }: MeasureFieldsProps) {
  const { say } = useSpeech()
  return (
    <Select
      label={say('case.measure.lead')}
      value={draft.leadId}
      onChange={(leadId) => onDraft({ leadId })}
      options={works.map(({ id, title, number }) => ({ value: id, label: `${title} · ${number}` }))}
    />
  )
}

function Rerouted({ works, draft, onDraft }: MeasureFieldsProps) {
  const { say } = useSpeech()
  return (
    <Select
      label={say('case.measure.which')}
      value={draft.reroutedId}
      onChange={(reroutedId) => onDraft({ reroutedId })}
      options={works.map(({ id, title, number }) => ({ value: id, label: `${title} · ${number}` }))}
    />
  )
}

function OnConditions({ draft, onDraft }: MeasureFieldsProps) {
  const { conditions } = draft
  return (
    <ConditionChoice
      draft={conditions}
      seen={null}
      onDraft={(change) => onDraft({ conditions: { ...conditions, ...change } })}
    />
  )
}
