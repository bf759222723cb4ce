import type { PlannedAgency } from '../../server/analytics/contract.ts'
import { number } from '../i18n/format.ts'
import { useSpeech } from '../i18n/language.tsx'
import { Tiles } from '../ui/Tiles.tsx'

const metresOfKilometre = 1000

/** What the whole year comes to, of what is asked. */
export function PlanTotals({ items }: { items: readonly PlannedAgency[] }) {
  const { language, say } = useSpeech()
  const sum = (of: (each: PlannedAgency) => number) => items.reduce((all, each) => all + of(each), 0)
  const told = (value: number, decimals = 0) => number(value, language, decimals)
  return (
    <Tiles
      items={[
        { label: say('plan.works'), value: told(sum(({ works }) => works)) },
        { label: say('plan.kilometres'), value: told(sum(({ metres }) => metres) / metresOfKilometre, 1) },
        { label: say('plan.worksDays'), value: told(sum(({ worksDays }) => worksDays)) },
        { label: say('plan.blocking'), value: told(sum(({ blocking }) => blocking)) },
        { label: say('plan.chances'), value: told(sum(({ chances }) => chances)) },
      ]}
    />
  )
}
