import { Suspense } from 'react'
import { roleMay } from '../../server/access/rules.ts'
import { listed, useAddress } from '../address.ts'
import { useUser } from '../agencies/queries.ts'
import { lazyPart } from '../ui/lazy-part.tsx'

const ConnectionsLayer = lazyPart(() => import('./ConnectionsLayer.tsx'))

/** The connections of all works, fetched by those who may read them. */
export function EveryConnection() {
  const role = useUser()?.role ?? null
  const isHidden = listed(useAddress().show).includes('-connections')
  if (isHidden || !roleMay(role, 'works.read')) return null
  return (
    <Suspense fallback={null}>
      <ConnectionsLayer />
    </Suspense>
  )
}
