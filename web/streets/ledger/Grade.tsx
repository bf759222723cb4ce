import type { Condition } from '../../../server/inspections/ledger/contract.ts'
import { number } from '../../i18n/format.ts'
import { useSpeech } from '../../i18n/language.tsx'

/** A grade by its letter, its colour and its word, with its points. */
export function Grade({ condition: { grade, points } }: { condition: Condition }) {
  const { language, say } = useSpeech()
  return (
    <span className="grade-told">
      <b className="grade" data-grade={grade} aria-hidden="true">
        {say(`ledger.letter.${grade}`)}
      </b>
      {say('ledger.gradeSaid', { label: say(`ledger.grade.${grade}`), value: number(points, language) })}
    </span>
  )
}
