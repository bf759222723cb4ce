import { useNavigate } from '@tanstack/react-router'
import { useMemo, useState } from 'react'
import { uuidv7 } from 'uuidv7'
import type { Role, User } from '../../../server/agencies/contract.ts'
import { isOffice } from '../../../server/agencies/rules.ts'
import type { Works } from '../../../server/works/contract.ts'
import { type Address, travelling } from '../../address.ts'
import { useAgencies, useUser } from '../../agencies/queries.ts'
import { SessionEnded } from '../../agencies/SessionEnded.tsx'
import { SignInHint } from '../../agencies/SignInHint.tsx'
import { useAuthor } from '../../agencies/use-author.ts'
import { useSpeech } from '../../i18n/language.tsx'
import { useHeldMap } from '../../map/held-map.ts'
import { useHeldClicks } from '../../map/picking.tsx'
import { DrawBar } from '../../sketch/DrawBar.tsx'
import { lossOfDrawing } from '../../sketch/loss-words.ts'
import { SketchOnMap } from '../../sketch/SketchOnMap.tsx'
import type { Shape } from '../../sketch/sketch.ts'
import { useDrawKeys } from '../../sketch/use-draw-keys.ts'
import { useSketch } from '../../sketch/use-sketch.ts'
import { CrossHair } from '../../sketch/ways/CrossHair.tsx'
import { type Way, Ways } from '../../sketch/ways/Ways.tsx'
import { useFollowingWindow } from '../../time/use-following-window.ts'
import { useTimeWindow } from '../../time/use-window.tsx'
import { following } from '../../time/window.ts'
import { Drawer } from '../../ui/Drawer.tsx'
import { Segmented } from '../../ui/Segmented.tsx'
import { useLossQuestion } from '../../ui/use-loss-question.tsx'
import { useOpenWorks } from '../open.ts'
import { DraftForm } from './DraftForm.tsx'
import { DraftOnMap } from './DraftOnMap.tsx'
import { DrawSave } from './DrawSave.tsx'
import { assessedOf, type Draft, newDraft } from './draft.ts'
import { KeptNotice } from './KeptNotice.tsx'
import { forgetKept, readKept, useKeeping } from './kept-draft.ts'
import { LiveFindings } from './LiveFindings.tsx'
import { SettledNote } from './SettledNote.tsx'
import { SpokenSketch } from './SpokenSketch.tsx'
import { useAssessment } from './use-assessment.ts'

const isTouched = () => window.matchMedia('(pointer: coarse)').matches
const mayDraw = (role: Role) => role === 'utility' || isOffice(role)

/** Drawing a works: what it meets is said while it is drawn. */
export default function DrawPage() {
  const { say } = useSpeech()
  const user = useUser()
  const close = useLeave()
  const { author, ended } = useAuthor(mayDraw)
  if (author) return <Drawing key={author.id} author={author} ended={ended} onClose={close} />
  return (
    <Drawer title={say('draw.title')} onClose={close}>
      <SignInHint>{user ? say('draw.notYours') : say('draw.signInFirst')}</SignInHint>
    </Drawer>
  )
}

function useLeave() {
  const navigate = useNavigate()
  return () => {
    const search = (before: Address) => travelling(before)
    void navigate({ to: '/', search: search as never })
  }
}

interface DrawingProps {
  author: User
  /** The author's session is over. */
  ended: boolean
  onClose: () => void
}

function Drawing({ author, ended, onClose }: DrawingProps) {
  const { language, say } = useSpeech()
  const byOffice = isOffice(author.role)
  const { byId } = useAgencies()
  const { today, settled } = useTimeWindow()
  const open = useOpenWorks()
  const map = useHeldMap()
  const [kept] = useState(() => readKept(author.id))
  const [id, setId] = useState(() => kept?.id ?? uuidv7())
  const [isRestored, setRestored] = useState(kept !== null)
  const [way, setWay] = useState<Way>('pointer')
  const [changed, setChanged] = useState<Draft | null>(kept?.draft ?? null)
  const draft = changed ?? newDraft(today, byOffice ? undefined : byId.get(author.agencyId ?? ''))
  const sketching = useSketch(map, kept ?? { shape: 'line' }, way !== 'cross')
  const { sketch, route, undo, redo, finish, clear, stroke } = sketching
  const asked = useMemo(() => (route ? assessedOf(draft, route) : null), [draft, route])
  const isKept = useKeeping(author.id, id, changed, sketch)
  const { assessment, working, error, refetch } = useAssessment(asked, language)
  useFollowingWindow(draft.period)
  useHeldClicks(true)
  const { beforeClearing, stored, question } = useLossQuestion(sketch.vertices.length > 0, lossOfDrawing(say), !isKept)
  const setShape = (shape: Shape) => stroke({ stroke: 'begin', shape })
  const clearAsked = () => beforeClearing(clear)
  useDrawKeys({ undo, redo, finish, escape: onClose })
  const onStored = (works: Works) => {
    stored()
    forgetKept(author.id)
    open(works.id, following(settled, works.period))
  }
  return (
    <>
      <Drawer
        title={draft.title || say('draw.title')}
        subtitle={say(isTouched() ? 'draw.howTouched' : 'draw.how')}
        onClose={onClose}
        actions={
          <>
            {ended ? <SessionEnded /> : null}
            <DrawSave
              id={id}
              mayBeStored={kept?.id === id}
              draft={draft}
              route={route}
              finished={sketch.finished}
              byOffice={byOffice}
              assessment={assessment}
              onStored={onStored}
            />
          </>
        }
      >
        {isRestored ? (
          <KeptNotice
            onKeep={() => setRestored(false)}
            onAnew={() =>
              beforeClearing(() => {
                setRestored(false)
                setChanged(null)
                setId(uuidv7())
                setShape('line')
              })
            }
          />
        ) : null}
        <Segmented
          label={say('draw.shape')}
          value={sketch.shape}
          onChange={(next) => next !== sketch.shape && beforeClearing(() => setShape(next))}
          options={[
            { value: 'line', label: say('draw.line'), icon: 'route' },
            { value: 'area', label: say('draw.area'), icon: 'area' },
          ]}
        />
        <Ways way={way} onWay={setWay} sketching={sketching} />
        <SettledNote settled={sketching.settling} />
        <LiveFindings
          draft={draft}
          assessment={assessment}
          working={working}
          problem={error}
          drawn={route !== null}
          onDraft={setChanged}
          onRetry={() => void refetch()}
        />
        <DraftForm draft={draft} byOffice={byOffice} onChange={setChanged} />
      </Drawer>
      <DraftOnMap assessment={assessment} />
      <SketchOnMap sketching={sketching} />
      {way === 'cross' && map ? <CrossHair map={map} sketching={sketching} /> : null}
      <DrawBar sketching={sketching} lengthMetres={assessment?.lengthMetres} clear={clearAsked} />
      <SpokenSketch sketching={sketching} assessment={assessment} working={working} />
      {question}
    </>
  )
}
