import type { SharedTrench } from '../../server/works/contract.ts'
import { AgencyChip } from '../agencies/AgencyChip.tsx'
import { useSpeech } from '../i18n/language.tsx'

/** With which works a works shares its trench, whose they are, and which of them leads. */
export function TrenchShared({ trench, worksId }: { trench: SharedTrench; worksId: string }) {
  const { say } = useSpeech()
  return (
    <ul className="trench-shared" aria-label={say('trench.title')}>
      {trench.leadId === worksId ? <li>{say('trench.leads')}</li> : null}
      {trench.others.map(({ id, number, agencyId }) => (
        <li key={id}>
          <bdi dir="ltr">{number}</bdi>
          <AgencyChip id={agencyId} />
          {id === trench.leadId ? <span className="tag green">{say('trench.lead')}</span> : null}
        </li>
      ))}
    </ul>
  )
}
