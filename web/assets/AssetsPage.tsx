import './assets.css'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { assetKinds } from '../../server/assets/contract.ts'
import { known, toggled, useAddress, useChangeAddress } from '../address.ts'
import { hrefOf, useFollow } from '../going.tsx'
import { number } from '../i18n/format.ts'
import { useSpeech } from '../i18n/language.tsx'
import { PageFor } from '../permits/PageFor.tsx'
import { FilterMenu } from '../ui/FilterMenu.tsx'
import { Listing } from '../ui/Listing.tsx'
import { TextFilter } from '../works/TextFilter.tsx'
import { AssetDrawer } from './AssetDrawer.tsx'
import { AssetRow } from './AssetRow.tsx'
import { assetCountsQuery, assetsQuery } from './queries.ts'

/** What the reader's own organisation has in the ground. */
export default function AssetsPage() {
  const { say } = useSpeech()
  return (
    <PageFor
      permission="assets.read"
      title={say('nav.assets')}
      icon="layers"
      signInFirst={say('asset.signInFirst')}
      notYours={say('asset.notYours')}
    >
      <OwnAssets />
    </PageFor>
  )
}

function OwnAssets() {
  const { language, say } = useSpeech()
  const { sel, kind, view = 'split' } = useAddress()
  const change = useChangeAddress()
  const [text, setText] = useState('')
  const kinds = known(kind, assetKinds)
  const query = useInfiniteQuery(assetsQuery(kinds.join(',') || undefined, text))
  const counts = useQuery(assetCountsQuery).data?.items
  const items = query.data?.pages.flatMap((page) => page.items) ?? []
  const all = counts?.reduce((sum, { assets }) => sum + assets, 0) ?? 0
  const isNarrowed = kinds.length > 0 || text !== ''
  return (
    <>
      {sel ? <AssetDrawer key={sel} id={sel} onClose={() => change({ sel: undefined })} /> : null}
      {view === 'map' ? null : (
        <Listing
          title={say('nav.assets')}
          count={counts ? say('asset.count', { count: all, shown: number(all, language) }) : ''}
          icon="layers"
          none={say(isNarrowed ? 'asset.noneFound' : 'asset.none')}
          {...(isNarrowed ? {} : { noneDetail: say('asset.noneDetail') })}
          query={query}
          empty={items.length === 0}
          filters={
            <AssetFilters
              kinds={kinds}
              text={text}
              countOf={(one) => counts?.find((each) => each.kind === one)?.assets ?? 0}
              onText={setText}
            />
          }
          beneath={view === 'split' && Boolean(sel)}
          testId="assets"
        >
          {items.map((asset) => (
            <AssetRow
              key={asset.id}
              asset={asset}
              isSelected={asset.id === sel}
              onOpen={() => change({ sel: asset.id })}
            />
          ))}
        </Listing>
      )}
    </>
  )
}

interface AssetFiltersProps {
  kinds: readonly string[]
  text: string
  countOf: (kind: string) => number
  onText: (text: string) => void
}

function AssetFilters({ kinds, text, countOf, onText }: AssetFiltersProps) {
  const { language, say } = useSpeech()
  const address = useAddress()
  const change = useChangeAddress()
  return (
    <div className="filters asset-filters">
      <TextFilter label={say('asset.find')} value={text} onChange={onText} />
      <FilterMenu
        label={say('asset.kinds')}
        chosen={kinds}
        options={assetKinds.map((value) => ({
          value,
          label: say(`asset.kind.${value}`),
          mark: <b>{number(countOf(value), language)}</b>,
        }))}
        onToggle={(word) => change({ kind: toggled(address.kind, word) })}
      />
      <a className="button" href={hrefOf('/imports', address)} onClick={useFollow()}>
        {say('asset.import')}
      </a>
      <p className="form-note">{say('asset.guarded')}</p>
    </div>
  )
}
