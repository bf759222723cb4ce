import { type FormEvent, useState } from 'react'
import { constraintKinds, type ListedConstraint, severities } from '../../server/coordination/contract.ts'
import { HistoryOf } from '../audit/HistoryOf.tsx'
import { useSpeech } from '../i18n/language.tsx'
import { hasMovedOn } from '../permits/use-deed.ts'
import { lossOfDrawing } from '../sketch/loss-words.ts'
import { DayField } from '../time/DayField.tsx'
import { Drawer } from '../ui/Drawer.tsx'
import { Select } from '../ui/Select.tsx'
import { Failure } from '../ui/States.tsx'
import { TextArea } from '../ui/TextArea.tsx'
import { TextField } from '../ui/TextField.tsx'
import { useLossQuestion } from '../ui/use-loss-question.tsx'
import { type ConstraintDraft, constraintDraftOf, constraintOf } from './draft.ts'
import { GroundPen, GroundWays, useGround } from './Ground.tsx'
import { useRemoveRestriction, useSaveRestriction } from './queries.ts'
import { MovedOn, RestrictionDeeds } from './RestrictionDeeds.tsx'

interface ConstraintDrawerProps {
  /** Null for a new one. */
  area: ListedConstraint | null
  today: string
  onClose: () => void
}

const path = '/api/constraint-areas'

/** The office records or changes ground on which works are unwelcome. */
export function ConstraintDrawer({ area, today, onClose }: ConstraintDrawerProps) {
  const { say, name } = useSpeech()
  // what is written against: a newer version that arrives meanwhile must not be overwritten unseen
  const [seen] = useState(area)
  const [first] = useState(() => constraintDraftOf(seen, today))
  const [draft, setDraft] = useState(first)
  const ground = useGround(seen?.area ?? null)
  const isChanged = JSON.stringify(draft) !== JSON.stringify(first) || ground.sketching.sketch.past.length > 0
  const { beforeClearing, stored, question } = useLossQuestion(isChanged, lossOfDrawing(say))
  const done = () => {
    stored()
    onClose()
  }
  const save = useSaveRestriction(path, seen, done)
  const remove = useRemoveRestriction(path, done)
  const given = constraintOf(draft, ground.area)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (given) save.mutate(given)
  }
  const isRunning = seen?.period && seen.period.start <= today && seen.period.end > today
  // as it stands: what is being written meanwhile is not part of it
  const ended = seen && constraintOf({ ...first, always: false, end: today }, seen.area)
  const end = () => ended && save.mutate(ended)
  return (
    <>
      <Drawer
        subject={seen?.id ?? 'new'}
        title={seen ? name(seen.name) : say('restrictions.newConstraint')}
        subtitle={say('restrictions.constraintHow')}
        onClose={() => beforeClearing(onClose)}
      >
        <form className="form" noValidate onSubmit={submit}>
          <ConstraintFields draft={draft} set={(more) => setDraft({ ...draft, ...more })} />
          <GroundWays ground={ground} before={seen?.area ?? null} />
          {save.isError ? hasMovedOn(save.error) ? <MovedOn /> : <Failure problem={save.error} /> : null}
          <button type="submit" className="button primary" disabled={!given || save.isPending}>
            {say('restrictions.save')}
          </button>
        </form>
        {seen ? (
          <>
            <RestrictionDeeds
              called={name(seen.name)}
              onEnd={isRunning ? () => beforeClearing(end) : null}
              onRemove={() => remove.mutate(seen)}
              isBusy={save.isPending || remove.isPending}
              problem={remove.error}
            />
            <HistoryOf id={seen.id} title={say('restrictions.history')} />
          </>
        ) : null}
      </Drawer>
      <GroundPen ground={ground} onEscape={() => beforeClearing(onClose)} />
      {question}
    </>
  )
}

interface FieldsProps {
  draft: ConstraintDraft
  set: (more: Partial<ConstraintDraft>) => void
}

function ConstraintFields({ draft, set }: FieldsProps) {
  const { say } = useSpeech()
  const isCentral = draft.kind === 'central_zone'
  const isTurned = !draft.always && draft.end < draft.start
  return (
    <>
      <div className="form-grid">
        <Select
          label={say('restrictions.kind')}
          value={draft.kind}
          onChange={(kind) => set({ kind })}
          options={constraintKinds.map((value) => ({ value, label: say(`constraint.${value}`) }))}
        />
        {isCentral ? null : (
          <Select
            label={say('restrictions.severity')}
            value={draft.severity}
            onChange={(severity) => set({ severity })}
            options={severities.map((value) => ({ value, label: say(`severity.${value}`) }))}
          />
        )}
      </div>
      {isCentral ? <p className="form-note">{say('restrictions.centralHow')}</p> : null}
      <TextField label={say('restrictions.nameAr')} dir="rtl" value={draft.ar} onChange={(ar) => set({ ar })} />
      <TextField label={say('restrictions.nameEn')} dir="ltr" value={draft.en} onChange={(en) => set({ en })} />
      <label className="check">
        <input type="checkbox" checked={draft.always} onChange={(event) => set({ always: event.target.checked })} />
        {say('restrictions.always')}
      </label>
      {draft.always ? null : (
        <div className="form-days">
          <DayField label={say('restrictions.first')} value={draft.start} onChange={(start) => set({ start })} />
          <DayField
            label={say('restrictions.last')}
            value={draft.end}
            error={isTurned ? say('draw.endsFirst') : undefined}
            onChange={(end) => set({ end })}
          />
        </div>
      )}
      <TextArea
        label={say('restrictions.note')}
        note={say('restrictions.noteHow')}
        longest={1000}
        value={draft.note}
        onChange={(note) => set({ note })}
      />
    </>
  )
}
