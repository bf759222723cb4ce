import { useUser } from '../agencies/queries.ts'
import { useSpeech } from '../i18n/language.tsx'
import { Settings } from '../settings/Settings.tsx'
import { Rail } from '../ui/Rail.tsx'

/** The rooms that everybody may enter. */
export function CitizenRail() {
  const { say, name } = useSpeech()
  const user = useUser()
  return (
    <Rail
      items={[
        { to: '/', label: say('nav.map'), icon: 'map', exact: true },
        { to: '/reports', label: say('nav.reports'), icon: 'camera' },
        { to: '/opportunities', label: say('nav.opportunities'), icon: 'site' },
      ]}
      end={[{ to: '/sign-in', label: user ? name(user.name) : say('session.signIn'), icon: 'person' }]}
    >
      <Settings />
    </Rail>
  )
}
