import './cases.css'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { roleMay } from '../../server/access/rules.ts'
import { liveCaseStates } from '../../server/cases/contract.ts'
import { type Address, opening } from '../address.ts'
import { useUser } from '../agencies/queries.ts'
import { useSpeech } from '../i18n/language.tsx'
import { CaseStateTag } from './CaseStateTag.tsx'
import { casesOfQuery } from './queries.ts'

const live: readonly string[] = liveCaseStates

/** The cases that a works is in, for whoever may see them: those that run, then those in which something was settled. */
export default function CasesOfWorks({ worksId }: { worksId: string }) {
  const { say } = useSpeech()
  const user = useUser()
  const query = useQuery({ ...casesOfQuery(worksId), enabled: user !== null && roleMay(user.role, 'cases.read') })
  const cases = query.data ?? []
  const running = cases.filter(({ state }) => live.includes(state))
  const settled = cases.filter(({ state }) => state === 'settled')
  if (running.length + settled.length === 0) return null
  return (
    <>
      <h2>{say('case.list')}</h2>
      {[...running, ...settled].map(({ id, number, state }) => (
        <p key={id} className="case-link">
          <Link to="/cases" className="link" search={((before: Address) => opening(id, before, false)) as never}>
            {say('case.ofPair', { number })}
          </Link>
          <CaseStateTag state={state} />
        </p>
      ))}
    </>
  )
}
