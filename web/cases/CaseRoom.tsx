import { useQuery } from '@tanstack/react-query'
import { Fragment, Suspense, useEffect, useState } from 'react'
import type { Case } from '../../server/cases/contract.ts'
import { useUser } from '../agencies/queries.ts'
import { PairOnMap } from '../coordination/PairOnMap.tsx'
import { type Speech, useSpeech } from '../i18n/language.tsx'
import { withOffice } from '../i18n/rooms.ts'
import { useFlyTo } from '../map/held-map.ts'
import { Drawer } from '../ui/Drawer.tsx'
import { Id } from '../ui/Id.tsx'
import { lazyPart } from '../ui/lazy-part.tsx'
import { Empty, Loading, Waiting } from '../ui/States.tsx'
import { type LossWords, useLossQuestion } from '../ui/use-loss-question.tsx'
import { Between, Parties } from './Between.tsx'
import { CaseClock, CaseStateTag } from './CaseStateTag.tsx'
import { DrawnOnMap } from './DrawnOnMap.tsx'
import { AnotherRoute, Measured } from './Measured.tsx'
import { ProposalCard } from './ProposalCard.tsx'
import { caseQuery } from './queries.ts'
import { SayForm } from './SayForm.tsx'
import type { MeasureAsked } from './send-measure.ts'
import { Thread } from './Thread.tsx'
import { useMeasuring } from './use-measuring.ts'
import { useSaying } from './use-saying.ts'

const MeetingsOfCase = lazyPart(withOffice(() => import('../meeting/held/MeetingsOfCase.tsx')))
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
  const [isSketching, setSketching] = useState(false)
  const saying = useSaying(room.id)
  const measuring = useMeasuring()
  // one question for all that is lost by leaving, also for what is being drawn on the map
  const [isDrawn, setDrawn] = useState(false)
  const { question } = useLossQuestion(measuring.hasWords || saying.isBegun || isDrawn, lossOfWords(say))
  const conflict = room.conflicts.find(({ id }) => id === pairId) ?? room.conflicts[0]
  const street = room.works.find(({ streetName }) => streetName)?.streetName
  const [lng, lat] = room.works[0]?.centre ?? []
  const flyTo = useFlyTo()
  useEffect(() => {
    if (lng !== undefined && lat !== undefined) flyTo([lng, lat])
  }, [lng, lat, flyTo])
  if (isSketching || measuring.drawnId)
    return (
      <Suspense fallback={<Loading />}>
        {isSketching ? (
          <SketchEditor
            caseId={room.id}
            onDrawn={setDrawn}
            onSketch={(sketch) => {
              saying.setDraft((now) => ({ ...now, sketch }))
              setSketching(false)
            }}
            onLeave={() => setSketching(false)}
          />
        ) : (
          <AnotherRoute measuring={measuring} room={room} onDrawn={setDrawn} />
        )}
        {conflict ? <PairOnMap conflict={conflict} /> : null}
        {question}
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
        actions={<Deeds room={room} onMeasure={measuring.ask} />}
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
          <ProposalCard key={proposal.id} proposal={proposal} room={room} onMeasure={measuring.ask} />
        ))}
        <MeetingsOfCase caseId={room.id} />
        <Thread
          room={room}
          shown={shown}
          onShow={setShown}
          form={<SayForm saying={saying} onSketch={() => setSketching(true)} />}
        />
      </Drawer>
      {conflict ? <PairOnMap conflict={conflict} /> : null}
      <DrawnOnMap
        id="case-sketch"
        shapes={room.messages.flatMap(({ id, sketch }) => (id === shown ? (sketch ?? []) : []))}
      />
      <DrawnOnMap id="case-route" shapes={proposedRoutes(room)} />
      <DrawnOnMap id="case-message" shapes={saying.draft.sketch ? [saying.draft.sketch] : []} />
      <Measured measuring={measuring} room={room} />
      {question}
    </>
  )
}

/** The other routes that stand proposed. */
function proposedRoutes({ proposals }: Case) {
  const standing = proposals.filter(({ state }) => state === 'open')
  return standing.flatMap(({ measure }) => measure.changes.flatMap(({ route }) => route ?? []))
}

function Deeds({ room, onMeasure }: { room: Case; onMeasure: (asked: MeasureAsked) => void }) {
  const { say } = useSpeech()
  const deeds = (['propose', 'decide'] as const).filter((deed) => room.may.includes(deed))
  if (deeds.length === 0) return null
  return deeds.map((deed) => (
    <button
      key={deed}
      type="button"
      className={deed === deeds[0] ? 'button primary' : 'button'}
      onClick={() => onMeasure({ deed, room, proposalId: null })}
    >
      {say(`case.${deed}.open`)}
    </button>
  ))
}

const lossOfWords = (say: Speech['say']): LossWords => ({
  title: say('case.lose'),
  keep: say('answer.keep'),
  byLeaving: say('case.loseDetail'),
  leave: say('answer.leave'),
  byClearing: say('case.loseDetail'),
  clear: say('answer.leave'),
})
