import './bell.css'
import { useQuery } from '@tanstack/react-query'
import { hrefOf, useFollow, useGoing } from '../going.tsx'
import { number } from '../i18n/format.ts'
import { useSpeech } from '../i18n/language.tsx'
import { isBeneath } from '../ui/beneath.ts'
import { Icon } from '../ui/Icon.tsx'
import { unreadQuery } from './queries.ts'

/** As the server counts: beyond, it is just many. */
const most = 100

/** The way to what one is told, with how much of it is unread. */
export default function Bell() {
  const { language, say } = useSpeech()
  const { pathname, address } = useGoing()
  const follow = useFollow()
  const unread = useQuery(unreadQuery).data ?? 0
  const shown = unread >= most ? `${number(most - 1, language)}+` : number(unread, language)
  return (
    <a
      href={hrefOf('/notifications', address)}
      onClick={follow}
      className="button bell"
      aria-current={isBeneath(pathname, '/notifications') ? 'page' : undefined}
      data-testid="bell"
    >
      <Icon name="bell" size={20} />
      <span className="visually-hidden">{say('nav.notices')}</span>
      {unread > 0 ? (
        <b className="bell-badge">
          <span aria-hidden="true">{shown}</span>
          <span className="visually-hidden">
            {say('list.joint')}
            {say('nav.unread', { count: unread })}
          </span>
        </b>
      ) : null}
    </a>
  )
}
