import { useQuery } from '@tanstack/react-query'
import { Suspense, useEffect, useState } from 'react'
import type { Case } from '../../server/cases/contract.ts'
import { AgencyChip } from '../agencies/AgencyChip.tsx'
import { useUser } from '../agencies/queries.ts'
import { MiniGantt } from '../coordination/MiniGantt.tsx'
import { fromConflict } from '../coordination/meeting.ts'
import { PairOnMap } from '../coordination/PairOnMap.tsx'
import { useSpeech } from '../i18n/language.tsx'
import { useFlyTo } from '../map/held-map.ts'
import { DaysInText } from '../ui/DaysInText.tsx'
import { Drawer } from '../ui/Drawer.tsx'
import { Id } from '../ui/Id.tsx'
import { lazyPart } from '../ui/lazy-part.tsx'
import { Empty, Loading, Waiting } from '../ui/States.tsx'
import { useOpenWorks } from '../works/open.ts'
import { StatusTag } from '../works/StatusTag.tsx'
import { CaseClock, CaseStateTag } from './CaseStateTag.tsx'
import { DrawnOnMap } from './DrawnOnMap.tsx'
import { MeasureDialog } from './MeasureDialog.tsx'
import { ProposalCard } from './ProposalCard.tsx'
import { caseQuery } from './queries.ts'
import type { RerouteAsked } from './RerouteEditor.tsx'
import type { MeasureAsked } from './send-measure.ts'
import { Thread } from './Thread.tsx'

const RerouteEditor = lazyPart(() => import('./RerouteEditor.tsx'))

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
  const [drawn, setDrawn] = useState<RerouteAsked | null>(null)
  const conflict = room.conflicts.find(({ id }) => id === pairId) ?? room.conflicts[0]
  const street = room.works.find(({ streetName }) => streetName)?.streetName
  const [lng, lat] = room.works[0]?.centre ?? []
  const flyTo = useFlyTo()
  useEffect(() => {
    if (lng !== undefined && lat !== undefined) flyTo([lng, lat])
  }, [lng, lat, flyTo])
  if (drawn)
    return (
      <Suspense fallback={<Loading />}>
        <RerouteEditor asked={drawn} onDone={() => setDrawn(null)} />
        {conflict ? <PairOnMap conflict={conflict} /> : null}
      </Suspense>
    )
  return (
    <>
      <Drawer
        subject={room.id}
        title={street ? name(street) : say('case.noStreet')}
        subtitle={room.works.map(({ title }) => title).join(' × ')}
        eyebrow={
          <>
            <CaseStateTag state={room.state} />
            <Id>{room.number}</Id>
          </>
        }
        actions={<Deeds room={room} onDraw={setDrawn} />}
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
          <ProposalCard key={proposal.id} proposal={proposal} room={room} onDraw={setDrawn} />
        ))}
        <Thread room={room} shown={shown} onShow={setShown} />
      </Drawer>
      {conflict ? <PairOnMap conflict={conflict} /> : null}
      <DrawnOnMap
        id="case-sketch"
        shapes={room.messages.flatMap(({ id, sketch }) => (id === shown ? (sketch ?? []) : []))}
      />
      <DrawnOnMap id="case-route" shapes={proposedRoutes(room)} />
    </>
  )
}

/** The other routes that stand proposed. */
function proposedRoutes({ proposals }: Case) {
  const standing = proposals.filter(({ state }) => state === 'open')
  return standing.flatMap(({ measure }) => measure.changes.flatMap(({ route }) => route ?? []))
}

/** What stands between the works; one of it is on the map, its two works as strokes A and B. */
function Between({ room, shown, onShow }: { room: Case; shown: string | null; onShow: (id: string) => void }) {
  const { say } = useSpeech()
  const chosen = room.conflicts.find(({ id }) => id === shown)
  if (!chosen) return <p className="clear">{say('case.nothingBetween')}</p>
  const { worksA } = chosen
  return (
    <>
      <h2>{say('case.between')}</h2>
      <MiniGantt
        own={{ label: worksA.title, period: worksA.period, agencyId: worksA.agencyId }}
        meetings={[fromConflict(chosen, worksA.id)]}
      />
      <ul className="between">
        {room.conflicts.map((conflict) => (
          <li key={conflict.id}>
            <button
              type="button"
              className="row"
              aria-pressed={conflict.id === shown}
              onClick={() => onShow(conflict.id)}
            >
              <span className="row-top">
                <b>{say(`finding.${conflict.kind}`)}</b>
                <span className="tag" data-tone={conflict.severity}>
                  {conflict.state === 'waived' ? say('blocking.standing.waived') : say(`severity.${conflict.severity}`)}
                </span>
              </span>
              <span>
                <DaysInText text={conflict.explanation} />
              </span>
            </button>
          </li>
        ))}
      </ul>
    </>
  )
}

/** The works of the case; whoever caused it has the first word. */
function Parties({ room }: { room: Case }) {
  const { say } = useSpeech()
  const open = useOpenWorks()
  return (
    <>
      <h2>{say('case.parties')}</h2>
      <ul className="case-parties">
        {room.works.map((works) => (
          <li key={works.id}>
            <span className="row-top">
              <AgencyChip id={works.agencyId} />
              <StatusTag status={works.status} />
            </span>
            <button type="button" className="link" onClick={() => open(works.id)}>
              {works.title}
            </button>
            {works.id === room.causeWorksId ? <small>{say('case.cause')}</small> : null}
          </li>
        ))}
      </ul>
    </>
  )
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
