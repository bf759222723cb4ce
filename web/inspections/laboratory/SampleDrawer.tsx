import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import type { SampleWithResults } from '../../../server/inspections/laboratory/contract.ts'
import { type Address, opening } from '../../address.ts'
import { AgencyChip } from '../../agencies/AgencyChip.tsx'
import { write } from '../../api.ts'
import { fullDay, number } from '../../i18n/format.ts'
import { useSpeech } from '../../i18n/language.tsx'
import { useFlyTo } from '../../map/held-map.ts'
import { ReasonDialog } from '../../permits/ReasonDialog.tsx'
import { useMoment } from '../../time/use-moment.ts'
import { Drawer } from '../../ui/Drawer.tsx'
import { Id } from '../../ui/Id.tsx'
import { Waiting } from '../../ui/States.tsx'
import { Tiles } from '../../ui/Tiles.tsx'
import { sampleQuery, useSamplesChanged } from './queries.ts'
import { ResultForm } from './ResultForm.tsx'
import { SampleResults } from './SampleResults.tsx'
import { SampleStateTag } from './SampleStateTag.tsx'
import { useMeasured } from './use-measured.ts'

/** One sample: where and how it was taken, what was measured, and what may be done. */
export function SampleDrawer({ id, onClose }: { id: string; onClose: () => void }) {
  const { say } = useSpeech()
  const query = useQuery(sampleQuery(id))
  if (query.data) return <SampleSheet sample={query.data} onClose={onClose} />
  return (
    <Drawer title={say('sample.one')} onClose={onClose}>
      <Waiting query={query} />
    </Drawer>
  )
}

function SampleSheet({ sample, onClose }: { sample: SampleWithResults; onClose: () => void }) {
  const { language, say } = useSpeech()
  const flyTo = useFlyTo()
  const measured = useMeasured()
  const [lng, lat] = sample.place.coordinates
  useEffect(() => flyTo([lng, lat]), [lng, lat, flyTo])
  const { works, kind, value } = sample
  return (
    <Drawer
      subject={sample.id}
      title={`${say(`sample.kind.${kind}`)} · ${say(`sample.layer.${sample.layer}`)}`}
      onClose={onClose}
      eyebrow={
        <>
          <SampleStateTag state={sample.state} />
          <Id>{sample.number}</Id>
        </>
      }
      subtitle={
        <Link to="/works" search={((before: Address) => opening(works.id, before, false)) as never}>
          <Id>{works.number}</Id> · <bdi>{works.title}</bdi>
        </Link>
      }
    >
      <Tiles
        items={[
          { label: say('sample.value'), value: value === null ? '—' : measured(value, kind) },
          { label: say('sample.least'), value: measured(sample.least, kind) },
          {
            label: say(value === null ? 'sample.dueOn' : 'sample.corrections'),
            value:
              value === null
                ? fullDay(sample.dueOn, language)
                : number(Math.max(0, sample.results.length - 1), language),
          },
        ]}
      />
      <SampleFacts sample={sample} />
      {sample.voidReason ? (
        <p className="missing" dir="auto">
          {say('sample.voidFor', { reason: sample.voidReason })}
        </p>
      ) : null}
      <SampleResults sample={sample} />
      {sample.may.enter ? <ResultForm key={sample.id} sample={sample} /> : null}
      {sample.may.void ? <VoidButton sample={sample} /> : null}
    </Drawer>
  )
}

function SampleFacts({ sample }: { sample: SampleWithResults }) {
  const { language, say, name } = useSpeech()
  const moment = useMoment()
  const metres = (value: number) => say('unit.metres', { value: number(value, language, 1) })
  const facts: [string, React.ReactNode][] = [
    [say('sample.laboratory'), <AgencyChip key="lab" id={sample.laboratoryId} />],
    [
      say('sample.seal'),
      <bdi key="seal" dir="ltr">
        {sample.seal}
      </bdi>,
    ],
    [say('sample.takenAt'), moment(sample.takenAt)],
    [say('sample.takenBy'), <bdi key="by">{sample.takenBy}</bdi>],
  ]
  if (sample.lift !== null) facts.push([say('sample.lift'), number(sample.lift, language)])
  if (sample.chainageMetres !== null) facts.push([say('sample.chainage'), metres(sample.chainageMetres)])
  facts.push([say('sample.distance'), metres(sample.distanceMetres)])
  if (sample.awayReason) facts.push([say('sample.away'), <bdi key="away">{sample.awayReason}</bdi>])
  if (sample.retestOf) facts.push([say('sample.again'), say('sample.againYes')])
  if (sample.recordedBy) facts.push([say('sample.recordedBy'), name(sample.recordedBy)])
  return (
    <dl className="sample-facts">
      {facts.map(([label, value]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}

function VoidButton({ sample }: { sample: SampleWithResults }) {
  const { say } = useSpeech()
  const changed = useSamplesChanged()
  const [isAsked, setAsked] = useState(false)
  const [reason, setReason] = useState('')
  return (
    <p>
      <button type="button" className="button small" onClick={() => setAsked(true)}>
        {say('sample.void')}
      </button>
      {isAsked ? (
        <ReasonDialog
          title={say('sample.voidAsked')}
          detail={say('sample.voidDetail')}
          act={say('sample.void')}
          reason={reason}
          onReason={setReason}
          send={(why) => write('POST', `/api/samples/${sample.id}/voiding`, { reason: why })}
          onDone={() => setAsked(false)}
          onStored={() => void changed()}
        />
      ) : null}
    </p>
  )
}
