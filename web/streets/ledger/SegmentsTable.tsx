import type { Condition, Segment, StreetPavement } from '../../../server/inspections/ledger/contract.ts'
import { fullDay, number } from '../../i18n/format.ts'
import { useSpeech } from '../../i18n/language.tsx'
import { Grade } from './Grade.tsx'

/** Each segment with its condition by its parts, and the formula that they go by. */
export function SegmentsTable({ pavement: { segments, rule } }: { pavement: StreetPavement }) {
  const { language, say } = useSpeech()
  const figure = (value: number) => number(value, language, 1)
  const { minus, grades, windowYears } = rule
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls can be scrolled by keys
    <section className="ledger-table" tabIndex={0} aria-label={say('ledger.segments')}>
      <h2>{say('ledger.segments')}</h2>
      <table className="plan-table" data-testid="segments">
        <caption className="visually-hidden">{say('ledger.segments')}</caption>
        <thead>
          <tr>
            <th scope="col">{say('ledger.segment')}</th>
            <th scope="col">{say('ledger.metres')}</th>
            <th scope="col">{say('ledger.grade')}</th>
            <th scope="col">{say('ledger.part.share')}</th>
            <th scope="col">{say('ledger.part.cuts')}</th>
            <th scope="col">{say('ledger.part.age')}</th>
            <th scope="col">{say('ledger.surfaced')}</th>
            <th scope="col">{say('ledger.guarantee')}</th>
          </tr>
        </thead>
        <tbody>
          {segments.map((segment) => (
            <SegmentRow key={segment.place} segment={segment} />
          ))}
        </tbody>
      </table>
      <p className="form-note">
        {say('ledger.formula', {
          share: figure(minus.perSharePercent),
          cuts: figure(minus.perCut),
          age: figure(minus.perYear),
          years: windowYears,
          a: figure(grades.a),
          b: figure(grades.b),
          c: figure(grades.c),
        })}
      </p>
    </section>
  )
}

function SegmentRow({ segment }: { segment: Segment }) {
  const { language, say, name } = useSpeech()
  const end = (names: Segment['from']) => (names ? name(names) : say('ledger.streetEnd'))
  return (
    <tr>
      <th scope="row">{say('ledger.segmentEnds', { first: end(segment.from), street: end(segment.to) })}</th>
      <td>
        {say('ledger.span', { first: number(segment.fromMetres, language), value: number(segment.toMetres, language) })}
      </td>
      <td>
        <Grade condition={segment.condition} />
      </td>
      {segment.condition.parts.map((part) => (
        <PartCell key={part.part} part={part} />
      ))}
      <td>{segment.surfacedOn ? fullDay(segment.surfacedOn, language) : say('ledger.unknown')}</td>
      <td>{segment.guaranteeUntil ? fullDay(segment.guaranteeUntil, language) : '—'}</td>
    </tr>
  )
}

function PartCell({ part: { value, minus } }: { part: Condition['parts'][number] }) {
  const { language, say } = useSpeech()
  if (value === null) return <td>{say('ledger.unknown')}</td>
  const told = { value: number(value, language, 1), least: number(minus, language, 1) }
  return (
    <td>
      <bdi dir="ltr">{minus > 0 ? say('ledger.partSaid', told) : told.value}</bdi>
    </td>
  )
}
