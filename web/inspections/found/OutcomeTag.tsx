import type { InspectionOutcome } from '../../../server/inspections/contract.ts'
import { useSpeech } from '../../i18n/language.tsx'
import { Icon, type IconName } from '../../ui/Icon.tsx'

const marks: Record<InspectionOutcome, { tone: string; icon: IconName }> = {
  passed: { tone: 'good', icon: 'check' },
  failed_low: { tone: 'warning', icon: 'warning' },
  failed_high: { tone: 'blocking', icon: 'warning' },
  unable: { tone: 'plain', icon: 'minus' },
}

/** What came of an inspection: by word, sign and colour. */
export function OutcomeTag({ outcome }: { outcome: InspectionOutcome }) {
  const { say } = useSpeech()
  const { tone, icon } = marks[outcome]
  return (
    <span className={tone === 'good' ? 'tag green outcome-tag' : 'tag outcome-tag'} data-tone={tone}>
      <Icon name={icon} size={14} />
      {say(`inspect.outcome.${outcome}`)}
    </span>
  )
}
