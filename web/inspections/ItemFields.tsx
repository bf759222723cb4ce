import { useState } from 'react'
import { type ChecklistItem, itemSeverities, measures } from '../../server/inspections/checklists/contract.ts'
import { useSpeech } from '../i18n/language.tsx'
import { Icon } from '../ui/Icon.tsx'
import { Segmented } from '../ui/Segmented.tsx'
import { Select } from '../ui/Select.tsx'
import { TextField } from '../ui/TextField.tsx'
import { blankReason, replaced } from './edit.ts'

type Reason = ChecklistItem['reasons'][number]
const unmeasured = 'none'

interface ItemFieldsProps {
  item: ChecklistItem
  isFirst: boolean
  isLast: boolean
  /** Something of it is not written yet. */
  isLacking: boolean
  /** Null takes it out of the list. */
  onChange: (item: ChecklistItem | null) => void
  onMove: (by: -1 | 1) => void
}

/** One item with its reasons, folded while nobody is at it. */
export function ItemFields({ item, isFirst, isLast, isLacking, onChange, onMove }: ItemFieldsProps) {
  const { say, name } = useSpeech()
  const { severity, reasons, measure } = item
  // a new one is to be filled in; from then on whoever is at it opens and folds it
  const [beginsOpen] = useState(item.text.ar === '')
  const setReason = (at: number, reason: Reason | null) => onChange({ ...item, reasons: replaced(reasons, at, reason) })
  const setMeasure = (next: string) => {
    const { measure: _before, ...bare } = item
    const chosen = measures.find((each) => each === next)
    onChange(chosen ? { ...bare, measure: chosen } : bare)
  }
  const options = [unmeasured, ...measures] as const
  return (
    <details className="item-fields" open={beginsOpen}>
      <summary>
        <strong>{name(item.text) || say('checklist.unnamed')}</strong>
        <small>{say(`checklist.severity.${severity}`)}</small>
        {isLacking ? <small className="missing">{say('checklist.itemLacking')}</small> : null}
      </summary>
      <Coded value={item} onChange={(coded) => onChange({ ...item, ...coded })} />
      <Segmented
        label={say('checklist.severity')}
        value={severity}
        options={itemSeverities.map((value) => ({ value, label: say(`checklist.severity.${value}`) }))}
        onChange={(next) => onChange({ ...item, severity: next })}
      />
      <p className="form-note">{say('checklist.severity.note')}</p>
      <Select
        label={say('checklist.measure')}
        value={measure ?? unmeasured}
        options={options.map((value) => ({ value, label: say(`checklist.measure.${value}`) }))}
        onChange={setMeasure}
      />
      <h2>{say('checklist.reasons')}</h2>
      {reasons.map((reason, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a reason is its place until it is written
        <fieldset key={at} className="reason-fields">
          <Coded value={reason} onChange={(coded) => setReason(at, { ...reason, ...coded })} />
          {reasons.length > 1 ? (
            <button type="button" className="link" onClick={() => setReason(at, null)}>
              {say('checklist.removeReason')}
              <span className="visually-hidden">{name(reason.text)}</span>
            </button>
          ) : null}
        </fieldset>
      ))}
      <div className="buttons">
        <button
          type="button"
          className="button"
          onClick={() => onChange({ ...item, reasons: [...reasons, blankReason] })}
        >
          <Icon name="plus" />
          {say('checklist.addReason')}
        </button>
        <button type="button" className="button" disabled={isFirst} onClick={() => onMove(-1)}>
          <Icon name="up" />
          {say('checklist.up')}
        </button>
        <button type="button" className="button" disabled={isLast} onClick={() => onMove(1)}>
          <Icon name="down" />
          {say('checklist.down')}
        </button>
        <button type="button" className="button" onClick={() => onChange(null)}>
          <Icon name="trash" />
          {say('checklist.removeItem')}
        </button>
      </div>
    </details>
  )
}

/** What is said in both languages and named by a code. */
function Coded({
  value,
  onChange,
}: {
  value: Pick<Reason, 'code' | 'text'>
  onChange: (value: Pick<Reason, 'code' | 'text'>) => void
}) {
  const { say } = useSpeech()
  const { code, text } = value
  return (
    <>
      <TextField
        label={say('checklist.inArabic')}
        dir="rtl"
        lang="ar"
        value={text.ar}
        onChange={(ar) => onChange({ code, text: { ...text, ar } })}
      />
      <TextField
        label={say('checklist.inEnglish')}
        dir="ltr"
        lang="en"
        value={text.en}
        onChange={(en) => onChange({ code, text: { ...text, en } })}
      />
      <TextField
        label={say('checklist.code')}
        note={say('checklist.codeNote')}
        dir="ltr"
        longest={40}
        value={code}
        onChange={(next) => onChange({ code: next, text })}
      />
    </>
  )
}
