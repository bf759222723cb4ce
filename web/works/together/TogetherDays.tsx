import type { Works } from '../../../server/works/contract.ts'
import { occupiedDays } from '../../../server/works/rules.ts'
import { axisOver } from '../../coordination/axis.ts'
import { BarsOnAxis } from '../../coordination/MiniGantt.tsx'
import { useSpeech } from '../../i18n/language.tsx'
import { sharedWith } from './shared-days.ts'

/** The days of each on one axis that shows all of them; hatched where another one of them digs as well. */
export function TogetherDays({ works }: { works: readonly Works[] }) {
  const { say } = useSpeech()
  // what is dug has other days than it planned, and the register goes by them
  const all = works.map((one) => ({ ...one, period: occupiedDays({ ...one, openUntil: null }) }))
  const periods = all.map(({ period }) => period)
  const rows = all.map(({ id, title, period, agencyId }, index) => ({
    ...{ key: id, label: title, period, agencyId },
    shared: sharedWith(periods, index),
  }))
  return <BarsOnAxis label={say('together.days')} axis={axisOver(periods)} rows={rows} />
}
