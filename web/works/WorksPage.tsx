import { Suspense } from 'react'
import { useAddress, useChangeAddress, type View } from '../address.ts'
import { withPlanning } from '../i18n/rooms.ts'
import { lazyPart } from '../ui/lazy-part.tsx'
import { Loading } from '../ui/States.tsx'
import { chosenOf } from './together/rules.ts'
import { WorksDrawer } from './WorksDrawer.tsx'
import { WorksList } from './WorksList.tsx'

const TogetherDrawer = lazyPart(withPlanning(() => import('./together/TogetherDrawer.tsx')))

/** Works on the map, in the list, or both; one of them in the drawer, or some side by side. */
export function WorksPage({ usual }: { usual: View }) {
  const address = useAddress()
  const { view = usual } = address
  const change = useChangeAddress()
  const chosen = chosenOf(address)
  const [sel] = chosen
  const close = () => change({ sel: undefined })
  return (
    <>
      {chosen.length > 1 ? (
        <Suspense fallback={<Loading />}>
          <TogetherDrawer chosen={chosen} />
        </Suspense>
      ) : sel ? (
        <WorksDrawer key={sel} id={sel} onClose={close} />
      ) : null}
      {view === 'map' ? null : <WorksList beneath={view === 'split' && Boolean(sel)} />}
    </>
  )
}
