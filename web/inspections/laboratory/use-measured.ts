import { type SampleKind, unitOf } from '../../../server/inspections/laboratory/rules.ts'
import { number } from '../../i18n/format.ts'
import { useSpeech } from '../../i18n/language.tsx'

/** Says a figure of a test with its unit. */
export function useMeasured(): (value: number, kind: SampleKind) => string {
  const { language, say } = useSpeech()
  return (value, kind) => say(`sample.unit.${unitOf(kind)}`, { value: number(value, language, 1) })
}
