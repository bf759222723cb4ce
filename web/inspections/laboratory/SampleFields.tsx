import { useQuery } from '@tanstack/react-query'
import { sampleKinds } from '../../../server/inspections/laboratory/rules.ts'
import { useAgencies } from '../../agencies/queries.ts'
import { useSpeech } from '../../i18n/language.tsx'
import { SpotOnMap } from '../../reports/SpotOnMap.tsx'
import { DayField } from '../../time/DayField.tsx'
import { Select } from '../../ui/Select.tsx'
import { TextArea } from '../../ui/TextArea.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { samplePlanQuery } from './queries.ts'
import { layerFor, layersOf, readSpot, type SampleDraft, writeSpot } from './sample-draft.ts'

interface SampleFieldsProps {
  draft: SampleDraft
  set: (more: Partial<SampleDraft>) => void
  wrong: (member: keyof SampleDraft | 'takenAt') => string | undefined
  worksId: string
  asksLaboratory: boolean
}

/** What is written down of a sample. */
export function SampleFields({ draft, set, wrong, worksId, asksLaboratory }: SampleFieldsProps) {
  const { say } = useSpeech()
  return (
    <>
      {asksLaboratory ? <LaboratoryChoice draft={draft} set={set} error={wrong('laboratoryId')} /> : null}
      <Select
        label={say('sample.kindOne')}
        value={draft.kind}
        onChange={(kind) => set({ kind, layer: layerFor(kind, draft.layer), retestOf: '' })}
        asks={say('sample.chooseKind')}
        error={wrong('kind')}
        options={sampleKinds.map((value) => ({ value, label: say(`sample.kind.${value}`) }))}
      />
      <Select
        label={say('sample.layerOne')}
        value={draft.layer}
        onChange={(layer) => set({ layer, retestOf: '' })}
        asks={say('sample.chooseLayer')}
        error={wrong('layer')}
        options={layersOf(draft.kind).map((value) => ({ value, label: say(`sample.layer.${value}`) }))}
      />
      <TextField
        label={say('sample.lift')}
        note={say('sample.liftHow')}
        value={draft.lift}
        longest={2}
        error={wrong('lift')}
        onChange={(lift) => set({ lift })}
      />
      <TextField
        label={say('sample.seal')}
        value={draft.seal}
        longest={60}
        error={wrong('seal')}
        onChange={(seal) => set({ seal })}
      />
      <TextField
        label={say('sample.place')}
        note={say('sample.placeHow')}
        dir="ltr"
        value={draft.place}
        longest={40}
        error={wrong('place')}
        onChange={(place) => set({ place })}
      />
      <SpotOnMap spot={readSpot(draft.place)} asking onSpot={(spot) => set({ place: writeSpot(spot) })} />
      <TextArea
        label={say('sample.away')}
        note={say('sample.awayHow')}
        value={draft.awayReason}
        rows={2}
        error={wrong('awayReason')}
        onChange={(awayReason) => set({ awayReason })}
      />
      <TakenAt draft={draft} set={set} error={wrong('takenAt') ?? wrong('takenTime')} />
      <TextField
        label={say('sample.takenBy')}
        value={draft.takenBy}
        longest={120}
        error={wrong('takenBy')}
        onChange={(takenBy) => set({ takenBy })}
      />
      <RetestChoice draft={draft} set={set} worksId={worksId} error={wrong('retestOf')} />
    </>
  )
}

type PartProps = Pick<SampleFieldsProps, 'draft' | 'set'> & { error: string | undefined }

function Wrong({ words }: { words: string | undefined }) {
  return words ? (
    <p className="missing" role="alert">
      {words}
    </p>
  ) : null
}

function LaboratoryChoice({ draft, set, error }: PartProps) {
  const { say, name } = useSpeech()
  const laboratories = useAgencies().agencies.filter(({ kind }) => kind === 'laboratory')
  return (
    <>
      <Select
        label={say('sample.laboratory')}
        value={draft.laboratoryId}
        onChange={(laboratoryId) => set({ laboratoryId })}
        options={[
          { value: '', label: say('sample.chooseLaboratory') },
          ...laboratories.map((each) => ({ value: each.id, label: name(each.name) })),
        ]}
      />
      <Wrong words={error} />
    </>
  )
}

/** Day and minute by the clocks of the city, in the reader's calendar and digits: a browser's own field knows neither. */
function TakenAt({ draft, set, error }: PartProps) {
  const { say } = useSpeech()
  return (
    <fieldset className="form-days" aria-label={say('sample.takenAt')}>
      <DayField label={say('sample.takenOn')} value={draft.takenOn} onChange={(takenOn) => set({ takenOn })} />
      <TextField
        label={say('sample.takenTime')}
        dir="ltr"
        autoComplete="off"
        longest={5}
        value={draft.takenTime}
        error={error}
        onChange={(takenTime) => set({ takenTime })}
      />
    </fieldset>
  )
}

/** Whether it is taken again where one has failed, whichever laboratory took that; nothing where none has. */
function RetestChoice({ draft, set, worksId, error }: PartProps & { worksId: string }) {
  const { say } = useSpeech()
  const { data: plan } = useQuery(samplePlanQuery(worksId))
  const failed = plan?.failed.filter(({ kind, layer }) => kind === draft.kind && layer === draft.layer) ?? []
  if (failed.length === 0) return null
  // at its place, unless another was written down
  const placeOf = (id: string) => {
    const [lng, lat] = failed.find((one) => one.id === id)?.place.coordinates ?? []
    return draft.place === '' && lng !== undefined && lat !== undefined ? { place: writeSpot({ lng, lat }) } : {}
  }
  return (
    <>
      <Select
        label={say('sample.again')}
        value={draft.retestOf}
        onChange={(retestOf) => set({ retestOf, ...placeOf(retestOf) })}
        options={[
          { value: '', label: say('sample.againNo') },
          ...failed.map(({ id, number }) => ({ value: id, label: number })),
        ]}
      />
      <Wrong words={error} />
    </>
  )
}
