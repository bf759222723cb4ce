// decisions and fields of text look as they do with applications
import '../permits/permits.css'
import './dig-once.css'
import { useQuery } from '@tanstack/react-query'
import { roleMay } from '../../server/access/rules.ts'
import { useAddress, useChangeAddress } from '../address.ts'
import { sessionQuery } from '../agencies/queries.ts'
import { SignInHint } from '../agencies/SignInHint.tsx'
import { useSpeech } from '../i18n/language.tsx'
import { ListPanel } from '../ui/ListPanel.tsx'
import { Segmented } from '../ui/Segmented.tsx'
import { Empty, Waiting } from '../ui/States.tsx'
import { CallsList } from './CallsList.tsx'
import { ClustersList } from './ClustersList.tsx'
import { SavedTotal } from './SavedTotal.tsx'

const parts = ['chances', 'calls', 'closedCalls'] as const
type Part = (typeof parts)[number]

/** Where works could share a trench, the calls for interest in it, and what was saved. */
export default function DigOncePage() {
  const { say } = useSpeech()
  const session = useQuery(sessionQuery)
  const user = session.data?.user
  const { tab } = useAddress()
  const part = parts.find((each) => each === tab) ?? 'chances'
  const filters = <Bar part={part} />
  if (user && roleMay(user.role, 'conflicts.read'))
    return part === 'chances' ? (
      <ClustersList filters={filters} />
    ) : (
      <CallsList key={part} state={part === 'calls' ? 'open' : 'closed'} filters={filters} />
    )
  return (
    <ListPanel label={say('digOnce.title')}>
      <header className="listing-head">
        <h1>{say('digOnce.title')}</h1>
      </header>
      {user ? <Empty icon="shared" title={say('digOnce.notYours')} /> : null}
      {session.data === null ? <SignInHint>{say('digOnce.signInFirst')}</SignInHint> : null}
      {session.data === undefined ? <Waiting query={session} /> : null}
    </ListPanel>
  )
}

/** The running total, the parts of the page, and whether only the own agency's are shown. */
function Bar({ part }: { part: Part }) {
  const { say } = useSpeech()
  const { agency } = useAddress()
  const change = useChangeAddress()
  const own = useQuery(sessionQuery).data?.user.agencyId
  return (
    <>
      <SavedTotal />
      <div className="filters">
        <Segmented
          label={say('digOnce.part')}
          value={part}
          onChange={(next) => void change({ tab: next === 'chances' ? undefined : next, sel: undefined })}
          options={parts.map((value) => ({ value, label: say(`digOnce.${value}`) }))}
        />
        {own ? (
          <label className="check">
            <input
              type="checkbox"
              checked={agency === own}
              onChange={() => void change({ agency: agency === own ? undefined : own })}
            />
            {say('digOnce.onlyOurs')}
          </label>
        ) : null}
      </div>
    </>
  )
}
