import { Link, useLocation } from '@tanstack/react-router'
import { Suspense } from 'react'
import { roleMay } from '../server/access/rules.ts'
import { type Address, travelling, useAddress, useChangeAddress, views } from './address.ts'
import { useUser } from './agencies/queries.ts'
import { useLeavings } from './agencies/use-turn.ts'
import { useSpeech } from './i18n/language.tsx'
import { isWhole, viewOf } from './pages.ts'
import { Search } from './search/Search.tsx'
import { isBeneath } from './ui/beneath.ts'
import { Icon, type IconName } from './ui/Icon.tsx'
import { lazyPart } from './ui/lazy-part.tsx'
import { Segmented } from './ui/Segmented.tsx'

const Bell = lazyPart(() => import('./notifications/Bell.tsx'))

const icons: Record<(typeof views)[number], IconName> = { map: 'map', list: 'list', split: 'split' }

/** Pages on the map that have no list beside it. */
const alone = ['/draw', '/imports', '/welcome', '/sign-in', '/reports/new', '/reports/follow', '/opportunities/new']

/** Search, Map | List | Split, the main deed of the page, and what one is told, above the map. */
export function TopBar() {
  const { say } = useSpeech()
  const { pathname } = useLocation()
  const view = viewOf(pathname, useAddress().view)
  const change = useChangeAddress()
  const user = useUser()
  const leavings = useLeavings()
  const switchable = !isWhole(pathname) && !alone.some((page) => isBeneath(pathname, page))
  const search = (before: Address) => travelling(before)
  return (
    <section className="top-bar" aria-label={say('view.bar')}>
      <Search key={leavings} />
      {switchable ? (
        <>
          <Segmented
            label={say('view.label')}
            value={view}
            onChange={(next) => change({ view: next })}
            options={views.map((each) => ({ value: each, label: say(`view.${each}`), icon: icons[each] }))}
          />
          {pathname.startsWith('/reports') ? (
            <Link to="/reports/new" search={search as never} className="button primary float">
              <Icon name="camera" />
              <span>{say('report.send')}</span>
            </Link>
          ) : user && !roleMay(user.role, 'works.write') ? null : (
            <Link to="/draw" search={search as never} className="button primary float">
              <Icon name="pen" />
              <span>{say('draw.title')}</span>
            </Link>
          )}
        </>
      ) : null}
      {user ? (
        <Suspense>
          <Bell />
        </Suspense>
      ) : null}
    </section>
  )
}
