import type { Review } from '../../server/permits/contract.ts'
import { useSpeech } from '../i18n/language.tsx'
import { Icon } from '../ui/Icon.tsx'
import { StatusTag } from '../works/StatusTag.tsx'
import { ApplicationFacts } from './ApplicationFacts.tsx'
import { DueClock } from './DueClock.tsx'

interface ReviewRowProps {
  review: Review
  isSelected: boolean
  onOpen: () => void
}

/** One application: until when it is to be decided, whose and where, and what it still waits for. */
export function ReviewRow({ review, isSelected, onOpen }: ReviewRowProps) {
  const { say } = useSpeech()
  const { works, answersOpen, objections, blocking } = review
  const isReady = answersOpen + objections + blocking === 0
  return (
    <li data-review={works.id}>
      <button type="button" className="row" aria-current={isSelected || undefined} onClick={onOpen}>
        <span className="row-top">
          <DueClock dueAt={review.dueAt} />
          <StatusTag status={works.status} />
        </span>
        <ApplicationFacts works={works} />
        <span className="row-facts">
          {blocking > 0 ? (
            <span className="flag blocking">
              <Icon name="warning" size={14} />
              {say('conflict.blockingCount', { count: blocking })}
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
          {isReady ? (
            <span className="flag chance">
              <Icon name="check" size={14} />
              {say('reviews.ready')}
            </span>
          ) : null}
        </span>
      </button>
    </li>
  )
}
