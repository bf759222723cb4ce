import './cases.css'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { roleMay } from '../../server/access/rules.ts'
import { type Case, liveCaseStates, type NewCase } from '../../server/cases/contract.ts'
import { type Address, opening } from '../address.ts'
import { useUser } from '../agencies/queries.ts'
import { write } from '../api.ts'
import { useSpeech } from '../i18n/language.tsx'
import { useDeed } from '../permits/use-deed.ts'
import { Failure } from '../ui/States.tsx'
import { CaseStateTag } from './CaseStateTag.tsx'
import { casesOfQuery } from './queries.ts'

const inCase = (id: string) => (before: Address) => opening(id, before, false)

const isLive = ({ state }: Pick<Case, 'state'>) => (liveCaseStates as readonly string[]).includes(state)

interface CaseOfPairProps {
  worksA: { id: string; agencyId: string }
  worksB: { id: string; agencyId: string }
  /** The register has something between them that a case may be opened for. */
  isOpen: boolean
}

/** The case of two works that meet, for whoever may see it; a way to open one, or one that has ended, where it has not. */
export default function CaseOfPair({ worksA, worksB, isOpen }: CaseOfPairProps) {
  const { say } = useSpeech()
  const navigate = useNavigate()
  const user = useUser()
  const query = useQuery({ ...casesOfQuery(worksA.id), enabled: user !== null && roleMay(user.role, 'cases.read') })
  const opened = useDeed(async () => {
    const answer = await write<Case>('POST', '/api/cases', { works: [worksA.id, worksB.id] } satisfies NewCase)
    if (answer.ok) void navigate({ to: '/cases', search: inCase(answer.value.id) as never })
    return answer
  })
  const common = query.data?.filter(({ works }) => works.some(({ id }) => id === worksB.id)) ?? []
  const live = common.find(isLive)
  const found = live ?? common[0]
  const isOffice = user !== null && roleMay(user.role, 'works.decide')
  const isParty = [worksA, worksB].some(({ agencyId }) => agencyId === user?.agencyId)
  const mayOpen = user !== null && roleMay(user.role, 'cases.write') && (isOffice || isParty)
  const isOffered = query.isSuccess && !live && isOpen && mayOpen && worksA.agencyId !== worksB.agencyId
  if (!found && !isOffered) return null
  return (
    <div className="case-link">
      {found ? (
        <>
          <Link to="/cases" className="link" search={inCase(found.id) as never}>
            {say('case.ofPair', { number: found.number })}
          </Link>
          <CaseStateTag state={found.state} />
        </>
      ) : null}
      {isOffered ? (
        <button type="button" className="button" disabled={opened.isPending} onClick={() => opened.mutate(undefined)}>
          {say(found ? 'case.reopen' : 'case.openOne')}
        </button>
      ) : null}
      {opened.isError ? <Failure problem={opened.error} /> : null}
    </div>
  )
}
