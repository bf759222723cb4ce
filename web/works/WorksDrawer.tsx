import { useQuery } from '@tanstack/react-query'
import { Suspense, useEffect } from 'react'
import { daysOf } from '../../server/time/rules.ts'
import type { Works } from '../../server/works/contract.ts'
import { AgencyChip } from '../agencies/AgencyChip.tsx'
import { municipalitiesQuery, useUser } from '../agencies/queries.ts'
import type { Problem } from '../api.ts'
import { number } from '../i18n/format.ts'
import { useSpeech } from '../i18n/language.tsx'
import {
  withCases,
  withDefects,
  withDigOnce,
  withHandover,
  withInspections,
  withLaboratory,
  withPermits,
  withViolations,
} from '../i18n/rooms.ts'
import { useFlyTo } from '../map/held-map.ts'
import { useStepBack } from '../map/use-step-back.ts'
import { Dates } from '../ui/Dates.tsx'
import { Drawer } from '../ui/Drawer.tsx'
import { Fold } from '../ui/Fold.tsx'
import { Id } from '../ui/Id.tsx'
import { lazyPart } from '../ui/lazy-part.tsx'
import { Empty, Loading, Waiting } from '../ui/States.tsx'
import { Tiles } from '../ui/Tiles.tsx'
import { isDecided } from './decided.ts'
import { worksQuery } from './queries.ts'
import { StatusTag } from './StatusTag.tsx'
import { CompareButton } from './together/AddButton.tsx'
import { useEditing } from './use-editing.ts'
import { WorksHistory } from './WorksHistory.tsx'
import { WorksMeetings } from './WorksMeetings.tsx'

const Application = lazyPart(withPermits(() => import('../permits/Application.tsx')))
const CasesOfWorks = lazyPart(withCases(() => import('../cases/CasesOfWorks.tsx')))
const DefectsOfWorks = lazyPart(withDefects(() => import('../inspections/defects/DefectsOfWorks.tsx')))
const SamplesOfWorks = lazyPart(withLaboratory(() => import('../inspections/laboratory/SamplesOfWorks.tsx')))
const ViolationsOfWorks = lazyPart(withViolations(() => import('../violations/ViolationsOfWorks.tsx')))
const WorksSharing = lazyPart(withDigOnce(() => import('../dig-once/WorksSharing.tsx')))
const WorksInspections = lazyPart(withInspections(() => import('../inspections/found/WorksInspections.tsx')))
const Handover = lazyPart(withHandover(() => import('../handover/Handover.tsx')))
const RecordEditor = lazyPart(withHandover(() => import('../handover/RecordEditor.tsx')))
const ApplicationActions = lazyPart(withPermits(() => import('../permits/ApplicationActions.tsx')))

const Connections = lazyPart(withPermits(() => import('../connections/Connections.tsx')))
const ConnectionsEditor = lazyPart(withPermits(() => import('../connections/ConnectionsEditor.tsx')))
const Project = lazyPart(withPermits(() => import('../projects/Project.tsx')))
const StreetLedgers = lazyPart(() => import('../streets/ledger/StreetLedgers.tsx'))
const Traffic = lazyPart(withPermits(() => import('../traffic/Traffic.tsx')))
const RouteEditor = lazyPart(withPermits(() => import('../permits/amend/RouteEditor.tsx')))
const WorksEditor = lazyPart(withPermits(() => import('./WorksEditor.tsx')))
const TrafficEditor = lazyPart(withPermits(() => import('../traffic/TrafficEditor.tsx')))

/** What of a works is written in its drawer. */
type Edited = 'works' | 'traffic' | 'connections' | 'route' | { record: 'new' | number }

/** One works: who, what, how long, when, whom it meets, what happened to it. */
export function WorksDrawer({ id, onClose }: { id: string; onClose: () => void }) {
  const { say } = useSpeech()
  const works = useQuery(worksQuery(id))
  const flyTo = useFlyTo()
  const centre = works.data?.centre
  useEffect(() => {
    if (centre) flyTo([centre[0] ?? 0, centre[1] ?? 0])
  }, [centre, flyTo])
  const { editing, edit, done } = useEditing<Edited>(works.data)
  if (editing)
    return (
      <Suspense fallback={<Loading />}>
        <Editor works={editing.works} what={editing.what} onDone={done} />
      </Suspense>
    )
  if (works.data) return <WorksSheet works={works.data} onEdit={edit} onClose={onClose} />
  return (
    <Drawer title={say('works.one')} onClose={onClose}>
      {works.error && isNoWorks(works.error) ? (
        <Empty icon="route" title={say('works.gone')}>
          <p>{say('works.goneDetail')}</p>
        </Empty>
      ) : (
        <Waiting query={works} />
      )}
    </Drawer>
  )
}

