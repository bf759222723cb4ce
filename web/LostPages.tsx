import { useNavigate } from '@tanstack/react-router'
import { type Address, travelling } from './address.ts'
import { useSpeech } from './i18n/language.tsx'
import { Drawer } from './ui/Drawer.tsx'
import { Empty } from './ui/States.tsx'

/** An address that leads nowhere: the map stands beside the words. */
export function NotFoundPage() {
  const { say } = useSpeech()
  const navigate = useNavigate()
  const home = () => {
    const search = (before: Address) => travelling(before)
    void navigate({ to: '/', search: search as never })
  }
  return (
    <Drawer title={say('lost.notFound')} onClose={home}>
      <Empty icon="map" title={say('lost.notFoundDetail')}>
        <button type="button" className="button primary" onClick={home}>
          {say('lost.home')}
        </button>
      </Empty>
    </Drawer>
  )
}

/** A page that broke: what was saved is saved; the way back is a reload. */
export function BrokenPage() {
  const { say } = useSpeech()
  return (
    <Empty icon="warning" title={say('lost.broken')}>
      <p>{say('lost.brokenDetail')}</p>
      <button type="button" className="button primary" onClick={() => window.location.assign('/')}>
        {say('lost.home')}
      </button>
    </Empty>
  )
}
