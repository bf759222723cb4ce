import { Suspense, useId } from 'react'
import { daysOf } from '../../../server/time/rules.ts'
import { useAgencies } from '../../agencies/queries.ts'
import { useSpeech } from '../../i18n/language.tsx'
import { withOffice } from '../../i18n/rooms.ts'
import { DayField } from '../../time/DayField.tsx'
import { lazyPart } from '../../ui/lazy-part.tsx'
import { Select } from '../../ui/Select.tsx'
import { DraftKind } from './DraftKind.tsx'
import type { Draft } from './draft.ts'
import { noDaysOf, withDay } from './no-days.ts'
import type { UsualWidth } from './use-usual-width.ts'

const ContractorChoice = lazyPart(withOffice(() => import('../../contractors/ContractorChoice.tsx')))

interface DraftFormProps {
  draft: Draft
  byOffice: boolean
  /** Of a trench whose width nobody has typed. */
  usualWidth?: UsualWidth | undefined
  /** Of a works that may only be described: when it is, and what it is dug for, stay. */
  onlyWords?: boolean
  onChange: (draft: Draft) => void
}

export function DraftForm({ draft, byOffice, usualWidth, onlyWords = false, onChange }: DraftFormProps) {
  const { say } = useSpeech()
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
      <label htmlFor={`${id}-reference`}>{say('draw.reference')}</label>
      <input
        id={`${id}-reference`}
        value={draft.reference}
        maxLength={100}
        dir="auto"
        onChange={(event) => set({ reference: event.target.value })}
      />
      {byOffice ? <DraftAgency draft={draft} set={set} /> : null}
      {onlyWords ? null : <DraftDays draft={draft} onChange={onChange} />}
      <DraftKind draft={draft} usualWidth={usualWidth} onlyWords={onlyWords} set={set} />
      <Suspense fallback={null}>
        <ContractorChoice value={draft.contractorId} onChange={(contractorId) => set({ contractorId })} />
      </Suspense>
    </form>
  )
}

/** For whom the office records. */
function DraftAgency({ draft, set }: { draft: Draft; set: (change: Partial<Draft>) => void }) {
  const { say, name } = useSpeech()
  const { agencies } = useAgencies()
  return (
    <Select
      label={say('draw.forAgency')}
      value={draft.agencyId ?? ''}
      onChange={(agencyId) => set({ agencyId: agencyId || null })}
      options={[
        { value: '', label: say('draw.chooseAgency') },
        ...agencies.map((agency) => ({ value: agency.id, label: name(agency.name) })),
      ]}
    />
  )
}

/** Both days, how many they are, or what is wrong with them. */
function DraftDays({ draft, onChange }: Pick<DraftFormProps, 'draft' | 'onChange'>) {
  const { say } = useSpeech()
  const { period, noDays } = draft
  const [wrongDay] = noDaysOf(draft, say)
  const turned = period.end < period.start ? say('draw.endsFirst') : undefined
  const field = (end: 'start' | 'end') => ({
    label: say(`draw.${end}`),
    value: period[end],
    noDay: noDays[end],
    onNoDay: (text: string | undefined) => onChange({ ...draft, noDays: { ...noDays, [end]: text } }),
    onChange: (day: string) => onChange(withDay(draft, end, day)),
  })
  return (
    <>
      <div className="form-days">
        <DayField {...field('start')} />
        <DayField {...field('end')} error={turned} />
      </div>
      <p className="form-note">{wrongDay ?? turned ?? say('unit.days', { count: daysOf(period) })}</p>
    </>
  )
}
