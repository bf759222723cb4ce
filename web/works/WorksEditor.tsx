import type { Works } from '../../server/works/contract.ts'
import { mayChange } from '../../server/works/rules.ts'
import { type Speech, useSpeech } from '../i18n/language.tsx'
import { MovedOn } from '../permits/amend/MovedOn.tsx'
import { lossOfDrawing } from '../sketch/loss-words.ts'
import { useFollowingWindow } from '../time/use-following-window.ts'
import { Drawer } from '../ui/Drawer.tsx'
import { Id } from '../ui/Id.tsx'
import { Failure } from '../ui/States.tsx'
import { type LossWords, useLossQuestion } from '../ui/use-loss-question.tsx'
import { DraftForm } from './draw/DraftForm.tsx'
import { DraftOnMap } from './draw/DraftOnMap.tsx'
import { LiveFindings } from './draw/LiveFindings.tsx'
import { RouteOnMap, RoutePart } from './RoutePart.tsx'
import { useWorksChange } from './use-works-change.ts'

const lossWords = (say: Speech['say']): LossWords => ({
  title: say('edit.lose'),
  keep: say('edit.keep'),
  byLeaving: say('edit.loseDetail'),
  leave: say('draw.leave'),
  byClearing: say('edit.loseDetail'),
  clear: say('edit.discard'),
})

/** Changes the facts, dates and route of a works; what it would meet then is said while they are typed and drawn. */
export default function WorksEditor({ works, onDone }: { works: Works; onDone: () => void }) {
  const { say } = useSpeech()
  const changing = useWorksChange(works, () => {
    loss.stored()
    onDone()
  })
  const { seen, draft, setDraft, pen } = changing
  const { assessment, working, error, refetch } = changing.assessing
  const loss = useLossQuestion(changing.isChanged, pen.isChanged ? lossOfDrawing(say) : lossWords(say))
  const { beforeClearing } = loss
  const leave = () => beforeClearing(onDone)
  const mayMove = mayChange(seen)
  useFollowingWindow(draft.period)
  return (
    <>
      <Drawer
        subject={`${works.id} change`}
        title={draft.title || seen.title}
        subtitle={say(mayMove ? 'edit.how' : 'edit.howWords')}
        eyebrow={<Id>{seen.number}</Id>}
        onClose={leave}
        actions={<ChangeActions changing={changing} onLeave={leave} />}
      >
        {changing.isOld ? <MovedOn seen={seen} now={changing.newer} onAdopt={changing.adopt} /> : null}
        {mayMove ? <RoutePart pen={pen} beforeClearing={beforeClearing} /> : null}
        <LiveFindings
          draft={draft}
          assessment={assessment}
          working={working}
          problem={error}
          drawn={pen.route !== null}
          onDraft={mayMove ? setDraft : undefined}
          onRetry={() => void refetch()}
        />
        <DraftForm draft={draft} byOffice={false} onlyWords={!mayMove} onChange={setDraft} />
      </Drawer>
      {pen.isOut ? (
        <>
          <DraftOnMap assessment={assessment} />
          <RouteOnMap
            pen={pen}
            assessment={assessment}
            working={working}
            beforeClearing={beforeClearing}
            onLeave={leave}
          />
        </>
      ) : null}
      {loss.question}
    </>
  )
}

interface ChangeActionsProps {
  changing: ReturnType<typeof useWorksChange>
  onLeave: () => void
}

function ChangeActions({ changing, onLeave }: ChangeActionsProps) {
  const { say } = useSpeech()
  const { save, missing, isReady, isOld } = changing
  return (
    <>
      {save.isError && !isOld ? <Failure problem={save.error} /> : null}
      {isOld ? <p className="missing">{say('moved.title')}</p> : null}
      {missing.length > 0 ? <p className="missing">{missing.join(' · ')}</p> : null}
      <button
        type="button"
        className="button primary"
        disabled={!isReady || isOld || save.isPending}
        onClick={() => save.mutate()}
      >
        {say('edit.save')}
      </button>
      <button type="button" className="button" onClick={onLeave}>
        {say('edit.discard')}
      </button>
    </>
  )
}
