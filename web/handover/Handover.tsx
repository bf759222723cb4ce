import './handover.css'
import { useQuery } from '@tanstack/react-query'
import { roleMay } from '../../server/access/rules.ts'
import type { Status, Works } from '../../server/works/contract.ts'
import { useUser } from '../agencies/queries.ts'
import { useSpeech } from '../i18n/language.tsx'
import { Waiting } from '../ui/States.tsx'
import { CertificateCard } from './CertificateCard.tsx'
import { ClearanceCard } from './ClearanceCard.tsx'
import { GuaranteeCard } from './GuaranteeCard.tsx'
import { clearanceQuery } from './queries.ts'
import { Records } from './Records.tsx'

const shownAt: readonly Status[] = ['in_progress', 'suspended', 'reinstated', 'in_guarantee', 'closed']

/** Which record is written: a new one, or one that is corrected. */
export type Recorded = 'new' | number

/** The way of a works back to the city: how its ground was closed, the guarantee, what stands against its clearance. */
export default function Handover({ works, onRecord }: { works: Works; onRecord: (record: Recorded) => void }) {
  const { language, say } = useSpeech()
  const user = useUser()
  const isShown = shownAt.includes(works.status) && user !== null && roleMay(user.role, 'works.read')
  const query = useQuery({ ...clearanceQuery(works.id, language), enabled: isShown })
  if (!isShown) return null
  const clearance = query.data
  return (
    <section className="handover" aria-label={say('handover.title')}>
      <h2>{say('handover.title')}</h2>
      {clearance?.certificate ? <CertificateCard certificate={clearance.certificate} /> : null}
      {clearance?.guarantee && !clearance.certificate ? (
        <GuaranteeCard guarantee={clearance.guarantee} status={works.status} />
      ) : null}
      <Records works={works} onRecord={onRecord} />
      {clearance && !clearance.certificate && works.status !== 'closed' ? (
        <ClearanceCard clearance={clearance} works={works} />
      ) : null}
      {clearance ? null : <Waiting query={query} />}
    </section>
  )
}
