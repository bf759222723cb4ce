import type { Period } from '../../server/time/contract.ts'
import { useAgencies } from '../agencies/queries.ts'
import { fullDay, shortDay } from '../i18n/format.ts'
import { useSpeech } from '../i18n/language.tsx'
import { useSeenColour } from '../map/use-palette.ts'
import { axisOf, cutOf, placeOn, touches } from './axis.ts'
import type { Meeting } from './meeting.ts'

export interface Bar {
  label: string
  period: Period
  agencyId: string | null
}

const mostRows = 6

interface Met extends Bar {
  key: string
  shared: Period[]
}

/** Those it meets, each once, however much is found about them. */
function met(meetings: readonly Meeting[]): Met[] {
  const bars = new Map<string, Met>()
  for (const { otherPeriod, otherWorksId, otherTitle, otherAgencyId, sharedPeriod } of meetings) {
    const { start, end } = otherPeriod ?? {}
    if (!start || !end) continue
    const key = `${otherWorksId ?? otherTitle} ${start} ${end}`
    const bar = bars.get(key) ?? {
      key,
      label: otherTitle,
      period: { start, end },
      agencyId: otherAgencyId,
      shared: [],
    }
    if (sharedPeriod) bar.shared.push(sharedPeriod)
    bars.set(key, bar)
  }
  return [...bars.values()]
}

/** A works and those it meets on one axis; shared days are hatched across. */
export function MiniGantt({ own, meetings }: { own: Bar; meetings: readonly Meeting[] }) {
  const { say } = useSpeech()
  const others = met(meetings)
  const axis = axisOf(
    own.period,
    others.map(({ period }) => period),
  )
  // Two findings may share the same days: they are hatched once.
  const shared = new Map(
    others.flatMap(({ shared: all }) => all.map((days): [string, Period] => [days.start + days.end, days])),
  )
  const rows = [
    { ...own, key: 'own', shared: [...shared.values()] },
    ...others.filter(({ period }) => touches(axis, period)).slice(0, mostRows),
  ]
  return <BarsOnAxis label={say('gantt.label')} axis={axis} rows={rows} />
}

/** Periods of works on one axis, with the days that each shares hatched across. */
export function BarsOnAxis({ label, axis, rows }: { label: string; axis: Period; rows: readonly Met[] }) {
  const { language } = useSpeech()
  return (
    <figure className="gantt" aria-label={label}>
      <div className="gantt-rows">
        {rows.map((row) => (
          <BarRow key={row.key} axis={axis} row={row} />
        ))}
      </div>
      <figcaption>
        <span>{shortDay(axis.start, language)}</span>
        <span>{shortDay(axis.end, language)}</span>
      </figcaption>
    </figure>
  )
}

function BarRow({ axis, row }: { axis: Period; row: Met }) {
  const { language } = useSpeech()
  const { byId } = useAgencies()
  const seen = useSeenColour()
  return (
    <div className="gantt-row">
      <span className="gantt-label" dir="auto" title={row.label}>
        {row.label}
      </span>
      <div className="gantt-track">
        {row.shared
          .filter((period) => touches(axis, period))
          .map((period) => (
            <i key={period.start + period.end} className="gantt-shared" style={placeOn(axis, period)} />
          ))}
        <i
          className="gantt-bar"
          data-cut={cutOf(axis, row.period)}
          title={`${fullDay(row.period.start, language)} – ${fullDay(row.period.end, language)}`}
          style={{
            ...placeOn(axis, row.period),
            background: seen(byId.get(row.agencyId ?? '')?.colour ?? 'var(--ink-3)'),
          }}
        />
      </div>
    </div>
  )
}
