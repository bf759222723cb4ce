import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import type { Cluster, Clusters } from '../../server/dig-once/contract.ts'
import { useAddress, useChangeAddress } from '../address.ts'
import { number } from '../i18n/format.ts'
import { useSpeech } from '../i18n/language.tsx'
import { useTimeWindow } from '../time/use-window.tsx'
import { Drawer } from '../ui/Drawer.tsx'
import { Listing } from '../ui/Listing.tsx'
import { Empty, Waiting } from '../ui/States.tsx'
import { ClusterDrawer } from './ClusterDrawer.tsx'
import { ClusterRow } from './ClusterRow.tsx'
import { ClustersOnMap } from './ClustersOnMap.tsx'
import { clustersQuery, worksChancesQuery } from './queries.ts'

/** The chances of the window of time, by what they save; one of them in the drawer, all of them on the map. */
export function ClustersList({ filters }: { filters: ReactNode }) {
  const { language, say } = useSpeech()
  const { sel, agency, view = 'split' } = useAddress()
  const change = useChangeAddress()
  const { settled } = useTimeWindow()
  const query = useInfiniteQuery(clustersQuery({ from: settled.start, to: settled.end, agency }))
  const first = query.data?.pages[0]
  const items = query.data?.pages.flatMap((page) => page.items) ?? []
  const close = () => void change({ sel: undefined })
  return (
    <>
      {sel && first ? (
        <OpenCluster
          key={sel}
          id={sel}
          listed={items.find(({ id }) => id === sel)}
          formula={first.formula}
          onClose={close}
        />
      ) : null}
      {view === 'list' ? null : <ClustersOnMap clusters={items} opened={sel} />}
      {view === 'map' ? null : (
        <Listing
          title={say('digOnce.title')}
          count={first ? say('digOnce.count', { count: first.total, shown: number(first.total, language) }) : ''}
          icon="shared"
          none={say('digOnce.none')}
          noneDetail={say('digOnce.noneDetail')}
          query={query}
          empty={items.length === 0}
          filters={
            <>
              {filters}
              {first?.complete === false ? <p className="form-note">{say('digOnce.incomplete')}</p> : null}
            </>
          }
          beneath={view === 'split' && Boolean(sel)}
          testId="chances"
        >
          {items.map((cluster, place) => (
            <ClusterRow
              key={cluster.id}
              cluster={cluster}
              currency={first?.formula.currency ?? ''}
              place={place + 1}
              isSelected={cluster.id === sel}
              onOpen={() => void change({ sel: cluster.id })}
            />
          ))}
        </Listing>
      )}
    </>
  )
}

interface OpenClusterProps {
  id: string
  /** The chance where the list has it; one that was shared may lie outside its window or pages. */
  listed: Cluster | undefined
  formula: Clusters['formula']
  onClose: () => void
}

function OpenCluster({ id, listed, formula, onClose }: OpenClusterProps) {
  const { say } = useSpeech()
  const fetched = useQuery({ ...worksChancesQuery(id), enabled: !listed })
  const cluster = listed ?? fetched.data?.items[0]
  if (cluster) return <ClusterDrawer cluster={cluster} formula={formula} onClose={onClose} />
  return (
    <Drawer title={say('digOnce.cluster')} onClose={onClose}>
      {fetched.isSuccess || fetched.error?.status === 400 ? (
        <Empty icon="shared" title={say('digOnce.gone')}>
          <p>{say('digOnce.goneDetail')}</p>
        </Empty>
      ) : (
        <Waiting query={fetched} />
      )}
    </Drawer>
  )
}
