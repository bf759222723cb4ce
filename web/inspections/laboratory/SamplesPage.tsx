import './laboratory.css'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { type Sample, sampleStates } from '../../../server/inspections/laboratory/contract.ts'
import { sampleKinds } from '../../../server/inspections/laboratory/rules.ts'
import { known, toggled, useAddress, useChangeAddress } from '../../address.ts'
import { number } from '../../i18n/format.ts'
import { useSpeech } from '../../i18n/language.tsx'
import { OnMap } from '../../map/on-map.tsx'
import { PageFor } from '../../permits/PageFor.tsx'
import { FilterMenu } from '../../ui/FilterMenu.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { Listing } from '../../ui/Listing.tsx'
import { TextFilter } from '../../works/TextFilter.tsx'
import { useRecordsSamples } from './may-record.ts'
import { NewSampleDrawer } from './NewSampleDrawer.tsx'
import { samplesQuery } from './queries.ts'
import { ResultsFileDrawer } from './ResultsFileDrawer.tsx'
import { SampleDrawer } from './SampleDrawer.tsx'
import { SampleRow } from './SampleRow.tsx'
import { SamplesLayer } from './SamplesLayer.tsx'

/** Samples of what was put back, for laboratories, owners, contractors and the office. */
export default function SamplesPage() {
  const { say } = useSpeech()
  return (
    <PageFor
      permission="works.read"
      title={say('nav.samples')}
      icon="layers"
      signInFirst={say('sample.signInFirst')}
      notYours={say('sample.notYours')}
    >
      <Samples />
    </PageFor>
  )
}

function useSamples() {
  const { status, kind, q } = useAddress()
  const states = known(status, sampleStates)
  const kinds = known(kind, sampleKinds)
  const query = useInfiniteQuery(
    samplesQuery({ state: states.join(',') || undefined, kind: kinds.join(',') || undefined, q }),
  )
  const items = useMemo(() => query.data?.pages.flatMap((page) => page.items) ?? [], [query.data])
  return { query, items, states, kinds }
}

function Samples() {
  const { language, say } = useSpeech()
  const { sel, view = 'split' } = useAddress()
  const change = useChangeAddress()
  const { query, items, states, kinds } = useSamples()
  const count = say('sample.count', { count: items.length, shown: number(items.length, language) })
  const layer = useMemo(() => <SamplesLayer samples={items} selected={sel} />, [items, sel])
  return (
    <>
      <OnMap>{layer}</OnMap>
      <SampleDrawers />
      {view === 'map' ? null : (
        <Listing
          title={say('nav.samples')}
          count={query.data && !query.hasNextPage ? count : ''}
          icon="layers"
          none={say('sample.none')}
          noneDetail={say('sample.noneDetail')}
          query={query}
          empty={items.length === 0}
          filters={<SampleFilters states={states} kinds={kinds} />}
          beneath={view === 'split' && Boolean(sel)}
          testId="samples"
        >
          {items.map((sample: Sample) => (
            <SampleRow
              key={sample.id}
              sample={sample}
              isSelected={sample.id === sel}
              onOpen={() => change({ sel: sample.id })}
            />
          ))}
        </Listing>
      )}
    </>
  )
}

/** What stands over the list: one sample, a new one (of a works, where the address names it), or a file of results. */
function SampleDrawers() {
  const { sel } = useAddress()
  const change = useChangeAddress()
  const mayWrite = useRecordsSamples()
  const close = () => change({ sel: undefined })
  if (!sel) return null
  if (sel === 'file') return mayWrite ? <ResultsFileDrawer onClose={close} /> : null
  const [word, worksId] = sel.split(':')
  if (word === 'new')
    return mayWrite ? <NewSampleDrawer worksId={worksId} onClose={close} onDone={(id) => change({ sel: id })} /> : null
  return <SampleDrawer key={sel} id={sel} onClose={close} />
}

function SampleFilters({ states, kinds }: { states: readonly string[]; kinds: readonly string[] }) {
  const { say } = useSpeech()
  const address = useAddress()
  const change = useChangeAddress()
  const mayWrite = useRecordsSamples()
  return (
    <>
      {mayWrite ? (
        <div className="filters samples-bar">
          <button type="button" className="button primary" onClick={() => change({ sel: 'new' })}>
            <Icon name="plus" />
            {say('sample.new')}
          </button>
          <button type="button" className="button" onClick={() => change({ sel: 'file' })}>
            <Icon name="upload" />
            {say('sample.file')}
          </button>
        </div>
      ) : null}
      <div className="filters">
        <FilterMenu
          label={say('sample.states')}
          chosen={states}
          options={sampleStates.map((value) => ({ value, label: say(`sample.state.${value}`) }))}
          onToggle={(word) => change({ status: toggled(address.status, word) }, { replace: true })}
        />
        <FilterMenu
          label={say('sample.kinds')}
          chosen={kinds}
          options={sampleKinds.map((value) => ({ value, label: say(`sample.kind.${value}`) }))}
          onToggle={(word) => change({ kind: toggled(address.kind, word) }, { replace: true })}
        />
        <TextFilter
          label={say('sample.search')}
          value={address.q ?? ''}
          onChange={(q) => change({ q: q || undefined }, { replace: true })}
        />
      </div>
    </>
  )
}
