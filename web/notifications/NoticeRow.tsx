import type { Notice } from '../../server/notifications/contract.ts'
import { parseSearch } from '../address.ts'
import { hrefOf, useFollow, useGoing } from '../going.tsx'
import { useSpeech } from '../i18n/language.tsx'
import { useMoment } from '../time/use-moment.ts'
import { DaysInText } from '../ui/DaysInText.tsx'
import { Icon } from '../ui/Icon.tsx'

/** One notice: leads to what it is about, and is read by that. */
export function NoticeRow({ notice, onRead }: { notice: Notice; onRead: () => void }) {
  const { say } = useSpeech()
  const moment = useMoment()
  const { address } = useGoing()
  const follow = useFollow()
  const isUnread = notice.readAt === null
  const [path = '/', query = ''] = notice.path.split('?')
  return (
    <li className="notice-row" data-unread={isUnread || undefined} data-kind={notice.kind}>
      <a
        href={hrefOf(path, address, parseSearch(query))}
        onClick={(event) => {
          if (isUnread) onRead()
          follow(event)
        }}
      >
        <strong>
          {isUnread ? <span className="visually-hidden">{say('notice.unread')}: </span> : null}
          <bdi>
            <DaysInText text={notice.title} />
          </bdi>
        </strong>
        <span>
          <DaysInText text={notice.text} />
        </span>
        <time dateTime={notice.at}>{moment(notice.at)}</time>
      </a>
      {isUnread ? (
        <button
          type="button"
          className="quiet"
          onClick={onRead}
          aria-label={say('notice.read', { title: notice.title })}
        >
          <Icon name="check" size={18} />
        </button>
      ) : null}
    </li>
  )
}
