import { useId, useState } from 'react'
import { latinDigits, number } from '../../i18n/format.ts'
import { useSpeech } from '../../i18n/language.tsx'
import { Icon } from '../../ui/Icon.tsx'
import type { MeasuredLine } from '../ground/along.ts'
import { GroundPlan, type GroundWorks } from '../ground/GroundPlan.tsx'
import type { Spot, Standing } from './draft.ts'

interface StretchFieldProps {
  works: GroundWorks
  line: MeasuredLine
  standing: Standing | null
  spot: Spot | null
  onSpot: (spot: Spot | null) => void
}

type End = 'from' | 'to'
type Typed = Record<End, string>

const metresOf = (text: string): number | null => {
  const value = Number(latinDigits(text).replace(',', '.'))
  return text.trim() === '' || !Number.isFinite(value) || value < 0 ? null : value
}

/** From one metre of the works to another: touched on the plan one after the other, measured from where one stands, or typed. */
export function StretchField({ works, line, standing, spot, onSpot }: StretchFieldProps) {
  const { language, say } = useSpeech()
  const kept = spot?.kind === 'stretch' ? spot : null
  const [typed, setTyped] = useState<Typed>({ from: kept ? `${kept.from}` : '', to: kept ? `${kept.to}` : '' })
  const [end, setEnd] = useState<End>('from')
  const set = (which: End, text: string) => {
    const next = { ...typed, [which]: text }
    setTyped(next)
    const [from, to] = [metresOf(next.from), metresOf(next.to)]
    const isStretch = from !== null && to !== null && from !== to && Math.max(from, to) <= line.lengthMetres
    onSpot(isStretch ? { kind: 'stretch', from, to, place: line.stretch(from, to) } : null)
  }
  const touched = (metres: number) => {
    set(end, metres.toFixed(1))
    setEnd(end === 'from' ? 'to' : 'from')
  }
  const single = (['from', 'to'] as const).map((which) => metresOf(typed[which])).find((metres) => metres !== null)
  const shown = kept?.place ?? (single == null ? null : { type: 'Point' as const, coordinates: line.placeAt(single) })
  return (
    <>
      <p className="form-note">{say(`inspect.touch.${end}`)}</p>
      <GroundPlan
        works={works}
        standing={standing}
        spot={shown}
        label={say('inspect.plan')}
        onPlace={(place) => touched(line.metresAt(place))}
      />
      <div className="stretch-ends">
        {(['from', 'to'] as const).map((which) => (
          <MetreField
            key={which}
            label={say(`inspect.metre.${which}`)}
            value={typed[which]}
            onChange={(text) => set(which, text)}
            onHere={standing ? () => set(which, line.metresAt(standing.place).toFixed(1)) : null}
          />
        ))}
      </div>
      <p className="chosen-spot" role="status">
        {kept ? <Icon name="check" size={16} /> : null}
        {kept
          ? say('inspect.stretchLong', { metres: number(Math.abs(kept.to - kept.from), language, 1) })
          : say('inspect.lineLong', { metres: number(line.lengthMetres, language) })}
      </p>
    </>
  )
}

interface MetreFieldProps {
  label: string
  value: string
  onChange: (text: string) => void
  onHere: (() => void) | null
}

function MetreField({ label, value, onChange, onHere }: MetreFieldProps) {
  const { say } = useSpeech()
  const id = useId()
  return (
    <div className="metre-field">
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        inputMode="decimal"
        dir="ltr"
        maxLength={8}
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
      {onHere ? (
        <button type="button" className="button" onClick={onHere}>
          <Icon name="pin" />
          {say('inspect.whereIStand')}
        </button>
      ) : null}
    </div>
  )
}
