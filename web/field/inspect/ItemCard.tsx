import { itemResults } from '../../../server/inspections/contract.ts'
import { number } from '../../i18n/format.ts'
import { useSpeech } from '../../i18n/language.tsx'
import { Icon, type IconName } from '../../ui/Icon.tsx'
import type { ItemDraft, Result } from './draft.ts'
import { FailureFields, type FailureFieldsProps } from './FailureFields.tsx'
import type { Lack } from './rules.ts'

interface ItemCardProps extends Omit<FailureFieldsProps, 'draft'> {
  /** Its place in the list, from 1. */
  place: number
  draft: ItemDraft | undefined
  lacking: readonly Lack[]
  onResult: (result: Result) => void
}

const icons: Record<Result, IconName> = { pass: 'check', fail: 'close', not_applicable: 'minus' }

/** One question of the checklist: three big buttons, and what a failure needs once it is one. */
export function ItemCard({ place, draft, lacking, onResult, ...failure }: ItemCardProps) {
  const { language, say, name } = useSpeech()
  const { code, text, severity } = failure.item
  const isWhole = lacking.length === 0
  return (
    <li id={`item-${code}`} className="item-card" data-result={draft?.result} data-whole={isWhole || undefined}>
      <h2 tabIndex={-1}>
        <span className="item-place">{number(place, language)}</span>
        <span>{name(text)}</span>
        {severity === 'high' ? (
          <span className="tag" data-tone="blocking">
            <Icon name="warning" size={14} /> {say('inspection.severity.high')}
          </span>
        ) : null}
      </h2>
      <fieldset className="big-choice" aria-label={name(text)}>
        {itemResults.map((result) => (
          <button
            key={result}
            type="button"
            data-result={result}
            aria-pressed={draft?.result === result}
            onClick={() => onResult(result)}
          >
            <Icon name={icons[result]} size={22} />
            <span>{say(`inspection.result.${result}`)}</span>
          </button>
        ))}
      </fieldset>
      {draft?.result === 'fail' ? <FailureFields draft={draft} {...failure} /> : null}
      {draft && !isWhole ? (
        <p className="lacking">{lacking.map((lack) => say(`inspect.lack.${lack}`)).join(say('list.joint'))}</p>
      ) : null}
    </li>
  )
}
