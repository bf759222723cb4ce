import { Suspense } from 'react'
import { roleMay } from '../../server/access/rules.ts'
import { listed, useAddress } from '../address.ts'
import { useUser } from '../agencies/queries.ts'
import { withAssets } from '../i18n/rooms.ts'
import { lazyPart } from '../ui/lazy-part.tsx'
import { useOnPage } from '../ui/use-on-page.ts'

const AssetsLayer = lazyPart(withAssets(() => import('./AssetsLayer.tsx')))

/** The reader's own networks in the ground, fetched when they are first asked for. */
export function AssetsOnMap() {
  const role = useUser()?.role ?? null
  const { show, sel = '' } = useAddress()
  const onPage = useOnPage('/assets')
  if (!(onPage || listed(show).includes('assets')) || !roleMay(role, 'assets.read')) return null
  return (
    <Suspense fallback={null}>
      <AssetsLayer selected={onPage ? sel : ''} />
    </Suspense>
  )
}
