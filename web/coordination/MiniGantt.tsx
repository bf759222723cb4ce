import type { Period } from '../../server/time/contract.ts'
import { useAgencies } from '../agencies/queries.ts'
import { fullDay, shortDay } from '../i18n/format.ts'
import { useSpeech } from '../i18n/language.tsx'
import { useSeenColour } from '../map/use-palette.ts'
import { axisAround, placeOn } from './axis.ts'
import type { Meeting } from './meeting.ts'

interface Bar {
  label: string
  period: Period
  agencyId: string | null
}

const mostRows = 6

/** A works and those it meets on one axis; shared days are hatched across. */
export function MiniGantt({ own, meetings }: { own: Bar; meetings: readonly Meeting[] }) {
  const { language, say } = useSpeech()
  const { byId } = useAgencies()
  const seen = useSeenColour()
  const others = meetings.flatMap((meeting): (Bar & { shared: Period | null; key: string })[] => {
    const { start, end } = meeting.otherPeriod ?? {}
    if (!start || !end) return []
    return [
      {
        key: meeting.key,
        label: meeting.otherTitle,
        period: { start, end },
        agencyId: meeting.otherAgencyId,
        shared: meeting.sharedPeriod,
      },
    ]
  })
  const axis = axisAround(
    [own, ...others].map(({ period }) => period),
    own.period,
  )
  const inAxis = (period: Period) => period.end >= axis.start && period.start <= axis.end
  const rows = [
    { ...own, key: 'own', shared: null },
    ...others.filter(({ period }) => inAxis(period)).slice(0, mostRows),
  ]
  // Two findings may share the same days: they are hatched once.
  const shared = new Map(others.flatMap(({ shared: days }) => (days ? [[days.start + days.end, days]] : [])))
  return (
    <figure className="gantt" aria-label={say('gantt.label')}>
      <div className="gantt-rows">
        {rows.map((row) => (
          <div key={row.key} className="gantt-row">
            <span className="gantt-label" dir="auto" title={row.label}>
              {row.label}
            </span>
            <div className="gantt-track">
              {(row.shared ? [row.shared] : row.key === 'own' ? [...shared.values()] : [])
                .filter(inAxis)
                .map((period) => (
                  <i key={period.start + period.end} className="gantt-shared" style={placeOn(axis, period)} />
                ))}
              <i
                className="gantt-bar"
                title={`${fullDay(row.period.start, language)} – ${fullDay(row.period.end, language)}`}
                style={{
                  ...placeOn(axis, row.period),
                  background: seen(byId.get(row.agencyId ?? '')?.colour ?? 'var(--ink-3)'),
                }}
              />
            </div>
          </div>
        ))}
      </div>
      <figcaption>
        <span>{shortDay(axis.start, language)}</span>
        <span>{shortDay(axis.end, language)}</span>
      </figcaption>
    </figure>
  )
}
