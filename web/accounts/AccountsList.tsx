import { useInfiniteQuery } from '@tanstack/react-query'
import { accountStatuses } from '../../server/accounts/contract.ts'
import { roles } from '../../server/agencies/contract.ts'
import { known, toggled, useAddress, useChangeAddress } from '../address.ts'
import { number } from '../i18n/format.ts'
import { useSpeech } from '../i18n/language.tsx'
import { FilterMenu } from '../ui/FilterMenu.tsx'
import { Listing } from '../ui/Listing.tsx'
import { TextFilter } from '../works/TextFilter.tsx'
import { AccountRow } from './AccountRow.tsx'
import { ManagingTabs } from './ManagingTabs.tsx'
import { useManaged } from './managed.ts'
import { accountsQuery } from './queries.ts'

/** Who may sign in, and who cannot just now. */
export function AccountsList() {
  const { language, say } = useSpeech()
  const address = useAddress()
  const managed = useManaged()
  const asked = known(address.agency, managed.map(({ code }) => code)) // biome-ignore format: one line
  const agency = managed.filter(({ code }) => asked.includes(code)).map(({ id }) => id)
  const query = useInfiniteQuery(
    accountsQuery({
      q: address.q,
      agency: agency.join(',') || undefined,
      role: known(address.role, roles).join(',') || undefined,
      status: known(address.status, accountStatuses).join(',') || undefined,
    }),
  )
  const items = query.data?.pages.flatMap((page) => page.items) ?? []
  const counted = query.data && !query.hasNextPage
  return (
    <Listing
      title={say('account.list')}
      count={counted ? say('account.count', { count: items.length, shown: number(items.length, language) }) : ''}
      icon="people"
      none={say('account.none')}
      noneDetail={say('account.noneDetail')}
      query={query}
      empty={items.length === 0}
      filters={
        <>
          <ManagingTabs />
          <AccountFilters />
        </>
      }
      testId="accounts-list"
    >
      {items.map((account) => (
        <AccountRow key={account.id} account={account} />
      ))}
    </Listing>
  )
}

function AccountFilters() {
  const { say, name } = useSpeech()
  const address = useAddress()
  const change = useChangeAddress()
  const managed = useManaged()
  const any = address.q || address.agency || address.role || address.status
  return (
    <div className="filters">
      <TextFilter
        label={say('account.search')}
        value={address.q ?? ''}
        onChange={(q) => change({ q: q || undefined }, { replace: true })}
      />
      {managed.length > 1 ? (
        <FilterMenu
          label={say('filter.agency')}
          chosen={known(address.agency, managed.map(({ code }) => code))} // biome-ignore format: one line
          options={managed.map(({ code, name: names, colour }) => ({
            value: code,
            label: name(names),
            mark: <i className="stroke" style={{ background: colour }} />,
          }))}
          onToggle={(code) => change({ agency: toggled(address.agency, code) })}
        />
      ) : null}
      <FilterMenu
        label={say('account.role')}
        chosen={known(address.role, roles)}
        options={roles.map((value) => ({ value, label: say(`role.${value}`) }))}
        onToggle={(role) => change({ role: toggled(address.role, role) })}
      />
      <FilterMenu
        label={say('filter.status')}
        chosen={known(address.status, accountStatuses)}
        options={accountStatuses.map((value) => ({ value, label: say(`account.status.${value}`) }))}
        onToggle={(status) => change({ status: toggled(address.status, status) })}
      />
      {any ? (
        <button
          type="button"
          className="link"
          onClick={() => change({ q: undefined, agency: undefined, role: undefined, status: undefined })}
        >
          {say('filter.clear')}
        </button>
      ) : null}
    </div>
  )
}
