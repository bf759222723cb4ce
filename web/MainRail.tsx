import { useQuery } from '@tanstack/react-query'
import { roleMay } from '../server/access/rules.ts'
import { useUser } from './agencies/queries.ts'
import { number } from './i18n/format.ts'
import { useSpeech } from './i18n/language.tsx'
import { openCountQuery } from './permits/queries.ts'
import { Settings } from './settings/Settings.tsx'
import { Rail, type RailItem } from './ui/Rail.tsx'

/** The rooms, in the order of the features. */
export function MainRail() {
  const { language, say, name } = useSpeech()
  const user = useUser()
  const administration: RailItem[] = [
    { to: '/accounts', label: say('nav.accounts'), icon: 'people' },
    { to: '/audit', label: say('nav.audit'), icon: 'clock', minor: true },
  ]
  const myWorks: RailItem = { to: '/my-works', label: say('nav.myWorks'), icon: 'table' }
  const isAsked = user !== null && user.agencyId !== null && roleMay(user.role, 'consultations.answer')
  const open = useQuery({ ...openCountQuery, enabled: isAsked }).data ?? 0
  const consultations: RailItem = {
    to: '/consultations',
    label: say('nav.consultations'),
    icon: 'speech',
    waiting: open > 0 ? { shown: number(open, language), words: say('nav.waiting', { count: open }) } : undefined,
  }
  const reviews: RailItem = { to: '/reviews', label: say('nav.reviews'), icon: 'stamp' }
  return (
    <Rail
      items={[
        { to: '/', label: say('nav.map'), icon: 'map', exact: true },
        { to: '/works', label: say('nav.works'), icon: 'route' },
        ...(user && roleMay(user.role, 'works.read') ? [myWorks] : []),
        ...(isAsked ? [consultations] : []),
        ...(user && roleMay(user.role, 'works.decide') ? [reviews] : []),
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
