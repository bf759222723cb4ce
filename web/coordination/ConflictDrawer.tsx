import { Suspense, useEffect } from 'react'
import type { Conflict } from '../../server/coordination/contract.ts'
import { AgencyChip } from '../agencies/AgencyChip.tsx'
import { useSpeech } from '../i18n/language.tsx'
import { withCases } from '../i18n/rooms.ts'
import { useFlyTo } from '../map/held-map.ts'
import { Dates } from '../ui/Dates.tsx'
import { Drawer } from '../ui/Drawer.tsx'
import { lazyPart } from '../ui/lazy-part.tsx'
import { useOpenWorks } from '../works/open.ts'
import { ClearsWords, FindingCard } from './FindingCard.tsx'
import { fromConflict } from './meeting.ts'
import { PairOnMap } from './PairOnMap.tsx'
import { WhatIf } from './what-if/WhatIf.tsx'

const CaseOfPair = lazyPart(withCases(() => import('../cases/CaseOfPair.tsx')))

type Numbers = readonly (number | Numbers)[]

function positionsOf(coordinates: Numbers): [number, number][] {
  const [first] = coordinates
  if (typeof first === 'number') return [[first, Number(coordinates[1])]]
  return coordinates.flatMap((each) => (typeof each === 'number' ? [] : positionsOf(each)))
}

/** Brings the ground that both share into sight, all of it. */
function useSharedGroundInSight(overlap: GeoJSON.Geometry): void {
  const flyTo = useFlyTo()
  useEffect(() => {
    const positions = 'coordinates' in overlap ? positionsOf(overlap.coordinates as Numbers) : []
    if (positions.length === 0) return
    const middle = (values: number[]) => (Math.min(...values) + Math.max(...values)) / 2
    flyTo([middle(positions.map(([lng]) => lng)), middle(positions.map(([, lat]) => lat))], positions)
  }, [overlap, flyTo])
}

/** One pair of works: what they share, other dates for one of them, and the ground on the map. */
export function ConflictDrawer({ conflict, onClose }: { conflict: Conflict; onClose: () => void }) {
  const { say, name } = useSpeech()
  const open = useOpenWorks()
  const { worksA, worksB } = conflict
  const meeting = fromConflict(conflict, worksA.id)
  useSharedGroundInSight(conflict.overlap as unknown as GeoJSON.Geometry)
  return (
    <>
      <Drawer
        subject={conflict.id}
        title={conflict.streetName ? name(conflict.streetName) : say(`finding.${conflict.kind}`)}
        subtitle={`${worksA.title} × ${worksB.title}`}
        onClose={onClose}
      >
        <h2 className="visually-hidden">{say('conflict.one')}</h2>
        <FindingCard meeting={meeting} onOpen={() => open(worksB.id)}>
          <ClearsWords meeting={meeting} moved={worksA.title} />
        </FindingCard>
        <Suspense fallback={null}>
          <CaseOfPair
            worksA={worksA}
            worksB={worksB}
            isOpen={conflict.severity !== 'info' && conflict.state !== 'waived'}
          />
        </Suspense>
        <WhatIf key={conflict.id} conflict={conflict} />
        {(
          [
            ['A', worksA],
            ['B', worksB],
          ] as const
        ).map(([side, works]) => (
          <section key={works.id}>
            <h2 className="with-chip">
              <b className="side">{side}</b>
              <AgencyChip id={works.agencyId} />
              <button type="button" className="link" onClick={() => open(works.id)}>
                {works.title}
              </button>
            </h2>
            <Dates period={works.period} />
          </section>
        ))}
      </Drawer>
      <PairOnMap conflict={conflict} />
    </>
  )
}
