import { useNavigate } from '@tanstack/react-router'
import { useEffect, useMemo, useState } from 'react'
import type { Period } from '../../../server/time/contract.ts'
import { type Address, travelling } from '../../address.ts'
import { useAgencies, useUser } from '../../agencies/queries.ts'
import { SignInHint } from '../../agencies/SignInHint.tsx'
import { useSpeech } from '../../i18n/language.tsx'
import { useHeldMap } from '../../map/held-map.ts'
import { useHeldClicks } from '../../map/picking.tsx'
import { useTimeWindow } from '../../time/use-window.tsx'
import { reaching, samePeriod } from '../../time/window.ts'
import { Drawer } from '../../ui/Drawer.tsx'
import { Segmented } from '../../ui/Segmented.tsx'
import { DraftForm } from './DraftForm.tsx'
import { DraftOnMap } from './DraftOnMap.tsx'
import { DrawBar } from './DrawBar.tsx'
import { DrawSave } from './DrawSave.tsx'
import { assessedOf, type Draft, newDraft } from './draft.ts'
import { LiveFindings } from './LiveFindings.tsx'
import { SpokenSketch } from './SpokenSketch.tsx'
import { useAssessment } from './use-assessment.ts'
import { useDrawKeys } from './use-draw-keys.ts'
import { type Shape, useSketch } from './use-sketch.ts'

/** Drawing a works: what it meets is said while it is drawn. */
export default function DrawPage() {
  const { say } = useSpeech()
  const user = useUser()
  const close = useLeave()
  const mayDraw = user !== null && ['utility', 'planner', 'admin'].includes(user.role)
  if (mayDraw) return <Drawing onClose={close} />
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

/** The map shows the days of the draft, so that whom it meets is in sight. */
function useReachingWindow(period: Period) {
  const { settled, commit } = useTimeWindow()
  const wanted = reaching(settled, period)
  const reached = samePeriod(wanted, settled) || period.end < period.start
  // biome-ignore lint/correctness/useExhaustiveDependencies: only the draft widens the window; narrowing it again is the reader's right
  useEffect(() => {
    if (!reached) commit(wanted)
  }, [period.start, period.end])
}

function Drawing({ onClose }: { onClose: () => void }) {
  const { language, say } = useSpeech()
  const user = useUser()
  const { byId } = useAgencies()
  const { today } = useTimeWindow()
  const map = useHeldMap()
  const [shape, setShape] = useState<Shape>('line')
  const [changed, setChanged] = useState<Draft | null>(null)
  const draft = changed ?? newDraft(today, byId.get(user?.agencyId ?? ''))
  const { sketch, undo, redo, finish, clear } = useSketch(map, shape)
  const asked = useMemo(() => (sketch.route ? assessedOf(draft, sketch.route) : null), [draft, sketch.route])
  const { assessment, working, error } = useAssessment(asked, language)
  useReachingWindow(draft.period)
  useHeldClicks(true)
  useDrawKeys({ undo, redo, finish, escape: sketch.points.length > 0 ? clear : onClose })
  return (
    <>
      <Drawer
        title={draft.title || say('draw.title')}
        subtitle={say('draw.how')}
        onClose={onClose}
        actions={<DrawSave draft={draft} route={sketch.route} finished={sketch.finished} assessment={assessment} />}
      >
        <Segmented
          label={say('draw.shape')}
          value={shape}
          onChange={setShape}
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
        />
        <DraftForm draft={draft} byOffice={!user?.agencyId} onChange={setChanged} />
      </Drawer>
      <DraftOnMap sketch={sketch} assessment={assessment} />
      <DrawBar
        sketch={sketch}
        shape={shape}
        lengthMetres={assessment?.lengthMetres}
        undo={undo}
        redo={redo}
        finish={finish}
        clear={clear}
      />
      <SpokenSketch sketch={sketch} assessment={assessment} working={working} />
    </>
  )
}
