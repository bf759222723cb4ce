import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { isOffice } from '../../server/agencies/rules.ts'
import type { Language } from '../../server/language/contract.ts'
import { activities, type OpportunitySummary, opportunityStages } from '../../server/opportunities/contract.ts'
import { type Address, toggled, travelling, useAddress, useChangeAddress } from '../address.ts'
import { useUser } from '../agencies/queries.ts'
import { withQuery } from '../api.ts'
import { number, shortDay } from '../i18n/format.ts'
import { useSpeech } from '../i18n/language.tsx'
import { FileMenu } from '../ui/FileMenu.tsx'
import { FilterMenu } from '../ui/FilterMenu.tsx'
import { Icon } from '../ui/Icon.tsx'
import { Id } from '../ui/Id.tsx'
import { Listing } from '../ui/Listing.tsx'
import { useOpenSite } from './open.ts'
import { opportunitiesListQuery } from './queries.ts'
import { SiteDrawer } from './SiteDrawer.tsx'
import { areaChange, listQuery, readArea, sitesFilter } from './sites-filter.ts'

/** Sites that the municipalities offer. */
export function OpportunitiesPage() {
  const { sel, view = 'split' } = useAddress()
  const change = useChangeAddress()
  return (
    <>
      {sel ? <SiteDrawer key={sel} number={sel} onClose={() => change({ sel: undefined })} /> : null}
      {view === 'map' ? null : <SitesList beneath={view === 'split' && Boolean(sel)} />}
    </>
  )
}

function SitesList({ beneath }: { beneath: boolean }) {
  const { language, say } = useSpeech()
  const asked = listQuery(sitesFilter(useAddress()))
  const query = useInfiniteQuery(opportunitiesListQuery(asked))
  const items = query.data?.pages.flatMap((page) => page.items) ?? []
  const total = query.data?.pages[0]?.total
  return (
    <Listing
      title={say('site.list')}
      count={total === undefined ? '' : say('site.count', { count: total, shown: number(total, language) })}
      icon="site"
      none={say('site.none')}
      query={query}
      empty={items.length === 0}
      filters={<SiteFilters files={filesOf(asked, language)} />}
      beneath={beneath}
      testId="sites-list"
    >
      {items.map((site) => (
        <SiteRow key={site.id} site={site} />
      ))}
    </Listing>
  )
}

/** The list as files: as it is filtered, the whole of it. */
function filesOf(asked: ReturnType<typeof listQuery>, lang: Language) {
  return {
    csv: withQuery('/api/opportunities.csv', { ...asked, lang }),
    geojson: withQuery('/api/opportunities.geojson', asked),
  }
}

function SiteFilters({ files }: { files: ReturnType<typeof filesOf> }) {
  const { say } = useSpeech()
  const address = useAddress()
  const change = useChangeAddress()
  const user = useUser()
  const filter = sitesFilter(address)
  const search = (before: Address) => travelling(before)
  const areaField = (member: 'minArea' | 'maxArea') => (
    <input
      key={`${member} ${address[member] ?? ''}`}
      className="area-field"
      inputMode="numeric"
      aria-label={say(`filter.${member}`)}
      placeholder={say(`filter.${member}`)}
      defaultValue={address[member] ?? ''}
      onBlur={({ target }) => {
        const area = readArea(target.value)
        target.value = area?.toString() ?? ''
        change(areaChange(filter, member, area))
      }}
      onKeyDown={(event) => event.key === 'Enter' && event.currentTarget.blur()}
    />
  )
  return (
    <div className="filters">
      <FilterMenu
        label={say('filter.activity')}
        chosen={filter.activities}
        options={activities.map((value) => ({ value, label: say(`activity.${value}`) }))}
        onToggle={(word) => change({ activity: toggled(address.activity, word) })}
      />
      <FilterMenu
        label={say('filter.stage')}
        chosen={filter.stages}
        options={opportunityStages.map((value) => ({ value, label: say(`stage.${value}`) }))}
        onToggle={(word) => change({ stage: toggled(address.stage, word) })}
      />
      {areaField('minArea')}
      {areaField('maxArea')}
      <FileMenu
        files={[
          { title: say('file.csv'), detail: say('file.sitesDetail'), href: files.csv },
          { title: say('file.geojson'), detail: say('file.boundariesDetail'), href: files.geojson },
        ]}
      />
      {isOffice(user?.role) ? (
        <Link to="/opportunities/new" search={search as never} className="button small">
          <Icon name="plus" size={16} />
          {say('site.new')}
        </Link>
      ) : null}
    </div>
  )
}

function SiteRow({ site }: { site: OpportunitySummary }) {
  const { language, say, name } = useSpeech()
  const open = useOpenSite()
  const selected = useAddress().sel === site.number
  return (
    <li>
      <button type="button" className="row" aria-current={selected || undefined} onClick={() => open(site.number)}>
        <span className="row-top">
          <span className="chip">{say(`activity.${site.activity}`)}</span>
          <span className="tag green">{say(`stage.${site.stage}`)}</span>
          <Id>{site.number}</Id>
        </span>
        <strong>{name(site.title)}</strong>
        <span className="row-facts">
          <span>{say('unit.squareMetres', { value: number(site.areaSquareMetres, language) })}</span>
          <span>{say('site.years', { count: site.termYears })}</span>
          {site.bidsUntil ? <span>{say('site.bidsUntil', { day: shortDay(site.bidsUntil, language) })}</span> : null}
        </span>
      </button>
    </li>
  )
}
