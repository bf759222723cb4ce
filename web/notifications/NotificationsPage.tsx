import './notifications.css'
import { useQuery } from '@tanstack/react-query'
import { userMay } from '../../server/access/rules.ts'
import { useAddress, useChangeAddress } from '../address.ts'
import { sessionQuery } from '../agencies/queries.ts'
import { SignInHint } from '../agencies/SignInHint.tsx'
import { useSpeech } from '../i18n/language.tsx'
import { ListPanel } from '../ui/ListPanel.tsx'
import { Segmented } from '../ui/Segmented.tsx'
import { Waiting } from '../ui/States.tsx'
import { NoticeList } from './NoticeList.tsx'
import { SettingsTab } from './SettingsTab.tsx'
import { WebhooksTab } from './webhooks/WebhooksTab.tsx'

const tabs = ['list', 'settings', 'webhooks'] as const
type Tab = (typeof tabs)[number]

/** What one is told; where one wants to be told it; for administrators, where their software is. */
export default function NotificationsPage() {
  const { say } = useSpeech()
  const session = useQuery(sessionQuery)
  const user = session.data?.user
  const address = useAddress()
  const change = useChangeAddress()
  const offered = tabs.filter((tab) => tab !== 'webhooks' || userMay(user ?? null, 'webhooks.manage'))
  const tab: Tab = offered.find((each) => each === address.tab) ?? 'list'
  return (
    <ListPanel label={say('nav.notices')}>
      <div className="notices-page">
        <header className="listing-head">
          <h1>{say('nav.notices')}</h1>
        </header>
        {session.data === null ? <SignInHint>{say('notice.signInFirst')}</SignInHint> : null}
        {session.data === undefined ? <Waiting query={session} /> : null}
        {user ? (
          <>
            <Segmented
              label={say('notice.tabs')}
              value={tab}
              onChange={(next) => change({ tab: next === 'list' ? undefined : next, status: undefined })}
              options={offered.map((value) => ({ value, label: say(`notice.tab.${value}`) }))}
            />
            {tab === 'list' ? <NoticeList /> : null}
            {tab === 'settings' ? <SettingsTab /> : null}
            {tab === 'webhooks' ? <WebhooksTab /> : null}
          </>
        ) : null}
      </div>
    </ListPanel>
  )
}
