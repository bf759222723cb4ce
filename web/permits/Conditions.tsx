import type { Condition } from '../../server/permits/contract.ts'
import { useSpeech } from '../i18n/language.tsx'

/** What a permit was granted on, in the reader's language where it is from the library. */
export function Conditions({ conditions }: { conditions: readonly Condition[] }) {
  const { say } = useSpeech()
  if (conditions.length === 0) return <p className="form-note">{say('permit.noConditions')}</p>
  return (
    <ul className="conditions">
      {conditions.map((condition) =>
        'code' in condition ? (
          <li key={condition.code}>{say(`condition.${condition.code}`)}</li>
        ) : (
          <li key={condition.text}>
            <bdi>{condition.text}</bdi>
          </li>
        ),
      )}
    </ul>
  )
}
