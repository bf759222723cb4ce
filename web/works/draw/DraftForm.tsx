import { useId } from 'react'
import { daysOf } from '../../../server/time/rules.ts'
import { categories, methods, trafficImpacts, utilities } from '../../../server/works/contract.ts'
import { useAgencies } from '../../agencies/queries.ts'
import { useSpeech } from '../../i18n/language.tsx'
import { DayField } from '../../time/DayField.tsx'
import { later } from '../../time/order.ts'
import { Select } from '../../ui/Select.tsx'
import type { Draft } from './draft.ts'

interface DraftFormProps {
  draft: Draft
  byOffice: boolean
  onChange: (draft: Draft) => void
}

export function DraftForm({ draft, byOffice, onChange }: DraftFormProps) {
  const { say, name } = useSpeech()
  const { agencies } = useAgencies()
  const id = useId()
  const set = (change: Partial<Draft>) => onChange({ ...draft, ...change })
  return (
    <form className="form" onSubmit={(event) => event.preventDefault()}>
      <h2>{say('draw.facts')}</h2>
      <label htmlFor={`${id}-title`}>{say('draw.name')}</label>
      <input
        id={`${id}-title`}
        name="title"
        value={draft.title}
        maxLength={200}
        placeholder={say('draw.namePlaceholder')}
        onChange={(event) => set({ title: event.target.value })}
      />
      <label htmlFor={`${id}-description`}>{say('draw.description')}</label>
      <textarea
        id={`${id}-description`}
        rows={2}
        dir="auto"
        value={draft.description}
        maxLength={4000}
        onChange={(event) => set({ description: event.target.value })}
      />
      {byOffice ? (
        <Select
          label={say('draw.forAgency')}
          value={draft.agencyId ?? ''}
          onChange={(agencyId) => set({ agencyId: agencyId || null })}
          options={[
            { value: '', label: say('draw.chooseAgency') },
            ...agencies.map((agency) => ({ value: agency.id, label: name(agency.name) })),
          ]}
        />
      ) : null}
      <div className="form-days">
        <DayField
          label={say('draw.start')}
          value={draft.period.start}
          onChange={(start) => set({ period: { start, end: later(start, draft.period.end) } })}
        />
        <DayField
          label={say('draw.end')}
          value={draft.period.end}
          error={draft.period.end < draft.period.start ? say('draw.endsFirst') : undefined}
          onChange={(end) => set({ period: { start: draft.period.start, end } })}
        />
      </div>
      <p className="form-note">
        {draft.period.end < draft.period.start
          ? say('draw.endsFirst')
          : say('unit.days', { count: daysOf(draft.period) })}
      </p>
      <div className="form-grid">
        <Select
          label={say('draw.category')}
          value={draft.category}
          onChange={(category) => set({ category })}
          options={categories.map((value) => ({ value, label: say(`category.${value}`) }))}
        />
        <Select
          label={say('draw.utility')}
          value={draft.utility}
          onChange={(utility) => set({ utility })}
          options={utilities.map((value) => ({ value, label: say(`utility.${value}`) }))}
        />
        <Select
          label={say('draw.method')}
          value={draft.method}
          onChange={(method) => set({ method })}
          options={methods.map((value) => ({ value, label: say(`method.${value}`) }))}
        />
        <Select
          label={say('draw.impact')}
          value={draft.trafficImpact}
          onChange={(trafficImpact) => set({ trafficImpact })}
          options={trafficImpacts.map((value) => ({ value, label: say(`impact.${value}`) }))}
        />
        <div>
          <label htmlFor={`${id}-width`}>{say('draw.trenchWidth')}</label>
          <input
            id={`${id}-width`}
            inputMode="decimal"
            value={draft.trenchWidth}
            maxLength={6}
            onChange={(event) => set({ trenchWidth: event.target.value })}
          />
        </div>
      </div>
    </form>
  )
}
