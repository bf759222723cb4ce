import { useNavigate } from '@tanstack/react-router'
import { useMemo, useState } from 'react'
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
import { useFollowingWindow } from '../../time/use-following-window.ts'
import { useTimeWindow } from '../../time/use-window.tsx'
import { following } from '../../time/window.ts'
import { Drawer } from '../../ui/Drawer.tsx'
import { Segmented } from '../../ui/Segmented.tsx'
import { useLossQuestion } from '../../ui/use-loss-question.tsx'
import { useOpenWorks } from '../open.ts'
import { DraftForm } from './DraftForm.tsx'
import { DraftOnMap } from './DraftOnMap.tsx'
import { DrawBar } from './DrawBar.tsx'
import { DrawSave } from './DrawSave.tsx'
import { assessedOf, type Draft, newDraft } from './draft.ts'
import { LiveFindings } from './LiveFindings.tsx'
import { lossOfDrawing } from './loss-words.ts'
import { SpokenSketch } from './SpokenSketch.tsx'
import { useAssessment } from './use-assessment.ts'
import { useDrawKeys } from './use-draw-keys.ts'
import { type Shape, useSketch } from './use-sketch.ts'

const isTouched = () => window.matchMedia('(pointer: coarse)').matches
const mayDraw = (role: Role) => role === 'utility' || isOffice(role)

/** Drawing a works: what it meets is said while it is drawn. */
export default function DrawPage() {
  const { say } = useSpeech()
  const user = useUser()
  const close = useLeave()
  const { author, ended } = useAuthor(mayDraw)
  if (author) return <Drawing author={author} ended={ended} onClose={close} />
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
  const [shape, setShape] = useState<Shape>('line')
  const [changed, setChanged] = useState<Draft | null>(null)
  const draft = changed ?? newDraft(today, byOffice ? undefined : byId.get(author.agencyId ?? ''))
  const { sketch, undo, redo, finish, clear } = useSketch(map, shape)
  const asked = useMemo(() => (sketch.route ? assessedOf(draft, sketch.route) : null), [draft, sketch.route])
  const { assessment, working, error, refetch } = useAssessment(asked, language)
  useFollowingWindow(draft.period)
  useHeldClicks(true)
  const { beforeClearing, stored, question } = useLossQuestion(sketch.points.length > 0, lossOfDrawing(say))
  const clearAsked = () => beforeClearing(clear)
  useDrawKeys({ undo, redo, finish, escape: onClose })
  const onStored = (works: Works) => {
    stored()
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
              draft={draft}
              route={sketch.route}
              finished={sketch.finished}
              byOffice={byOffice}
              assessment={assessment}
              onStored={onStored}
            />
          </>
        }
      >
        <Segmented
          label={say('draw.shape')}
          value={shape}
          onChange={(next) => next !== shape && beforeClearing(() => setShape(next))}
          options={[
            { value: 'line', label: say('draw.line'), icon: 'route' },
            { value: 'area', label: say('draw.area'), icon: 'area' },
          ]}
        />
        <LiveFindings
          draft={draft}
          assessment={assessment}
          working={working}
          problem={error}
          drawn={sketch.route !== null}
          onDraft={setChanged}
          onRetry={() => void refetch()}
        />
        <DraftForm draft={draft} byOffice={byOffice} onChange={setChanged} />
      </Drawer>
      <DraftOnMap sketch={sketch} assessment={assessment} />
      <DrawBar
        sketch={sketch}
        shape={shape}
        lengthMetres={assessment?.lengthMetres}
        undo={undo}
        redo={redo}
        finish={finish}
        clear={clearAsked}
      />
      <SpokenSketch sketch={sketch} assessment={assessment} working={working} />
      {question}
    </>
  )
}