function Editor({ what, ...props }: { works: Works; what: Edited; onDone: () => void }) {
  if (what === 'works') return <WorksEditor {...props} />
  if (what === 'traffic') return <TrafficEditor {...props} />
  if (what === 'connections') return <ConnectionsEditor {...props} />
  if (what === 'route') return <RouteEditor {...props} />
  return <RecordEditor {...props} record={what.record} />
}

/** Of an address that names no works, or one that the reader may not see: trying again would not help. */
const isNoWorks = (problem: unknown) => [400, 404].includes((problem as Problem).status)

interface WorksSheetProps {
  works: Works
  onEdit: (what: Edited) => void
  onClose: () => void
}

function WorksSheet({ works, onEdit, onClose }: WorksSheetProps) {
  useStepBack(onClose)
  const { language, say, name } = useSpeech()
  const signedIn = useUser() !== null
  // once it is decided, what one can do now must not lie beneath what there is to know
  const isUnderway = isDecided(works)
  const facts = [
    say(`category.${works.category}`),
    say(`utility.${works.utility}`),
    say(`method.${works.method}`),
    works.trenchWidthMetres ? say('works.width', { value: number(works.trenchWidthMetres, language, 2) }) : null,
    works.trenchDepthMetres ? say('works.depth', { value: number(works.trenchDepthMetres, language, 2) }) : null,
    say(`impact.${works.trafficImpact}`),
  ]
  return (
    <Drawer
      subject={works.id}
      title={works.title}
      onClose={onClose}
      eyebrow={
        <>
          <AgencyChip id={works.agencyId} />
          <StatusTag status={works.status} />
          <Id>{works.number}</Id>
        </>
      }
      subtitle={[works.streetName ? name(works.streetName) : null, ...facts].filter(Boolean).join(' · ')}
      actions={
        <Suspense fallback={null}>
          <ApplicationActions works={works} onEdit={() => onEdit('works')} />
        </Suspense>
      }
    >
      <WorksTiles works={works} />
      <CompareButton />
      <h2>{say('works.period')}</h2>
      <Dates period={works.period} />
      {works.description ? (
        <p className="prose" dir="auto">
          {works.description}
        </p>
      ) : null}
      <Suspense fallback={<Loading />}>
        {isUnderway ? null : <Around works={works} onEdit={onEdit} />}
        <Connections works={works} onEdit={() => onEdit('connections')} />
        <Application works={works} onRoute={() => onEdit('route')} />
        <Handover works={works} onRecord={(record) => onEdit({ record })} />
      </Suspense>
      <Suspense fallback={null}>
        <CasesOfWorks worksId={works.id} />
        {signedIn ? <ViolationsOfWorks works={works} /> : null}
      </Suspense>
      {signedIn ? (
        <Suspense fallback={null}>
          <DefectsOfWorks works={works} />
        </Suspense>
      ) : null}
      <WorksMeetings works={works} />
      {isUnderway ? (
        <Suspense fallback={null}>
          <Around works={works} onEdit={onEdit} />
        </Suspense>
      ) : null}
      {signedIn && isUnderway ? (
        <Fold title={say('works.more')} detail={say('works.moreDetail')}>
          <Elsewhere works={works} />
        </Fold>
      ) : null}
      {signedIn && !isUnderway ? <Elsewhere works={works} /> : null}
      <WorksHistory id={works.id} />
    </Drawer>
  )
}

/** What it is part of, and what it does to traffic. */
function Around({ works, onEdit }: Pick<WorksSheetProps, 'works' | 'onEdit'>) {
  return (
    <>
      <Project works={works} />
      <Traffic works={works} onEdit={() => onEdit('traffic')} />
    </>
  )
}

/** What other rooms tell of it. */
function Elsewhere({ works }: Pick<WorksSheetProps, 'works'>) {
  return (
    <Suspense fallback={null}>
      <WorksSharing works={works} />
      <StreetLedgers streetIds={works.streetIds} />
      <WorksInspections works={works} />
      <SamplesOfWorks works={works} />
    </Suspense>
  )
}

function WorksTiles({ works }: { works: Works }) {
  const { language, say, name } = useSpeech()
  const municipalities = useQuery(municipalitiesQuery).data ?? []
  const names = municipalities.filter(({ id }) => works.municipalityIds.includes(id)).map((each) => name(each.name))
  const isArea = works.route.type.endsWith('Polygon')
  const size = isArea
    ? { label: say('works.area'), value: say('unit.squareMetres', { value: number(works.areaSquareMetres, language) }) }
    : { label: say('works.length'), value: say('unit.metres', { value: number(works.lengthMetres, language) }) }
  return (
    <Tiles
      items={[
        size,
        { label: say('works.duration'), value: say('unit.days', { count: daysOf(works.period) }) },
        {
          label: say('works.municipality', { count: names.length }),
          value: names.join(say('list.joint')) || say('works.noMunicipality'),
        },
      ]}
    />
  )
}
