import { Suspense } from 'react'
import { roleMay } from '../../server/access/rules.ts'
import { listed, useAddress } from '../address.ts'
import { useUser } from '../agencies/queries.ts'
import { withLedger } from '../i18n/rooms.ts'
import { lazyPart } from '../ui/lazy-part.tsx'

const PavementLayer = lazyPart(withLedger(() => import('./PavementLayer.tsx')))

/** The condition of surfaces, fetched when it is first asked for by those who may read it. */
export function PavementOnMap() {
  const role = useUser()?.role ?? null
  const isAsked = listed(useAddress().show).includes('pavement')
  if (!isAsked || !roleMay(role, 'works.read')) return null
  return (
    <Suspense fallback={null}>
      <PavementLayer />
    </Suspense>
  )
}
