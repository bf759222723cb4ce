import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Reinstatement, Reinstatements } from '../../server/inspections/reinstatement/contract.ts'
import type { Works } from '../../server/works/contract.ts'
import { fullDay, number } from '../i18n/format.ts'
import { useSpeech } from '../i18n/language.tsx'
import { AreaOnMap } from '../map/AreaOnMap.tsx'
import { Icon } from '../ui/Icon.tsx'
import { Waiting } from '../ui/States.tsx'
import { EarlierVersions } from './EarlierVersions.tsx'
import type { Recorded } from './Handover.tsx'
import { choicesQuery, reinstatementsQuery } from './queries.ts'
import { RecordPhotos } from './RecordPhotos.tsx'

/** How the ground of a works was closed again, record by record, and what is still to be recorded. */
export function Records({ works, onRecord }: { works: Works; onRecord: (record: Recorded) => void }) {
  const { say } = useSpeech()
  const query = useQuery(reinstatementsQuery(works.id))
  const [shown, setShown] = useState<number | null>(null)
  if (!query.data) return <Waiting query={query} />
  const { items, may } = query.data
  const ground = items.find((one) => one.number === shown)?.ground
  return (
    <>
      <h3>{say('record.title')}</h3>
      {items.length === 0 ? <p className="form-note">{say('record.none')}</p> : null}
      {items.map((record) => (
        <RecordCard
          key={record.number}
          record={record}
          leastPhotos={query.data.leastPhotos}
          mayRecord={may.record}
          isShown={shown === record.number}
          onShow={() => setShown(shown === record.number ? null : record.number)}
          onCorrect={() => onRecord(record.number)}
        />
      ))}
      {items.length > 0 ? <Lacking {...query.data} /> : null}
      {may.record ? (
        <button
          type="button"
          className={items.length === 0 ? 'button primary' : 'button'}
          onClick={() => onRecord('new')}
        >
          <Icon name="plus" size={16} />
          {say(items.length === 0 ? 'record.first' : 'record.another')}
        </button>
      ) : null}
      {ground ? <AreaOnMap area={ground} maxZoom={18} /> : null}
    </>
  )
}

function Lacking({ lacks, covered, leastPhotos }: Reinstatements) {
  const { say } = useSpeech()
  if (lacks.length === 0) return <p className="clear">{say('record.whole', { percent: covered.percent })}</p>
  return (
    <ul className="clearance-list" data-testid="lacking">
      {lacks.map((one) => (
        <li key={one} data-lacks={one}>
          <Icon name="warning" size={14} /> {say(`record.lacks.${one}`, { ...covered, count: leastPhotos })}
        </li>
      ))}
    </ul>
  )
}

interface RecordCardProps {
  record: Reinstatement
  leastPhotos: number
  mayRecord: boolean
  isShown: boolean
  onShow: () => void
  onCorrect: () => void
}

function RecordCard({ record, leastPhotos, mayRecord, isShown, onShow, onCorrect }: RecordCardProps) {
  const { language, say, name } = useSpeech()
  const { data: choices, isPending } = useQuery(choicesQuery)
  const called = (list: readonly { code: string; name: { ar: string; en: string } }[] | undefined, code: string) => {
    const found = list?.find((one) => one.code === code)
    return found ? name(found.name) : isPending ? '…' : code
  }
  const figures = [
    say('unit.squareMetres', { value: number(record.areaSquareMetres, language, 1) }),
    say('unit.metres', { value: number(record.lengthMetres, language, 1) }),
    say('works.depth', { value: number(record.depthMetres, language, 2) }),
    called(choices?.surfaces, record.surface),
  ]
  return (
    <article className="handover-card" data-testid="record" data-kind={record.kind}>
      <header>
        <h4>
          {say('record.one', { number: number(record.number, language) })} · {say(`record.kind.${record.kind}`)}
        </h4>
        <time dateTime={record.closedOn}>{fullDay(record.closedOn, language)}</time>
      </header>
      <p>{figures.join(' · ')}</p>
      <ol className="record-layers" aria-label={say('record.layers')}>
        {record.layers.map(({ material, thicknessMillimetres }, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a layer is known by its depth
          <li key={at}>
            <span>{called(choices?.materials, material)}</span>
            <b>{say('record.millimetres', { value: number(thicknessMillimetres, language) })}</b>
          </li>
        ))}
      </ol>
      {record.note ? <p dir="auto">{record.note}</p> : null}
      {record.correction ? (
        <p className="form-note">
          {say('record.corrected', { version: number(record.version, language), why: record.correction })}
        </p>
      ) : null}
      {record.version > 1 ? <EarlierVersions record={record} /> : null}
      <RecordPhotos record={record} leastPhotos={leastPhotos} mayAdd={mayRecord} />
      <p className="buttons wrapping">
        <button type="button" className="button small" aria-pressed={isShown} onClick={onShow}>
          {say('record.onMap')}
        </button>
        {mayRecord ? (
          <button type="button" className="button small" onClick={onCorrect}>
            {say('record.correct')}
          </button>
        ) : null}
      </p>
    </article>
  )
}
