import { useAddress, useChangeAddress, type View } from '../address.ts'
import { WorksDrawer } from './WorksDrawer.tsx'
import { WorksList } from './WorksList.tsx'

/** Works on the map, in the list, or both; one of them in the drawer. */
export function WorksPage({ usual }: { usual: View }) {
  const { sel, view = usual } = useAddress()
  const change = useChangeAddress()
  return (
    <>
      {sel ? <WorksDrawer key={sel} id={sel} onClose={() => change({ sel: undefined })} /> : null}
      {view === 'map' ? null : <WorksList beneath={view === 'split' && Boolean(sel)} />}
    </>
  )
}
