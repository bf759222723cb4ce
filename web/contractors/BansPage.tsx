import { useInfiniteQuery } from '@tanstack/react-query'
import { roleMay } from '../../server/access/rules.ts'
import { banLists } from '../../server/contractors/contract.ts'
import { useAddress, useChangeAddress } from '../address.ts'
import { useUser } from '../agencies/queries.ts'
import { number } from '../i18n/format.ts'
import { useSpeech } from '../i18n/language.tsx'
import { OfficeTabs } from '../office/OfficeTabs.tsx'
import { PageFor } from '../permits/PageFor.tsx'
import { Icon } from '../ui/Icon.tsx'
import { Listing } from '../ui/Listing.tsx'
import { Segmented } from '../ui/Segmented.tsx'
import { BanRow } from './BanRow.tsx'
import { NewBanDrawer } from './NewBanDrawer.tsx'
import { bansQuery } from './queries.ts'

/** Contractors that may do no works, and the office's deed that bans one. */
export default function BansPage() {
  const { say } = useSpeech()
  return (
    <PageFor
      permission="bans.read"
      title={say('office.bans')}
      icon="shield"
      signInFirst={say('bans.signInFirst')}
      notYours={say('bans.notYours')}
    >
      <BansList />
    </PageFor>
  )
}

function BansList() {
  const { language, say } = useSpeech()
  const { sel, days } = useAddress()
  const change = useChangeAddress()
  const list = banLists.find((each) => each === days) ?? 'standing'
  const query = useInfiniteQuery(bansQuery(list))
  const items = query.data?.pages.flatMap((page) => page.items) ?? []
  const isCounted = query.data && !query.hasNextPage
  const role = useUser()?.role ?? null
  const mayBan = roleMay(role, 'bans.write')
  // of others it is not told
  const isOwnOnly = role === 'contractor'
  return (
    <>
      {sel === 'new' && mayBan ? <NewBanDrawer onClose={() => change({ sel: undefined })} /> : null}
      <Listing
        title={say('office.bans')}
        count={isCounted ? say('bans.count', { count: items.length, shown: number(items.length, language) }) : ''}
        icon="shield"
        none={say(isOwnOnly ? 'bans.noneOwn' : 'bans.none')}
        noneDetail={say(isOwnOnly ? 'bans.noneOwnDetail' : 'bans.noneDetail')}
        query={query}
        empty={items.length === 0}
        filters={
          <>
            <OfficeTabs />
            <div className="filters office-bar">
              <Segmented
                label={say('bans.list')}
                value={list}
                onChange={(next) => change({ days: next === 'all' ? next : undefined }, { replace: true })}
                options={banLists.map((value) => ({ value, label: say(`bans.list.${value}`) }))}
              />
              {mayBan ? (
                <button type="button" className="button primary" onClick={() => change({ sel: 'new' })}>
                  <Icon name="plus" />
                  {say('bans.new')}
                </button>
              ) : null}
            </div>
          </>
        }
        testId="bans"
      >
        {items.map((ban) => (
          <BanRow key={ban.id} ban={ban} />
        ))}
      </Listing>
    </>
  )
}
