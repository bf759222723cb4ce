import type { Review } from '../../server/permits/queue/contract.ts'
import { useAgencies } from '../agencies/queries.ts'
import { useSpeech } from '../i18n/language.tsx'
import { useMoment } from '../time/use-moment.ts'
import { Icon } from '../ui/Icon.tsx'
import { StatusTag } from '../works/StatusTag.tsx'
import { ApplicationFacts } from './ApplicationFacts.tsx'
import { DueClock } from './DueClock.tsx'

interface ReviewRowProps {
  review: Review
  isSelected: boolean
  isPicked: boolean
  onPick: () => void
  onOpen: () => void
}

/**
 * One application: until when it is to be decided, whose and where, and what it still waits for. That it is ready is not said: what
 * restricts its ground is looked up when it is opened.
 */
export function ReviewRow({ review, isSelected, isPicked, onPick, onOpen }: ReviewRowProps) {
  const { say } = useSpeech()
  const moment = useMoment()
  const { works, kind, answersOpen, objections, blocking, unpaidSince } = review
  return (
    <li className="asked-row" data-review={works.id}>
      <label className="pick">
        <input
          type="checkbox"
          checked={isPicked}
          // what is proposed of a permit is decided on by itself
          disabled={kind !== 'application'}
          onChange={onPick}
          aria-label={say('many.pick', { title: works.title })}
        />
      </label>
      <button type="button" className="row" aria-current={isSelected || undefined} onClick={onOpen}>
        <span className="row-top">
          <DueClock dueAt={review.dueAt} />
          <StatusTag status={works.status} />
        </span>
        <ApplicationFacts works={works} />
        <span className="row-facts">
          {kind === 'application' ? null : (
            <span className="flag">
              <Icon name="clock" size={14} />
              {say(`reviews.kind.${kind}`)}
            </span>
          )}
          {review.neighbours.length > 0 ? <Neighbours neighbours={review.neighbours} /> : null}
          {blocking > 0 ? (
            <span className="flag blocking">
              <Icon name="warning" size={14} />
              {say('reviews.clashes', { count: blocking })}
            </span>
          ) : null}
          {objections > 0 ? (
            <span className="flag blocking">
              <Icon name="close" size={14} />
              {say('reviews.objections', { count: objections })}
            </span>
          ) : null}
          {answersOpen > 0 ? (
            <span className="flag warning">
              <Icon name="clock" size={14} />
              {say('reviews.answersOpen', { count: answersOpen })}
            </span>
          ) : null}
          {unpaidSince ? (
            <span className="flag">
              <Icon name="clock" size={14} />
              {say('reviews.unpaid')} <time dateTime={unpaidSince}>{moment(unpaidSince)}</time>
            </span>
          ) : null}
        </span>
      </button>
    </li>
  )
}

/** That it crosses a boundary, and what each further municipality says; the one with most of the ground decides. */
function Neighbours({ neighbours }: Pick<Review, 'neighbours'>) {
  const { say, name } = useSpeech()
  const { byId } = useAgencies()
  return (
    <span className="flag">
      <Icon name="split" size={14} />
      {neighbours
        .map(({ agencyId, answer, isDeemed }) => {
          const agency = byId.get(agencyId)
          const said = isDeemed ? say('consultation.deemed') : say(answer ? `answer.${answer}` : 'consultation.waiting')
          return `${agency ? name(agency.name) : ''}: ${said}`
        })
        .join(say('list.joint'))}
    </span>
  )
}
