import { useQuery } from '@tanstack/react-query'
import { useId } from 'react'
import { categories, methods, trafficImpacts, utilities } from '../../../server/works/contract.ts'
import { readyQuery } from '../../agencies/queries.ts'
import { number } from '../../i18n/format.ts'
import { useSpeech } from '../../i18n/language.tsx'
import { Select } from '../../ui/Select.tsx'
import { type Draft, inCategory, isNoDepth, isNoWidth } from './draft.ts'
import type { UsualWidth } from './use-usual-width.ts'

interface WidthProps {
  draft: Draft
  usualWidth: UsualWidth | undefined
  set: (change: Partial<Draft>) => void
}

interface DraftKindProps extends WidthProps {
  /** What it is dug for and how it hinders traffic stay. */
  onlyWords: boolean
}

/** What is dug for, how, and how wide: the width follows the kind until one is typed. */
export function DraftKind({ draft, usualWidth, onlyWords, set }: DraftKindProps) {
  const { say } = useSpeech()
  const today = useQuery(readyQuery).data?.today
  return (
    <div className="form-grid">
      {onlyWords ? null : (
        <>
          <Select
            label={say('draw.category')}
            value={draft.category}
            onChange={(category) => set(today ? inCategory(draft, category, today) : { category })}
            options={categories.map((value) => ({ value, label: say(`category.${value}`) }))}
          />
          <Select
            label={say('draw.utility')}
            value={draft.utility}
            onChange={(utility) => set({ utility })}
            options={utilities.map((value) => ({ value, label: say(`utility.${value}`) }))}
          />
        </>
      )}
      <Select
        label={say('draw.method')}
        value={draft.method}
        onChange={(method) => set({ method })}
        options={methods.map((value) => ({ value, label: say(`method.${value}`) }))}
      />
      {onlyWords ? null : (
        <Select
          label={say('draw.impact')}
          value={draft.trafficImpact}
          onChange={(trafficImpact) => set({ trafficImpact })}
          options={trafficImpacts.map((value) => ({ value, label: say(`impact.${value}`) }))}
        />
      )}
      <TrenchWidth draft={draft} usualWidth={usualWidth} set={set} />
      <TrenchDepth draft={draft} set={set} />
    </div>
  )
}

/** As typed; until then what is usual, and where that comes from. */
function TrenchWidth({ draft, usualWidth, set }: WidthProps) {
  const { language, say } = useSpeech()
  const id = useId()
  const isTyped = draft.trenchWidth.trim() !== ''
  const usual = usualWidth && number(usualWidth.metres, language, 2)
  return (
    <div className="trench-width">
      <label htmlFor={id}>{say('draw.trenchWidth')}</label>
      <input
        id={id}
        inputMode="decimal"
        value={draft.trenchWidth}
        maxLength={6}
        placeholder={usual}
        aria-invalid={isNoWidth(draft)}
        aria-describedby={`${id}-usual`}
        onChange={(event) => set({ trenchWidth: event.target.value })}
      />
      <small id={`${id}-usual`} className="form-note">
        {isNoWidth(draft) ? say('draw.noWidth') : null}
        {usualWidth && usual && !isTyped
          ? say('draw.usualWidth', {
              value: usual,
              utility: say(`utility.${draft.utility}`),
              method: say(`method.${draft.method}`),
              pack: usualWidth.pack,
            })
          : null}
      </small>
    </div>
  )
}

/** As typed: an application for an emergency is not complete without it. */
function TrenchDepth({ draft, set }: Omit<WidthProps, 'usualWidth'>) {
  const { say } = useSpeech()
  const id = useId()
  return (
    <div className="trench-depth">
      <label htmlFor={id}>{say('draw.trenchDepth')}</label>
      <input
        id={id}
        inputMode="decimal"
        value={draft.trenchDepth}
        maxLength={6}
        aria-invalid={isNoDepth(draft)}
        aria-describedby={`${id}-note`}
        onChange={(event) => set({ trenchDepth: event.target.value })}
      />
      <small id={`${id}-note`} className="form-note">
        {isNoDepth(draft) ? say('draw.noDepth') : null}
      </small>
    </div>
  )
}
