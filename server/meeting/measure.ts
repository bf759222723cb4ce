import type { Measure } from '../cases/contract.ts'
import type { Language } from '../language/contract.ts'
import { conditionWords } from '../permits/paper/words.ts'
import { sayMeeting } from './messages.ts'
import { measureWords } from './words.ts'

type Numbers = ReadonlyMap<string, { number: string }>

/** What a measure does, works by works, in one line each. */
export function measureFacts(
  { kind, changes, lead, conditions }: Measure,
  works: Numbers,
  language: Language,
): string[] {
  const numberOf = (id: string) => works.get(id)?.number ?? '…'
  const moved = changes.flatMap(({ worksId, period, route }) => {
    const number = numberOf(worksId)
    if (period) return [sayMeeting('measure.moves', { number, ...period })(language)]
    return route ? [sayMeeting('measure.reroutes', { number })(language)] : []
  })
  const members = lead?.memberIds.map(numberOf).join(language === 'ar' ? '، ' : ', ') ?? ''
  const led = lead ? [sayMeeting('measure.led', { number: numberOf(lead.leadId), members })(language)] : []
  const on = conditions.map((one) => ('code' in one ? conditionWords[one.code][language] : one.text))
  return [sayMeeting('measure', { measure: measureWords[kind][language] })(language), ...led, ...moved, ...on]
}
