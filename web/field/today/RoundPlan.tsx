import type { Position } from '../../../server/geo/contract.ts'
import type { Round } from '../../../server/inspections/visits/contract.ts'
import { number } from '../../i18n/format.ts'
import { useSpeech } from '../../i18n/language.tsx'
import { frameOf } from '../ground/frame.ts'
import { planSize } from '../ground/GroundPlan.tsx'

/** The round as a line with its calls numbered; the list beside it says the same. */
export function RoundPlan({ from, round }: { from: Position; round: Round }) {
  const { language, say } = useSpeech()
  const frame = frameOf([from, ...round.legs.flatMap(({ line }) => line.coordinates)], planSize)
  const path = (line: readonly Position[]) =>
    `M${line
      .map((place) =>
        frame
          .point(place)
          .map((value) => value.toFixed(1))
          .join(' '),
      )
      .join('L')}`
  const [x, y] = frame.point(from)
  return (
    <figure className="ground-plan">
      <svg viewBox={`0 0 ${planSize.width} ${planSize.height}`} role="img" aria-label={say('field.roundPlan')}>
        {round.legs.map(({ visitId, line, way }) => (
          <path key={visitId} className="plan-leg" data-way={way} d={path(line.coordinates)} />
        ))}
        <g className="plan-standing">
          <circle cx={x} cy={y} r="7" />
        </g>
        {round.legs.map(({ visitId, line }, at) => {
          const [left, top] = frame.point(line.coordinates.at(-1) as Position)
          return (
            <g key={visitId} className="plan-call">
              <circle cx={left} cy={top} r="11" />
              <text x={left} y={top + 4.5}>
                {number(at + 1, language)}
              </text>
            </g>
          )
        })}
      </svg>
    </figure>
  )
}
