import { useQuery } from '@tanstack/react-query'
import { Fragment, Suspense, useEffect, useState } from 'react'
import type { Case } from '../../server/cases/contract.ts'
import { useUser } from '../agencies/queries.ts'
import { PairOnMap } from '../coordination/PairOnMap.tsx'
import { useSpeech } from '../i18n/language.tsx'
import { useFlyTo } from '../map/held-map.ts'
import { Drawer } from '../ui/Drawer.tsx'
import { Id } from '../ui/Id.tsx'
import { lazyPart } from '../ui/lazy-part.tsx'
import { Empty, Loading, Waiting } from '../ui/States.tsx'
import { Between, Parties } from './Between.tsx'
import { CaseClock, CaseStateTag } from './CaseStateTag.tsx'
import { DrawnOnMap } from './DrawnOnMap.tsx'
import { MeasureDialog } from './MeasureDialog.tsx'
import { ProposalCard } from './ProposalCard.tsx'
import { caseQuery } from './queries.ts'
import type { RerouteAsked } from './RerouteEditor.tsx'
import { emptyMessage, SayForm } from './SayForm.tsx'
import type { MeasureAsked } from './send-measure.ts'
import { Thread } from './Thread.tsx'

const RerouteEditor = lazyPart(() => import('./RerouteEditor.tsx'))
const SketchEditor = lazyPart(() => import('./SketchEditor.tsx'))

/** The room of a case, or that there is none for whoever looks. */
export function CaseRoom({ id, onClose }: { id: string; onClose: () => void }) {
  const { language, say } = useSpeech()
  const query = useQuery(caseQuery(id, language))
  if (query.data) return <Room room={query.data} onClose={onClose} />
  return (
    <Drawer title={say('case.one')} onClose={onClose}>
      {query.error?.status === 404 ? (
        <Empty icon="meeting" title={say('case.gone')}>
          <p>{say('case.goneDetail')}</p>
        </Empty>
      ) : (
        <Waiting query={query} />
      )}
    </Drawer>
  )
}

function Room({ room, onClose }: { room: Case; onClose: () => void }) {
  const { say, name } = useSpeech()
  const own = useUser()?.agencyId ?? null
  const [shown, setShown] = useState<string | null>(null)
  const [pairId, setPairId] = useState<string | null>(null)
  const [drawing, setDrawing] = useState<RerouteAsked | 'sketch' | null>(null)
  const [message, setMessage] = useState(emptyMessage)
  const stop = () => setDrawing(null)
  const conflict = room.conflicts.find(({ id }) => id === pairId) ?? room.conflicts[0]
  const street = room.works.find(({ streetName }) => streetName)?.streetName
  const [lng, lat] = room.works[0]?.centre ?? []
  const flyTo = useFlyTo()
  useEffect(() => {
    if (lng !== undefined && lat !== undefined) flyTo([lng, lat])
  }, [lng, lat, flyTo])
  if (drawing)
    return (
      <Suspense fallback={<Loading />}>
        {drawing === 'sketch' ? (
          <SketchEditor
            caseId={room.id}
            onSketch={(sketch) => {
              setMessage({ ...message, sketch })
              stop()
            }}
            onLeave={stop}
          />
        ) : (
          <RerouteEditor asked={drawing} onDone={stop} />
        )}
        {conflict ? <PairOnMap conflict={conflict} /> : null}
      </Suspense>
    )
  return (
    <>
      <Drawer
        subject={room.id}
        title={street ? name(street) : say('case.noStreet')}
        subtitle={room.works.map(({ id, title }, place) => (
          <Fragment key={id}>
            {place > 0 ? ' × ' : null}
            <bdi>{title}</bdi>
          </Fragment>
        ))}
        eyebrow={
          <>
            <CaseStateTag state={room.state} />
            <Id>{room.number}</Id>
          </>
        }
        actions={<Deeds room={room} onDraw={setDrawing} />}
        onClose={onClose}
      >
        <CaseClock about={room} own={own} />
        {room.reason ? (
          <p className="prose">
            <bdi>{room.reason}</bdi>
          </p>
        ) : null}
        <Between room={room} shown={conflict?.id ?? null} onShow={setPairId} />
        <Parties room={room} />
        <h2>{say('case.proposed')}</h2>
        {room.proposals.length === 0 ? <p className="form-note">{say('case.nothingProposed')}</p> : null}
        {room.proposals.map((proposal) => (
          <ProposalCard key={proposal.id} proposal={proposal} room={room} onDraw={setDrawing} />
        ))}
        <Thread
          room={room}
          shown={shown}
          onShow={setShown}
          form={<SayForm caseId={room.id} draft={message} onDraft={setMessage} onSketch={() => setDrawing('sketch')} />}
        />
      </Drawer>
      {conflict ? <PairOnMap conflict={conflict} /> : null}
      <DrawnOnMap
        id="case-sketch"
        shapes={room.messages.flatMap(({ id, sketch }) => (id === shown ? (sketch ?? []) : []))}
      />
      <DrawnOnMap id="case-route" shapes={proposedRoutes(room)} />
      <DrawnOnMap id="case-message" shapes={message.sketch ? [message.sketch] : []} />
    </>
  )
}

/** The other routes that stand proposed. */
function proposedRoutes({ proposals }: Case) {
  const standing = proposals.filter(({ state }) => state === 'open')
  return standing.flatMap(({ measure }) => measure.changes.flatMap(({ route }) => route ?? []))
}

function Deeds({ room, onDraw }: { room: Case; onDraw: (asked: RerouteAsked) => void }) {
  const { say } = useSpeech()
  const [asked, setAsked] = useState<MeasureAsked | null>(null)
  const deeds = (['propose', 'decide'] as const).filter((deed) => room.may.includes(deed))
  if (deeds.length === 0 && !asked) return null
  return (
    <>
      {deeds.map((deed) => (
        <button
          key={deed}
          type="button"
          className={deed === deeds[0] ? 'button primary' : 'button'}
          onClick={() => setAsked({ deed, room, proposalId: null })}
        >
          {say(`case.${deed}.open`)}
        </button>
      ))}
      {asked ? (
        <MeasureDialog
          {...asked}
          onDraw={(worksId, words) => {
            setAsked(null)
            onDraw({ ...asked, worksId, words })
          }}
          onDone={() => setAsked(null)}
        />
      ) : null}
    </>
  )
}
