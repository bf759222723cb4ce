import { Link, useLocation } from '@tanstack/react-router'
import { type Address, travelling, useAddress, useChangeAddress, views } from './address.ts'
import { useSpeech } from './i18n/language.tsx'
import { viewOf } from './pages.ts'
import { Search } from './search/Search.tsx'
import { isBeneath } from './ui/beneath.ts'
import { Icon, type IconName } from './ui/Icon.tsx'
import { Segmented } from './ui/Segmented.tsx'

const icons: Record<(typeof views)[number], IconName> = { map: 'map', list: 'list', split: 'split' }

/** Pages that have no list beside the map. */
const alone = [
  '/my-works',
  '/draw',
  '/imports',
  '/accounts',
  '/audit',
  '/welcome',
  '/p',
  '/sign-in',
  '/reports/new',
  '/reports/follow',
  '/opportunities/new',
]

/** Search, Map | List | Split, and the main deed of the page, above the map. */
export function TopBar() {
  const { say } = useSpeech()
  const { pathname } = useLocation()
  const view = viewOf(pathname, useAddress().view)
  const change = useChangeAddress()
  const switchable = !alone.some((page) => isBeneath(pathname, page))
  const search = (before: Address) => travelling(before)
  return (
    <section className="top-bar" aria-label={say('view.bar')}>
      <Search />
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
          ) : (
            <Link to="/draw" search={search as never} className="button primary float">
              <Icon name="pen" />
              <span>{say('draw.title')}</span>
            </Link>
          )}
        </>
      ) : null}
    </section>
  )
}
