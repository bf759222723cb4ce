import type { ReactNode } from 'react'
import type { MeetingItem, MeetingPack, MeetingPoint } from '../../server/meeting/contract.ts'
import { fullDay, number } from '../i18n/format.ts'
import { useSpeech } from '../i18n/language.tsx'
import { useMoment } from '../time/use-moment.ts'
import { MeetingItemRow } from './MeetingItemRow.tsx'

interface MeetingAgendaProps {
  pack: MeetingPack
  /** Of what was asked before. */
  isOld: boolean
  /** When it was read: a moment, in milliseconds. */
  readAt: number
  onReadAnew: () => void
}

/** The agenda, each point counted; its items open below it, with the numbers that paper and files have. */
export function MeetingAgenda({ pack, isOld, readAt, onReadAnew }: MeetingAgendaProps) {
  const { language, say, name } = useSpeech()
  const moment = useMoment()
  const where = pack.area.name ? name(pack.area.name) : say('meeting.drawn')
  const days = { start: fullDay(pack.period.start, language), end: fullDay(pack.period.end, language) }
  return (
    <div className="meeting-agenda rows" aria-busy={isOld} data-testid="meeting-agenda">
      <p className="form-note">
        {say('meeting.about', { where, ...days })}{' '}
        {pack.preparedFor ? say('meeting.as', { who: name(pack.preparedFor) }) : null}
      </p>
      {isOld ? null : (
        <p className="form-note">
          {say('meeting.readAt', { at: moment(new Date(readAt).toISOString()) })}{' '}
          <button type="button" className="link" onClick={onReadAnew}>
            {say('meeting.readAnew')}
          </button>
        </p>
      )}
      <AgendaPoints points={pack.points} currency={pack.currency} />
    </div>
  )
}

interface AgendaPointsProps {
  points: readonly MeetingPoint[]
  currency: string
  /** What stands beneath an item. */
  under?: (item: MeetingItem) => ReactNode
}

export function AgendaPoints({ points, ...rest }: AgendaPointsProps) {
  return points.map((point) => <AgendaPoint key={point.point} point={point} {...rest} />)
}

function AgendaPoint({
  point: { point, title, total, note, groups },
  currency,
  under,
}: Omit<AgendaPointsProps, 'points'> & { point: MeetingPoint }) {
  const { language, say } = useSpeech()
  const numbers = groups.flatMap(({ items }) => items.map((item) => item.number))
  const [first, last] = [numbers[0], numbers.at(-1)]
  return (
    <details className="meeting-point" data-point={point} open={total > 0 && point !== 'works'}>
      <summary>
        <h2>{title}</h2>
        {first !== undefined && last !== undefined ? (
          <span className="meeting-range">
            {say('meeting.items', { first: number(first, language), last: number(last, language) })}
          </span>
        ) : null}
        <b className="meeting-count">{number(total, language)}</b>
      </summary>
      {note ? <p className="form-note">{note}</p> : null}
      {groups.map(({ name: group, note: words, items }) => (
        <section key={group ?? point} aria-label={group ?? title}>
          {group ? <h3>{group}</h3> : null}
          {words ? <p className="form-note">{words}</p> : null}
          <ol className="meeting-items">
            {items.map((item) => (
              <MeetingItemRow key={item.number} item={item} currency={currency}>
                {under?.(item)}
              </MeetingItemRow>
            ))}
          </ol>
        </section>
      ))}
    </details>
  )
}
