import './area.css'
import { Suspense, useState } from 'react'
import { ago, number } from '../../i18n/format.ts'
import { useSpeech } from '../../i18n/language.tsx'
import { useMoment } from '../../time/use-moment.ts'
import { Confirm } from '../../ui/Confirm.tsx'
import { lazyPart } from '../../ui/lazy-part.tsx'
import { Empty, Loading } from '../../ui/States.tsx'
import { FieldPage } from '../FieldPage.tsx'
import { useSize } from '../size.ts'
import { AreaChoice } from './AreaChoice.tsx'
import type { TakenArea } from './contract.ts'
import { forgetAreas } from './kept-area.ts'
import { useFieldArea } from './use-field-area.ts'
import { useTaking } from './use-taking.ts'

const AreaMap = lazyPart(() => import('./AreaMap.tsx'))
const hasGraphics = Boolean(document.createElement('canvas').getContext('webgl2'))

/** Takes the visits, works, checklists and the map of an area along, for where there is no network. */
export default function AreaPage() {
  const { say } = useSpeech()
  return (
    <FieldPage title={say('area.title')} back={{ to: '/field', label: say('outbox.back') }}>
      {({ id }) => <Area userId={id} />}
    </FieldPage>
  )
}

function Area({ userId }: { userId: string }) {
  const { say } = useSpeech()
  const { taken, isRead, isStale, trouble } = useFieldArea()
  const taking = useTaking(userId)
  if (trouble) return <Empty icon="warning" title={say(`outbox.trouble.${trouble}`)} />
  if (!isRead) return <Loading />
  return (
    <>
      {taken && taking.taking.step !== 'taking' ? (
        <Taken taken={taken} isStale={isStale} onRefresh={() => void taking.ask(taken.bounds)} />
      ) : null}
      <AreaChoice {...taking} hasOne={taken !== null} />
    </>
  )
}

interface TakenProps {
  taken: TakenArea
  isStale: boolean
  onRefresh: () => void
}

function Taken({ taken, isStale, onRefresh }: TakenProps) {
  const { language, say } = useSpeech()
  const size = useSize()
  const moment = useMoment()
  const [isAsking, setAsking] = useState(false)
  const { area, takenAt, dataBytes, mapBytes, missing, tiles } = taken
  return (
    <section className="field-card area-taken" aria-label={say('area.taken')} data-stale={isStale || undefined}>
      <h2>{say('area.taken')}</h2>
      {isStale ? (
        <p className="outbox-notice" role="status">
          {say('area.stale')}
        </p>
      ) : null}
      <p>
        {moment(takenAt)} · {ago(takenAt, new Date(), language)}
      </p>
      <p>
        {say('area.holds', {
          visits: number(area.visits.length, language),
          works: number(area.works.length, language),
        })}{' '}
        · {size(dataBytes + mapBytes)}
      </p>
      {missing > 0 ? (
        <p className="outbox-notice">
          {say('area.missing', { shown: number(missing, language), of: number(tiles, language) })}
        </p>
      ) : null}
      {hasGraphics && missing < tiles ? (
        <Suspense fallback={<Loading />}>
          <AreaMap taken={taken} />
        </Suspense>
      ) : null}
      <div className="buttons wrapping">
        <button type="button" className="button primary" onClick={onRefresh}>
          {say('area.refresh')}
        </button>
        <button type="button" className="button" onClick={() => setAsking(true)}>
          {say('area.forget')}
        </button>
      </div>
      {isAsking ? (
        <Confirm
          title={say('area.forgetAsked')}
          detail={say('area.forgetDetail')}
          act={say('area.forget')}
          keep={say('outbox.keep')}
          onKeep={() => setAsking(false)}
          onAct={() => {
            setAsking(false)
            void forgetAreas()
          }}
        />
      ) : null}
    </section>
  )
}
