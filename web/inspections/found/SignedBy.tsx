import type { Inspection } from '../../../server/inspections/contract.ts'
import { pad, strokePath } from '../../field/inspect/strokes.ts'
import { useSpeech } from '../../i18n/language.tsx'

/** The name that signs, and the strokes of a finger beside it where there are any. */
export function SignedBy({ inspection: { signature } }: { inspection: Inspection }) {
  const { say } = useSpeech()
  return (
    <section className="signed-by" aria-label={say('inspections.signature')}>
      <h2>{say('inspections.signature')}</h2>
      <p dir="auto">{signature.name}</p>
      {signature.strokes ? (
        <svg viewBox={`0 0 ${pad.width} ${pad.height}`} aria-hidden="true">
          {signature.strokes.map((stroke) => (
            <path key={stroke.join(',')} d={strokePath(stroke)} />
          ))}
        </svg>
      ) : null}
    </section>
  )
}
