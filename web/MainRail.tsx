import { roleMay } from '../server/access/rules.ts'
import { useUser } from './agencies/queries.ts'
import { useSpeech } from './i18n/language.tsx'
import { Settings } from './settings/Settings.tsx'
import { Rail, type RailItem } from './ui/Rail.tsx'

/** The rooms, in the order of the features. */
export function MainRail() {
  const { say, name } = useSpeech()
  const user = useUser()
  const administration: RailItem[] = [
    { to: '/accounts', label: say('nav.accounts'), icon: 'people' },
    { to: '/audit', label: say('nav.audit'), icon: 'clock', minor: true },
  ]
  const myWorks: RailItem = { to: '/my-works', label: say('nav.myWorks'), icon: 'table' }
  return (
    <Rail
      items={[
        { to: '/', label: say('nav.map'), icon: 'map', exact: true },
        { to: '/works', label: say('nav.works'), icon: 'route' },
        ...(user && roleMay(user.role, 'works.read') ? [myWorks] : []),
        { to: '/conflicts', label: say('nav.conflicts'), icon: 'warning' },
        { to: '/draw', label: say('nav.draw'), icon: 'pen', minor: true },
        { to: '/reports', label: say('nav.reports'), icon: 'camera' },
        { to: '/opportunities', label: say('nav.opportunities'), icon: 'site' },
        { to: '/imports', label: say('nav.imports'), icon: 'upload', minor: true },
        ...(user?.role === 'admin' ? administration : []),
      ]}
      end={[{ to: '/sign-in', label: user ? name(user.name) : say('session.signIn'), icon: 'person' }]}
    >
      <Settings />
    </Rail>
  )
}
