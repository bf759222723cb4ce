import type { CaseSummary } from '../../server/cases/contract.ts'
import { useUser } from '../agencies/queries.ts'
import { useSpeech } from '../i18n/language.tsx'
import { Icon } from '../ui/Icon.tsx'
import { Id } from '../ui/Id.tsx'
import { CaseClock, CaseStateTag } from './CaseStateTag.tsx'
import { WorksNamed } from './WorksNamed.tsx'

/** So many works a row names. */
const mostShown = 3

interface CaseRowProps {
  about: CaseSummary
  isSelected: boolean
  onOpen: () => void
}

/** One case: whose turn it is, where and whose works, and what is left between them. */
export function CaseRow({ about, isSelected, onOpen }: CaseRowProps) {
  const { say, name } = useSpeech()
  const own = useUser()?.agencyId ?? null
  const { works, blocking, warning, proposalCount } = about
  const street = works.find(({ streetName }) => streetName)?.streetName
  return (
    <li data-case={about.id}>
      <button type="button" className="row" aria-current={isSelected || undefined} onClick={onOpen}>
        <span className="row-top">
          <CaseStateTag state={about.state} />
          <Id>{about.number}</Id>
        </span>
        <strong>{street ? name(street) : say('case.noStreet')}</strong>
        {works.slice(0, mostShown).map(({ id, number, title, agencyId }) => (
          <span key={id} className="case-works">
            <WorksNamed works={{ number, agencyId }} /> <bdi>{title}</bdi>
          </span>
        ))}
        {works.length > mostShown ? (
          <span className="case-more">{say('case.more', { count: works.length - mostShown })}</span>
        ) : null}
        <CaseClock about={about} own={own} />
        <span className="row-facts">
          {blocking > 0 ? (
            <span className="flag blocking">
              <Icon name="warning" size={14} />
              {say('conflict.blockingCount', { count: blocking })}
            </span>
          ) : null}
          {warning > 0 ? (
            <span className="flag warning">
              <Icon name="warning" size={14} />
              {say('case.warnings', { count: warning })}
            </span>
          ) : null}
          {proposalCount > 0 ? (
            <span className="flag">
              <Icon name="speech" size={14} />
              {say('case.proposals', { count: proposalCount })}
            </span>
          ) : null}
        </span>
      </button>
    </li>
  )
}
